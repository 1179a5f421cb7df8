import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourceProblems } from '../../../dev/check/check-source';
import { type Problem, lineOf } from '../../../dev/check/source';
import { budgetProblems, documentedSizeProblems } from '../../../dev/verify/package-sizes';
import { compileForWechat } from '../../../dev/verify/wechat-compiler';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

/** Damages a copy of the mini-program. @returns the expected problem, with a part of its message */
type Fault = (folder: string) => Problem;

const SEARCH = 'pages/search/search';
const PRIVACY = 'management/pages/privacy/privacy';
const NOTICES = 'management/pages/notices/notices';
/** Incompressible data. */
const NOISE = randomBytes(400_000).toString('base64');

/** A fault for each check of the source. test/dev/check has more. */
const IN_SOURCE: readonly Fault[] = [
  appended(`${NOTICES}.wxss`, '.a { color: red; }}', 'error at token `}`'),
  appended(`${PRIVACY}.wxml`, '<import src="./no.wxml" />', 'does not exist'),
  appended(`${PRIVACY}.wxml`, '<view wx:key="id" />', 'invalid attribute'),
  appended(`${PRIVACY}.wxml`, '<view wx:if="{{a b}}" />', 'Bad attr `wx:if`'),
  removed(`${PRIVACY}.json`, `the page ${PRIVACY} has no privacy.json`),
  replaced(
    `${SEARCH}.json`,
    'ui/icon/icon"',
    'ui/icon/icons"',
    'the component app-icon does not exist: no ui/icon/icons.json',
  ),
  appended(
    'services/phone-memory.ts',
    "export * from '../management/views/choices';",
    'lies in the subpackage management/, which may not be on the phone yet',
  ),
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
  appended(
    'platform/clipboard.ts',
    'export const load = wx.loadBuiltInFontFace;',
    'wx.loadBuiltInFontFace came with base library 3.7.9, project.config.json says 3.6.0',
  ),
];

const IN_PACKAGE: readonly Fault[] = [
  written('styles/tokens.wxss', `.a { background: url("${NOISE}"); }`, 'the main package has '),
  replaced(
    '../README.md',
    'main package has ',
    'main package has 1',
    'KB as it is uploaded, this says 1',
  ),
];

/** WeChat's compiler stops at the first problem, so each fault gets its own copy. */
const IN_COMPILER: readonly Fault[] = [
  appended(`${SEARCH}.ts`, 'const = 3;', 'Unexpected token'),
  replaced('app.json', '"darkmode": true', '"darkmode": 7', 'darkmode field needs to be boolean'),
  replaced(
    `${SEARCH}.json`,
    '"usingComponents"',
    '"disableScroll": "no", "usingComponents"',
    'disableScroll field needs to be boolean',
  ),
  written(`${SEARCH}.json`, '{ "usingComponents": {, } }', 'Expecting'),
  removed(`${PRIVACY}.wxml`, `could not find the corresponding file: "${PRIVACY}.wxml"`),
];

/** Plants faults, and expects a problem for each. */
async function expectNoticed(
  faults: readonly Fault[],
  problemsIn: (folder: string) => readonly Problem[] | Promise<readonly Problem[]>,
): Promise<void> {
  const folder = await copiedProduct();
  const expected = faults.map((breakIt) => breakIt(folder));
  const found = await problemsIn(folder);
  for (const { message, ...place } of expected) {
    const words = expect.stringContaining(message) as unknown;
    expect(found).toContainEqual({ ...place, message: words });
  }
}

test('the checks of the source notice what they are for in a broken copy', () =>
  expectNoticed(IN_SOURCE, sourceProblems));

test('too large a package is noticed, and a document that tells another size', () =>
  expectNoticed(IN_PACKAGE, async (folder) => {
    const compilation = await compileForWechat(path.dirname(folder));
    if (!compilation.ok) throw new Error(compilation.problem);
    const { files } = compilation;
    return [...budgetProblems(files), ...documentedSizeProblems(path.dirname(folder), files)];
  }));

test.each(IN_COMPILER)(
  'WeChat’s compiler notices what it is for in a broken copy (%#)',
  async (breakIt) => {
    const folder = await copiedProduct();
    const { file, message } = breakIt(folder);
    const compilation = await compileForWechat(path.dirname(folder));
    expect(compilation).toMatchObject({
      ok: false,
      problem: expect.stringContaining(file) as unknown,
    });
    expect(compilation).toMatchObject({ problem: expect.stringContaining(message) as unknown });
  },
);

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
