import jest from '../../jest.config.mjs';

const [node] = jest.projects;

/** Runs only the mutated folder's own tests: other folders' tests do not count as detection. */
export default {
  ...node,
  // Stryker accepts only jest-circus, by its name, for `perTest`.
  testRunner: 'jest-circus/runner',
  // Stryker wraps the Jest environment of this name. Unit tests of these folders need no browser.
  testEnvironment: 'node',
  rootDir: '../..',
  testTimeout: jest.testTimeout,
  testPathIgnorePatterns: ['/node_modules/', '/components/'],
  testMatch: [`<rootDir>/test/${process.env.MUTATED_FOLDER}/**/*.test.ts`],
};
