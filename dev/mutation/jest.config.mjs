import jest from '../../jest.config.mjs';

const [node] = jest.projects;

/** The tests of one folder of the source, as in the world "node" of the project: what only the tests of other folders notice counts as unnoticed. */
export default {
  ...node,
  rootDir: '../..',
  testTimeout: jest.testTimeout,
  testMatch: [`<rootDir>/test/${process.env.MUTATED_FOLDER}/**/*.test.ts`],
};
