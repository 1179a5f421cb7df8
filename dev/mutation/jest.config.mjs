import jest from '../../jest.config.mjs';

const [node] = jest.projects;

/** The tests of one folder of the source, as in the world "node" of the project: what only the tests of other folders notice counts as unnoticed. */
export default {
  ...node,
  // Stryker puts its own environment around one that Node itself finds by this name; no unit test of a folder needs a browser.
  testEnvironment: 'node',
  rootDir: '../..',
  testTimeout: jest.testTimeout,
  testPathIgnorePatterns: ['/node_modules/', '/components/'],
  testMatch: [`<rootDir>/test/${process.env.MUTATED_FOLDER}/**/*.test.ts`],
};
