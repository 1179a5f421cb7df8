const folder = process.env.MUTATED_FOLDER;
const name = folder.replaceAll('/', '-');

/** For Stryker, run in the project's folder; MUTATED_FOLDER says what is mutated. */
export default {
  mutate: [`${folder}/**/*.ts`],
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'dev/mutation/jest.config.mjs' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/jest-runner', './dev/mutation/words.mjs'],
  ignorers: ['words'],
  // swc strips the types without looking at them.
  disableTypeChecks: false,
  ignorePatterns: ['dist', 'docs', 'miniprogram/miniprogram_npm'],
  tempDirName: `dist/mutation/${name}`,
  cleanTempDir: 'always',
  incremental: true,
  incrementalFile: `dist/mutation/${name}.json`,
  reporters: ['progress', 'clear-text'],
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
