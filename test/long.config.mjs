import { BROWSER, LONG, run, world } from '../jest.config.mjs';

/** What needs minutes by nature: laws with thousands of made-up cases, processes that die, copies that are broken on purpose. */
export default {
  ...run,
  ...world,
  rootDir: '..',
  displayName: 'long',
  testEnvironment: BROWSER,
  testMatch: LONG,
};
