import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SOURCE_CHECKS } from '../../../dev/check/check-source';
import type { Problem } from '../../../dev/check/source';
import { lineOf } from '../../../dev/check/source';
import { budgetProblems, documentedSizeProblems } from '../../../dev/verify/package-sizes';
import { typeProblems } from '../../../dev/verify/type-problems';
import { compileForWechat } from '../../../dev/verify/wechat-compiler';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

/** All checks of `npm run verify:wechat`, by what does the checking. They need its packages (dev/wechat-ci), and what `npm run build` makes. */
const CHECKS = {
  ...SOURCE_CHECKS,
  types: (folder) => typeProblems(path.dirname(folder)),
  'miniprogram-ci': async (folder) => {
    const compilation = await compileForWechat(path.dirname(folder));
    return compilation.ok ? [] : [compilation.problem];
  },
  sizes: async (folder) => {
    const root = path.dirname(folder);
    const compilation = await compileForWechat(root);
    return compilation.ok
      ? [...budgetProblems(compilation.files), ...documentedSizeProblems(root, compilation.files)]
      : [compilation.problem];
  },
} satisfies Record<string, (folder: string) => readonly Problem[] | Promise<readonly Problem[]>>;

type CheckName = keyof typeof CHECKS;

/** Breaks the copy of the mini-program in a folder; answers what has to be said of it, `message` being a part of that. */
type Fault = (folder: string) => Problem;

const SEARCH = 'pages/search/search';
const PRIVACY = 'management/pages/privacy/privacy';
/** As app.json names it. */
const PRIVACY_ENTRY = 'pages/privacy/privacy';
const NOT_ON_THE_PHONE = 'lies in the subpackage management/, which may not be on the phone yet';
/** Of no use to a person, and not to be made smaller. */
const NOISE = randomBytes(400_000).toString('base64');

/** What each check is for. */
const FAULTS: Readonly<Record<CheckName, readonly Fault[]>> = {
  types: [
    appended('shared/order-id.ts', 'export const wrong: number = "1";', "TS2322: Type 'string' is"),
    appended('shared/order-id.ts', "export * from './no-such-file';", 'TS2307: Cannot find module'),
  ],
  'miniprogram-ci': [
    appended(`${SEARCH}.ts`, 'const = 3;', 'miniprogram-ci: Unexpected token'),
    replaced('app.json', '"darkmode": true', '"darkmode": 7', 'darkmode field needs to be boolean'),
    replaced(
      `${SEARCH}.json`,
      '"usingComponents"',
      '"disableScroll": "no", "usingComponents"',
      'disableScroll field needs to be boolean',
    ),
    replaced(`${SEARCH}.json`, '"usingComponents": {', '"usingComponents": {,', 'Expecting'),
    removed(
      `${PRIVACY}.wxml`,
      'app.json',
      PRIVACY_ENTRY,
      `could not find the corresponding file: "${PRIVACY}.wxml"`,
    ),
  ],
  pages: [
    removed(`${PRIVACY}.ts`, 'app.json', PRIVACY_ENTRY, `the page ${PRIVACY} has no privacy.ts`),
    removed(`${PRIVACY}.json`, 'app.json', PRIVACY_ENTRY, 'has no privacy.json'),
  ],
  components: [
    written('pages/lost/lost.wxml', '<view />', 'no page of app.json comes to this'),
    written('components/lost/lost.wxml', '<view />', 'no page of app.json comes to this'),
    appended(
      `${PRIVACY}.wxml`,
      '<trace-id />',
      `<trace-id> is neither WeChat's nor in the usingComponents of ${PRIVACY}.json`,
    ),
    replaced(
      `${SEARCH}.json`,
      '"app-icon"',
      '"trace-id": "../../components/trace-id/trace-id",\n    "app-icon"',
      'the component trace-id is not used in search.wxml',
    ),
    replaced(
      `${SEARCH}.json`,
      'components/icon/icon"',
      'components/icon/icons"',
      'the component app-icon does not exist: no components/icon/icons.json',
    ),
  ],
  subpackages: [
    replaced(
      `${SEARCH}.json`,
      '../../components/icon/icon',
      '../../management/components/check-row/check-row',
      NOT_ON_THE_PHONE,
    ),
    appended('phone-memory.ts', "export * from './management/views/choices';", NOT_ON_THE_PHONE),
  ],
  wcc: [
    appended(`${PRIVACY}.wxml`, '<view wx:if="{{a b}}" />', 'Bad attr `wx:if`'),
    written('management/pages/privacy/count.wxs', 'var b = ;', 'Expected exp'),
  ],
  wcsc: [
    appended(`${PRIVACY}.wxss`, '.a { color: red; }}', 'error at token `}`'),
    appended(`${SEARCH}.wxss`, '@import "./no-such-file.wxss";', 'no-such-file.wxss` not found'),
  ],
  'glass-easel': [
    appended(`${PRIVACY}.wxml`, '<view class="a" class="b" />', 'duplicated attribute'),
    appended(`${PRIVACY}.wxml`, '<view wx:key="id" />', 'invalid attribute'),
  ],
  sources: [
    appended(
      `${PRIVACY}.wxml`,
      '<import src="./no-such-file.wxml" />',
      '<import src="./no-such-file.wxml"> does not exist',
    ),
  ],
  'base library': [
    appended(
      'platform/clipboard.ts',
      'export const load = wx.loadBuiltInFontFace;',
      'wx.loadBuiltInFontFace came with base library 3.7.9, project.config.json says 2.12.0',
    ),
    (folder) => {
      replaced('../project.config.json', '"libVersion": "3.6.0"', '"libVersion": "2.12.0"')(folder);
      const words = 'MapContext.moveAlong came with base library 2.13.0';
      return problemAt(folder, 'platform/map.ts', 'map.moveAlong(', words);
    },
  ],
  bans: [
    appended('platform/device.ts', 'export const a = wx.getLocation;', 'wx.getLocation is banned'),
    replaced(
      'components/rider-map/rider-map.wxml',
      'show-location="{{false}}"',
      'show-location',
      'show-location is banned',
    ),
    appended(
      `${PRIVACY}.wxml`,
      '<image src="https://example.com/a.png" />',
      'https://example.com/a.png is banned',
    ),
    replaced(
      'app.json',
      '"darkmode"',
      '"requiredPrivateInfos": ["getLocation"], "darkmode"',
      '"requiredPrivateInfos" is banned',
    ),
  ],
  'packed files': [written('shared/tsconfig.base.json', '{}', 'goes into the package')],
  sizes: [
    written('styles/tokens.wxss', `.a { background: url("${NOISE}"); }`, 'styles/ has 5'),
    replaced(
      '../README.md',
      'main package has ',
      'main package has 1',
      'KB as it is uploaded, this says 1',
    ),
  ],
};

