import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SOURCE_CHECKS } from '../../../dev/check/check-source';
import type { Problem } from '../../../dev/check/source';
import { lineOf } from '../../../dev/check/source';
import { budgetProblems, documentedSizeProblems } from '../../../dev/verify/package-sizes';
import { typeProblems } from '../../../dev/verify/type-problems';
import type { PackageFiles } from '../../../dev/verify/wechat-compiler';
import { compileForWechat } from '../../../dev/verify/wechat-compiler';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

/** All checks of `npm run verify:wechat`, after its packages and `npm run build`. */
const CHECKS = {
  ...SOURCE_CHECKS,
  types: (folder) => typeProblems(path.dirname(folder)),
  'miniprogram-ci': (folder) => compiled(folder, () => []),
  sizes: (folder) =>
    compiled(folder, (files) => [
      ...budgetProblems(files),
      ...documentedSizeProblems(path.dirname(folder), files),
    ]),
} satisfies Record<string, (folder: string) => readonly Problem[] | Promise<readonly Problem[]>>;

/** Compiles a mini-program. @returns problems of the compiler, or of its result */
async function compiled(folder: string, look: (files: PackageFiles) => readonly Problem[]) {
  const compilation = await compileForWechat(path.dirname(folder));
  return compilation.ok ? look(compilation.files) : [compilation.problem];
}

type CheckName = keyof typeof CHECKS;

/** Damages a copy of the mini-program. @returns the expected problem, with a part of its message */
type Fault = (folder: string) => Problem;

const SEARCH = 'pages/search/search';
const PRIVACY = 'management/pages/privacy/privacy';
/** Incompressible data. */
const NOISE = randomBytes(400_000).toString('base64');

/** Faults for each check. test/dev/check has more for those of the source. */
const FAULTS: Readonly<Record<CheckName, readonly Fault[]>> = {
  types: [
    appended(
      'contract/order-id.ts',
      'export const wrong: number = "1";',
      "TS2322: Type 'string' is",
    ),
    appended(
      'contract/order-id.ts',
      "export * from './no-such-file';",
      'TS2307: Cannot find module',
    ),
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
    written(`${SEARCH}.json`, '{ "usingComponents": {, } }', 'Expecting'),
    removed(`${PRIVACY}.wxml`, `could not find the corresponding file: "${PRIVACY}.wxml"`),
  ],
  sizes: [
    written('styles/tokens.wxss', `.a { background: url("${NOISE}"); }`, 'styles/ has 5'),
    replaced(
      '../README.md',
      'main package has ',
      'main package has 1',
      'KB as it is uploaded, this says 1',
    ),
  ],
  wcc: [appended(`${PRIVACY}.wxml`, '<view wx:if="{{a b}}" />', 'Bad attr `wx:if`')],
  wcsc: [appended(`${PRIVACY}.wxss`, '.a { color: red; }}', 'error at token `}`')],
  'glass-easel': [appended(`${PRIVACY}.wxml`, '<view wx:key="id" />', 'invalid attribute')],
  sources: [appended(`${PRIVACY}.wxml`, '<import src="./no.wxml" />', 'does not exist')],
  pages: [removed(`${PRIVACY}.json`, `the page ${PRIVACY} has no privacy.json`)],
  components: [
    replaced(
      `${SEARCH}.json`,
      'ui/icon/icon"',
      'ui/icon/icons"',
      'the component app-icon does not exist: no ui/icon/icons.json',
    ),
  ],
  subpackages: [
    appended(
      'services/phone-memory.ts',
      "export * from '../management/views/choices';",
      'lies in the subpackage management/, which may not be on the phone yet',
    ),
  ],
  'packed files': [written('contract/tsconfig.base.json', '{}', 'goes into the package')],
  comments: [
    appended(`${PRIVACY}.wxss`, `/* ${'x'.repeat(100)} */`, 'a comment is longer than 100 columns'),
  ],
  bans: [
    replaced(
      'delivery/components/rider-map/rider-map.wxml',
      'show-location="{{false}}"',
      'show-location',
      'show-location is banned',
    ),
    replaced(
      'app.json',
      '"renderer"',
      '"componentFramework": "glass-easel", "renderer"',
      '"componentFramework" is banned',
    ),
    appended(`${PRIVACY}.wxml`, '<input model:value="{{a}}" />', 'model:value is banned'),
  ],
  'base library': [
    appended(
      'platform/clipboard.ts',
      'export const load = wx.loadBuiltInFontFace;',
      'wx.loadBuiltInFontFace came with base library 3.7.9, project.config.json says 3.6.0',
    ),
  ],
};

/** WeChat's compiler stops at the first problem, so each fault gets its own copy. */
const COPIES = Object.entries(FAULTS).flatMap(([check, faults]) =>
  (check === 'miniprogram-ci' ? faults.map((fault) => [fault]) : [faults]).map(
    (together) => [check as CheckName, together] as const,
  ),
);

// Takes seconds for each copy.

test.each(COPIES)('%s notices what it is for in a broken copy (%#)', async (check, faults) => {
  const folder = await copiedProduct();
  const expected = faults.map((breakIt) => breakIt(folder));
  const found: readonly Problem[] = await CHECKS[check](folder);
  for (const { message, ...place } of expected) {
    const words = expect.stringContaining(message) as unknown;
    expect(found).toContainEqual({ ...place, message: words });
  }
});

/** Copies the input of `npm run verify:wechat`. @returns the mini-program's folder */
async function copiedProduct(): Promise<string> {
  const root = await temporaryFolder();
  const copied = ['miniprogram', 'project.config.json', 'tsconfig.json'];
  for (const name of [...copied, 'README.md', 'README.zh-CN.md']) {
    cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  return path.join(root, 'miniprogram');
}

/** @throws Error unless the file contains the words exactly once */
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

function replaced(file: string, from: string, to: string, message: string): Fault {
  return (folder) => {
    const problem = problemAt(folder, file, from, message);
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(path.join(folder, file), text.replace(from, to));
    return problem;
  };
}

function written(file: string, text: string, message: string): Fault {
  return (folder) => {
    writeFileSync(path.join(folder, file), `${text}\n`);
    return { file, line: 1, message };
  };
}

/** Removes a file of the page 隐私. The problem is reported where app.json names the page. */
function removed(file: string, message: string): Fault {
  return (folder) => {
    rmSync(path.join(folder, file));
    return problemAt(folder, 'app.json', 'pages/privacy/privacy', message);
  };
}
