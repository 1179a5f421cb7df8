import { TestEnvironment } from 'jest-environment-node';
import type * as Playwright from 'playwright-core';

declare global {
  /** playwright-core of the worker. */
  var loadPlaywright: () => Promise<typeof Playwright>;
}

/** Node with playwright-core, which is too big for jest to load anew for each test file. */
export default class BrowserEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.loadPlaywright = () => import('playwright-core');
  }
}
