import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import node from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';

/** Reads the codes from a provider's table of statuses: `101|102|…`. */
function codesOf(provider) {
  const file = `./cloudfunctions/core/providers/${provider}/status-codes.ts`;
  const table = readFileSync(new URL(file, import.meta.url), 'utf8');
  return [...table.matchAll(/^ +'?(\d+)'?: '/gm)].map(([, code]) => code).join('|');
}

/** `order_status` of WeChat's instant delivery, as number, text or key. */
const STATUS_CODE = codesOf('wechat-instant');
/**
 * `order_status` of 同城配送. As bare numbers these are milliseconds and limits, too, so that they
 * are refused only where they cannot be: as text, key, label of a `case`, operand of `===`.
 */
const INTRACITY_CODE = codesOf('wechat-intracity');
const INTRACITY_NUMBER = `Literal[raw=/^(${INTRACITY_CODE})$/]`;
const STAYS_THERE = "A provider's status codes stay in core/providers";
const NO_STATUS_CODES = [
  // Matches keys written as a number or in quotes, too.
  { selector: `Literal[raw=/^['"]?(${STATUS_CODE})['"]?$/]`, message: STAYS_THERE },
  {
    selector: `TemplateElement[value.raw=/^(${STATUS_CODE}|${INTRACITY_CODE})$/]`,
    message: STAYS_THERE,
  },
  ...[
    `Literal[raw=/^['"](${INTRACITY_CODE})['"]$/]`,
    `Property > ${INTRACITY_NUMBER}.key`,
    `PropertyDefinition > ${INTRACITY_NUMBER}.key`,
    `TSPropertySignature > ${INTRACITY_NUMBER}.key`,
    `SwitchCase > ${INTRACITY_NUMBER}.test`,
    `BinaryExpression[operator=/^[!=]==?$/] > ${INTRACITY_NUMBER}`,
  ].map((selector) => ({ selector, message: STAYS_THERE })),
];
const AT_HOME_WITH_CODES = [
  'cloudfunctions/core/providers/**',
  // 103 and 104 are errnos of WeChat's privacy guideline there.
  'miniprogram/platform/clipboard.ts',
];

const NO_BLIND_CASTS = {
  selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
  message: '`as unknown as` believes anything: parse the value, or infer its type',
};
const BLIND_CASTS = [
  // Casts, since the SDK's own types are wrong.
  'cloudfunctions/core/storage/cloud-sdk.ts',
];

export default tseslint.config(
  {
    ignores: ['dist/', 'coverage/', 'miniprogram/miniprogram_npm/', '**/*.wxs', 'test/**/fixture/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-duplicate-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Prettier wraps code, but no comments; what people read and addresses stay in one piece.
      'max-len': [
        'error',
        {
          code: 100,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
          ignoreUrls: true,
        },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // Bans `wx` outside the platform folders.
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/platform/**', 'miniprogram/*/platform/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'wx', message: 'Go through miniprogram/platform.' },
      ],
    },
  },
  // One rule with two bans. An exception from one ban keeps the other.
  {
    files: ['miniprogram/**/*.ts', 'cloudfunctions/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_STATUS_CODES, NO_BLIND_CASTS] },
  },
  { files: AT_HOME_WITH_CODES, rules: { 'no-restricted-syntax': ['error', NO_BLIND_CASTS] } },
  { files: BLIND_CASTS, rules: { 'no-restricted-syntax': ['error', ...NO_STATUS_CODES] } },
  {
    files: ['cloudfunctions/**/*.ts'],
    plugins: { n: node },
    settings: { node: { version: '>=16.13.0' } },
    rules: {
      'n/no-unsupported-features/node-builtins': 'error',
      'n/no-unsupported-features/es-builtins': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      // A phone's `close` fails when its page has reported an error, `waitFor` when nothing comes.
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect*', 'fc.assert', 'close', '**.waitFor'] },
      ],
      'jest/no-commented-out-tests': 'error',
    },
  },
  {
    // Shared test code exports functions.
    files: ['test/support/**/*.ts', 'test/journeys/fault-journey.ts'],
    rules: { 'jest/no-export': 'off' },
  },
  {
    // Programs may print to a terminal, and functions write their log in one place.
    files: ['dev/**/*.ts', 'cloudfunctions/core/runtime/log.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
