import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourceProblems } from '../../../dev/check/check-source';
import { type Problem, lineOf } from '../../../dev/check/source';
import { compileForWechat } from '../../../dev/verify/wechat-compiler';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

/** Damages a copy of the mini-program. @returns the expected problem, with a part of its message */
type Fault = (folder: string) => Problem;

const SEARCH = 'pages/search/search';
const PRIVACY = 'management/pages/privacy/privacy';
const NOTICES = 'management/pages/notices/notices';
/** A fault for each check of the source. test/dev/check has more. */
const IN_SOURCE: readonly Fault[] = [
  appended(`${NOTICES}.wxss`, '.a { color: red; }}', 'error at token `}`'),
  appended(`${PRIVACY}.wxml`, '<import src="./no.wxml" />', 'does not exist'),
  appended(`${PRIVACY}.wxml`, '<view wx:key="id" />', 'invalid attribute'),
  appended(`${PRIVACY}.wxml`, '<view wx:if="{{a b}}" />', 'Bad attr `wx:if`'),
  appended(`${NOTICES}.wxml`, '<x-none />', "<x-none> is neither WeChat's"),
  appended(`${PRIVACY}.wxml`, '<map show-location />', 'show-location is banned'),
  removed(`${PRIVACY}.json`, `the page ${PRIVACY} has no privacy.json`),
  appended(
    'services/phone-memory.ts',
    "export * from '../management/views/choices';",
    'lies in the subpackage management/, which may not be on the phone yet',
  ),
  appended(
    'platform/clipboard.ts',
    'export const load = wx.loadBuiltInFontFace;',
    'wx.loadBuiltInFontFace came with base library 3.7.9, project.config.json says 3.6.0',
  ),
];

/** WeChat's compiler stops at the first problem, so each fault gets its own copy. */
const IN_COMPILER: readonly Fault[] = [
  appended(`${SEARCH}.ts`, 'const = 3;', 'Unexpected token'),
  removed(`${PRIVACY}.wxml`, `could not find the corresponding file: "${PRIVACY}.wxml"`),
];

test('the checks of the source notice what they are for in a broken copy', async () => {
  const folder = await copiedProduct();
  const expected = IN_SOURCE.map((breakIt) => breakIt(folder));
  const found = sourceProblems(folder);
  for (const { message, ...place } of expected) {
    const words = expect.stringContaining(message) as unknown;
    expect(found).toContainEqual({ ...place, message: words });
  }
});

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
  for (const name of ['miniprogram', 'project.config.json', 'tsconfig.json'])
    cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  return path.join(root, 'miniprogram');
}

function appended(file: string, line: string, message: string): Fault {
  return (folder) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(path.join(folder, file), `${text}${line}\n`);
    return { file, line: lineOf(text, text.length), message };
  };
}

/** Removes a file of the page 隐私. The problem is reported where app.json names the page. */
function removed(file: string, message: string): Fault {
  return (folder) => {
    rmSync(path.join(folder, file));
    const [before = ''] = readFileSync(path.join(folder, 'app.json'), 'utf8').split(
      'pages/privacy/privacy',
    );
    return { file: 'app.json', line: lineOf(before, before.length), message };
  };
}