/** Checks that stop at the first problem: each fault has a copy of its own. */
const ONE_AT_A_TIME: readonly string[] = ['miniprogram-ci', 'wcc'];

const COPIES = Object.entries(FAULTS).flatMap(([check, faults]) =>
  (ONE_AT_A_TIME.includes(check) ? faults.map((fault) => [fault]) : [faults]).map(
    (together) => [check as CheckName, together] as const,
  ),
);

// WeChat's compiler takes seconds for each.
jest.setTimeout(300_000);

test.each(COPIES)('%s notices what it is for in a broken copy (%#)', async (check, faults) => {
  const folder = await copiedProduct();
  const expected = faults.map((breakIt) => breakIt(folder));
  const found: readonly Problem[] = await CHECKS[check](folder);
  for (const { message, ...place } of expected) {
    const words = expect.stringContaining(message) as unknown;
    expect(found).toContainEqual({ ...place, message: words });
  }
});

/** Copies what `npm run verify:wechat` reads of the project; answers the mini-program's folder. Packages are those of the project. */
async function copiedProduct(): Promise<string> {
  const root = await temporaryFolder();
  const copied = ['miniprogram', 'project.config.json', 'tsconfig.json'];
  for (const name of [...copied, 'README.md', 'README.zh-CN.md']) {
    cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  return path.join(root, 'miniprogram');
}

/** @throws when the words stand in the file never or several times */
function problemAt(folder: string, file: string, words: string, message: string): Problem {
  const [before = '', after, more] = readFileSync(path.join(folder, file), 'utf8').split(words);
  if (after === undefined || more !== undefined) {
    throw new Error(`${file} should hold ${words} once.`);
  }
  return { file, line: lineOf(before, before.length), message };
}

function appended(file: string, line: string, message: string): Fault {
  return (folder) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(path.join(folder, file), `${text}${line}\n`);
    return { file, line: lineOf(text, text.length), message };
  };
}

function replaced(file: string, from: string, to: string, message = ''): Fault {
  return (folder) => {
    const problem = problemAt(folder, file, from, message);
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(path.join(folder, file), text.replace(from, to));
    return problem;
  };
}

function written(file: string, text: string, message: string): Fault {
  return (folder) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
    return { file, line: 1, message };
  };
}

/** What is gone is told of where another file names it. */
function removed(gone: string, file: string, words: string, message: string): Fault {
  return (folder) => {
    rmSync(path.join(folder, gone));
    return problemAt(folder, file, words, message);
  };
}
