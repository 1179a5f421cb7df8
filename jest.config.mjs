import os from 'node:os';

// Fixes the shop's time zone on every machine.
process.env.TZ = 'Asia/Shanghai';

/** Tests that need not run at every change: `npm run test:long` (test/long.config.mjs). */
export const LONG = ['<rootDir>/test/fuzz/**/*.test.ts', '<rootDir>/test/**/*.long.test.ts'];

const swc = ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }];

export const world = {
  testRunner: '<rootDir>/test/support/run-test-file.mjs',
  moduleFileExtensions: ['ts', 'js', 'json', 'mjs', 'cjs'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '/platform/cloud-environment$': '<rootDir>/test/support/cloud-environment.ts',
    '^\\./cloud-environment$': '<rootDir>/test/support/cloud-environment.ts',
  },
  setupFilesAfterEnv: [
    // Refuses connections to other machines, as while WeChat's compiler runs.
    '<rootDir>/dev/wechat-ci/offline.cjs',
    '<rootDir>/test/support/no-unexpected-console.ts',
    '<rootDir>/test/support/no-leaks.ts',
    '<rootDir>/test/support/no-missing-index.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

export const run = {
  globalSetup: '<rootDir>/test/support/run-set-up.ts',
  globalTeardown: '<rootDir>/test/support/run-tear-down.ts',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // Limit for hangs. Tests do not measure speed.
  testTimeout: 600_000,
  // jest's default of half a second is too short for a process to end on a busy machine.
  workerGracefulExitTimeout: 60_000,
  // Journeys mostly wait for browsers and processes, so three run at a time even on two cores.
  maxWorkers: Math.max(3, Math.floor(os.availableParallelism() / 2)),
};

export const BROWSER = '<rootDir>/test/support/browser-environment.ts';

/**
 * Environments of tests: Node, a simulated page (miniprogram-simulate on jsdom), a real browser.
 */
export default {
  ...run,
  projects: [
    {
      ...world,
      displayName: 'node',
      testEnvironment: BROWSER,
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [
        '\\.long\\.test\\.ts$',
        '<rootDir>/test/fuzz/',
        '<rootDir>/test/miniprogram/(.*/)?components/[^/]+\\.test\\.ts$',
        '<rootDir>/test/miniprogram/ui/[^/]+\\.test\\.ts$',
        '<rootDir>/test/journeys/',
        '/node_modules/',
      ],
    },
    {
      ...world,
      displayName: 'components',
      testEnvironment: 'jsdom',
      testMatch: [
        '<rootDir>/test/miniprogram/**/components/*.test.ts',
        '<rootDir>/test/miniprogram/ui/*.test.ts',
      ],
    },
    {
      ...world,
      displayName: 'journeys',
      testEnvironment: BROWSER,
      testMatch: ['<rootDir>/test/journeys/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.long\\.test\\.ts$'],
    },
  ],
};
