import { BROWSER, LONG, run, world } from '../jest.config.mjs';

/**
 * Tests that take minutes: laws with thousands of generated cases, dying processes, damaged copies.
 */
export default {
  ...run,
  ...world,
  rootDir: '..',
  displayName: 'long',
  testEnvironment: BROWSER,
  testMatch: LONG,
};
