import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const folder = process.env.MUTATED_FOLDER;
const name = folder.replaceAll('/', '-');
const results = `dist/mutation/${name}.json`;

forgetStaticSurvivors();

/** For Stryker, run in the project's folder; MUTATED_FOLDER says what is mutated. */
export default {
  mutate: [`${folder}/**/*.ts`, '!miniprogram/**/components/**'],
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
  // Only what has changed since the last run is tried again; without this file everything is.
  incremental: true,
  incrementalFile: results,
  reporters: ['progress', 'clear-text'],
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};

/** Stryker does not know which tests notice a change of what runs when a module is loaded: it would not try a survivor among these again though there is a new test for it. */
function forgetStaticSurvivors() {
  if (!existsSync(results)) return;
  const report = JSON.parse(readFileSync(results, 'utf8'));
  for (const file of Object.values(report.files)) {
    file.mutants = file.mutants.filter((mutant) => !mutant.static || mutant.status !== 'Survived');
  }
  writeFileSync(results, JSON.stringify(report));
}
