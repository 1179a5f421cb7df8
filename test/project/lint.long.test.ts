import { execFileSync } from 'node:child_process';
import { array, create, string } from 'superstruct';
import * as instant from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import * as intracity from '../../cloudfunctions/core/providers/wechat-intracity/status-codes';
import { ROOT } from '../support/repository';

/** ESLint with the project's settings, except those that need types of existing files. */
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

function lint(snippets: readonly Snippet[]): readonly string[] {
  const told = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', LINT, JSON.stringify(snippets)],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return create(JSON.parse(told), array(string()));
}

const SHARED = 'miniprogram/contract/x.ts';
const ORDERS = 'cloudfunctions/core/deliveries/x.ts';
const PROVIDER = 'cloudfunctions/core/providers/wechat-instant/x.ts';
const CLIPBOARD = 'miniprogram/platform/clipboard.ts';
const CODES = instant.STATUS_CODES;
const WRITTEN = ['301', "'301'", '`301`', '{ 301: true }', "{ '301': true }"];
const OTHERS = ['200', '404', '1', '3010', '0.301', "'301 of 302'", "'-301001'"];

const INTRACITY = intracity.STATUS_CODES;
/** Ways of writing a code that can be no number of milliseconds. */
const AS_CODES: readonly ((code: number) => string)[] = [
  (code) => `'${code}'`,
  (code) => `"${code}"`,
  (code) => `\`${code}\``,
  (code) => `{ ${code}: true }`,
  (code) => `{ '${code}': true }`,
  (code) => `Date.now() === ${code}`,
  (code) => `${code} !== Date.now()`,
  (code) => `(() => { switch (Date.now()) { case ${code}: return 1; default: return 2; } })()`,
];
const AS_NUMBERS: readonly ((code: number) => string)[] = [
  (code) => String(code),
  (code) => `{ timeoutMs: ${code} }`,
  (code) => `Date.now() < ${code}`,
  (code) => `[${code}].includes(Date.now())`,
];

const SDK = 'cloudfunctions/core/storage/cloud-sdk.ts';
const CAST = '{} as unknown as Date';

const held = (file: string, value: number | string): Snippet => [
  file,
  `export const x = ${value};`,
];

const codes = [
  ...[SHARED, ORDERS].flatMap((file) => WRITTEN.map((value) => held(file, value))),
  ...CODES.map((code) => held(SHARED, code)),
  held(SDK, 301),
  ...INTRACITY.flatMap((code) => AS_CODES.map((written) => held(ORDERS, written(code)))),
];
const noCodes = [
  ...WRITTEN.map((value) => held(PROVIDER, value)),
  held(CLIPBOARD, '[103, 104]'),
  ...OTHERS.map((value) => held(SHARED, value)),
  ...INTRACITY.flatMap((code) => AS_NUMBERS.map((written) => held(ORDERS, written(code)))),
  ...AS_CODES.map((written) => held(PROVIDER, written(30000))),
];
const casts = [SHARED, ORDERS, PROVIDER, CLIPBOARD].map((file) => held(file, CAST));
const noCasts = [
  held(SDK, CAST),
  held('test/support/x.ts', CAST),
  held(SHARED, '({}) as unknown'),
  held(SHARED, '{ held: {} as unknown } as object'),
];

let told: ReadonlyMap<Snippet, string | undefined>;
// One start of ESLint for all snippets, since it takes long.
beforeAll(() => {
  const snippets = [...codes, ...noCodes, ...casts, ...noCasts];
  const words = lint(snippets);
  told = new Map(snippets.map((snippet, n) => [snippet, words[n]]));
});

function expectRefused(snippets: readonly Snippet[], words: string): void {
  expect(snippets.map((snippet) => told.get(snippet))).toEqual(
    snippets.map(() => `no-restricted-syntax: ${words}`),
  );
}

function expectAllowed(snippets: readonly Snippet[]): void {
  expect(snippets.filter((snippet) => told.get(snippet) !== '')).toEqual([]);
}

describe('a provider’s status codes', () => {
  it('are refused outside of it, each of them, whichever way they are written', () => {
    expectRefused(codes, "A provider's status codes stay in core/providers");
  });

  it('are at home with the provider; other numbers are none of them, nor is what the clipboard knows', () => {
    expectAllowed(noCodes);
  });
});

describe('casts that believe anything', () => {
  it('are refused in the product', () => {
    expectRefused(casts, '`as unknown as` believes anything: parse the value, or infer its type');
  });

  it('are left to the door to the SDK, and to tests; `unknown` alone is none', () => {
    expectAllowed(noCasts);
  });
});
