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
  const words = messages.map(({ ruleId, message }) => \`\${ruleId}: \${message}\`);
  told.push([filePath, text, words.join('\\n')]);
}
console.log(JSON.stringify(told));
`;

type Snippet = readonly [file: string, text: string];

/** Returns file, text and what lint says of each snippet. */
function lint(snippets: readonly Snippet[]): readonly (readonly string[])[] {
  const told = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', LINT, JSON.stringify(snippets)],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return create(JSON.parse(told), array(array(string())));
}

const SHARED = 'miniprogram/contract/x.ts';
const ORDERS = 'cloudfunctions/core/deliveries/x.ts';
const PROVIDER = 'cloudfunctions/core/providers/wechat-instant/x.ts';
const CLIPBOARD = 'miniprogram/platform/clipboard.ts';
const SDK = 'cloudfunctions/core/storage/cloud-sdk.ts';
const WRITTEN = ['301', "'301'", '`301`', '{ 301: true }', "{ '301': true }"];
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

const held = (file: string, value: number | string): Snippet => [
  file,
  `export const x = ${value};`,
];

const codes = [
  ...[SHARED, ORDERS].flatMap((file) => WRITTEN.map((value) => held(file, value))),
  ...instant.STATUS_CODES.map((code) => held(SHARED, code)),
  held(SDK, 301),
  ...intracity.STATUS_CODES.flatMap((code) =>
    AS_CODES.map((written) => held(ORDERS, written(code))),
  ),
];
const casts = [SHARED, ORDERS, PROVIDER, CLIPBOARD].map((file) =>
  held(file, '{} as unknown as Date'),
);

// One test, since ESLint takes long to start. What it must let pass is in the project.
test('lint refuses a provider’s status codes outside of it, whichever way they are written, and casts that believe anything in the product', () => {
  const told = [
    ...codes.map((one) => [...one, "A provider's status codes stay in core/providers"]),
    ...casts.map((one) => [
      ...one,
      '`as unknown as` believes anything: parse the value, or infer its type',
    ]),
  ].map(([file = '', text = '', words = '']) => [file, text, `no-restricted-syntax: ${words}`]);
  expect(lint([...codes, ...casts])).toEqual(told);
});
