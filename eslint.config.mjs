import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import node from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';

/** The arrows of the house: who may import from where. `from` names what is out of reach of `target`. */
const zones = [
  {
    target: './miniprogram/shared',
    from: './',
    except: ['./miniprogram/shared', './node_modules'],
  },
  ...['tracking', 'search', 'shop'].map((feature) => ({
    target: `./miniprogram/${feature}`,
    from: './',
    except: ['./miniprogram/shared', `./miniprogram/${feature}`, './node_modules'],
  })),
  {
    target: './miniprogram/management/views',
    from: './',
    except: [
      './miniprogram/shared',
      './miniprogram/shop',
      './miniprogram/management/views',
      './node_modules',
    ],
  },
  ...['components', 'management/components'].flatMap((target) =>
    ['pages', 'management/pages'].map((from) => ({
      target: `./miniprogram/${target}`,
      from: `./miniprogram/${from}`,
    })),
  ),
  {
    target: './miniprogram/platform',
    from: './',
    except: ['./miniprogram/platform', './miniprogram/shared', './node_modules'],
  },
  { target: './miniprogram', from: ['./cloudfunctions', './dev', './test', './dist'] },
  { target: './cloudfunctions', from: ['./dev', './test', './dist'] },
  {
    target: './cloudfunctions',
    from: './miniprogram',
    except: ['./shared'],
    message: 'Of the mini-program, the cloud may know miniprogram/shared only.',
  },
  { target: './cloudfunctions/core', from: './cloudfunctions', except: ['./core'] },
  { target: './dev', from: './test' },
].map((zone) => ({
  message: 'This import goes against the arrows of the house (eslint.config.mjs).',
  ...zone,
}));

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
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })],
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
    },
  },
  {
    // The only places that may touch `wx`.
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/platform/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'wx', message: 'Go through miniprogram/platform.' },
      ],
    },
  },
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
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }],
      'jest/no-commented-out-tests': 'error',
    },
  },
  {
    // Programs that speak on a terminal, and the one place through which functions write their log.
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
