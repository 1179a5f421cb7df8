import { execFileSync } from 'node:child_process';
import { array, create, string } from 'superstruct';
import { ROOT } from '../support/repository';

/** ESLint with the project's own settings, but for what needs the types of files that exist. */
const LINT = `
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const eslint = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });
const told = [];
for (const [filePath, text] of JSON.parse(process.argv[1])) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  told.push(messages.map(({ ruleId, message }) => \`\${ruleId}: \${message}\`).join('\\n'));
}
console.log(JSON.stringify(told));
`;

type Snippet = readonly [file: string, text: string];

/** What lint says of each text in a file of that name; nothing where it has nothing to say. */
function lint(snippets: readonly Snippet[]): readonly string[] {
  const told = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', LINT, JSON.stringify(snippets)],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return create(JSON.parse(told), array(string()));
}

const SHARED = 'miniprogram/shared/x.ts';
const ORDERS = 'cloudfunctions/core/deliveries/x.ts';
const PROVIDER = 'cloudfunctions/core/providers/wechat-instant/x.ts';
const CLIPBOARD = 'miniprogram/platform/clipboard.ts';
const CODES = [
  ...[101, 102, 103, 201, 202, 203, 204, 205],
  ...[301, 302, 303, 304, 305, 401, 501, 502],
];
const WRITTEN = ['301', "'301'", '`301`', '{ 301: true }', "{ '301': true }"];
const OTHERS = ['200', '404', '1', '3010', '0.301', "'301 of 302'", "'-301001'"];

const held = (file: string, value: number | string): Snippet => [
  file,
  `export const x = ${value};`,
];

describe('a provider’s status codes', () => {
  // One start of ESLint for all: that is what takes long.
  const refused = [
    ...[SHARED, ORDERS].flatMap((file) => WRITTEN.map((value) => held(file, value))),
    ...CODES.map((code) => held(SHARED, code)),
  ];
  const allowed = [
    ...WRITTEN.map((value) => held(PROVIDER, value)),
    held(CLIPBOARD, '[103, 104]'),
    ...OTHERS.map((value) => held(SHARED, value)),
  ];
  let told: ReadonlyMap<Snippet, string | undefined>;
  beforeAll(() => {
    const snippets = [...refused, ...allowed];
    const words = lint(snippets);
    told = new Map(snippets.map((snippet, n) => [snippet, words[n]]));
  });

  it('are refused outside of it, each of them, whichever way they are written', () => {
    const words = "no-restricted-syntax: A provider's status codes stay in core/providers";
    expect(refused.map((snippet) => told.get(snippet))).toEqual(refused.map(() => words));
  });

  it('are at home with the provider; other numbers are none of them, nor is what the clipboard knows', () => {
    expect(allowed.filter((snippet) => told.get(snippet) !== '')).toEqual([]);
  });
});
