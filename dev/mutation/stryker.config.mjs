import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const folder = process.env.MUTATED_FOLDER;
const name = folder.replaceAll('/', '-');
const results = `dist/mutation/${name}.json`;

forgetStaticSurvivors();

/** Stryker configuration, run in the project's folder. MUTATED_FOLDER names what to mutate. */
export default {
  mutate: [`${folder}/**/*.ts`, '!miniprogram/**/components/**'],
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'dev/mutation/jest.config.mjs' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/jest-runner', './dev/mutation/words.mjs'],
  ignorers: ['words'],
  // Not needed, because swc removes types without checking them.
  disableTypeChecks: false,
  ignorePatterns: ['dist', 'docs', 'miniprogram/miniprogram_npm'],
  tempDirName: `dist/mutation/${name}`,
  cleanTempDir: 'always',
  // Stryker reruns only mutants whose code or tests have changed since the results in this file.
  incremental: true,
  incrementalFile: results,
  reporters: ['progress', 'clear-text'],
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};

/**
 * Removes survived static mutants (code that runs when a module loads) from the saved results.
 * Stryker knows no tests for them, so it would not rerun them when a test is added.
 */
function forgetStaticSurvivors() {
  if (!existsSync(results)) return;
  const report = JSON.parse(readFileSync(results, 'utf8'));
  for (const file of Object.values(report.files)) {
    file.mutants = file.mutants.filter((mutant) => !mutant.static || mutant.status !== 'Survived');
  }
  writeFileSync(results, JSON.stringify(report));
}
