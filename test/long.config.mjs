import { BROWSER, LONG, run, world } from '../jest.config.mjs';

/**
 * Laws with thousands of generated cases, dying instances, damaged copies: minutes in all.
 */
export default {
  ...run,
  ...world,
  rootDir: '..',
  displayName: 'long',
  testEnvironment: BROWSER,
  testMatch: LONG,
};
