import jest from '../../jest.config.mjs';

const [node] = jest.projects;

/** Runs one folder's unit tests. What only other folders' tests notice counts as unnoticed. */
export default {
  ...node,
  // Stryker wraps the environment of this name. No unit test of a folder needs a browser.
  testEnvironment: 'node',
  rootDir: '../..',
  testTimeout: jest.testTimeout,
  testPathIgnorePatterns: ['/node_modules/', '/components/'],
  testMatch: [`<rootDir>/test/${process.env.MUTATED_FOLDER}/**/*.test.ts`],
};
