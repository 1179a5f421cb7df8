import { TestEnvironment } from 'jest-environment-node';
import type * as Playwright from 'playwright-core';

declare global {
  /** playwright-core, as the worker has it. */
  var loadPlaywright: () => Promise<typeof Playwright>;
}

/** Node, with playwright-core beside it: jest gives each file modules of its own, and this one is too big to be loaded and kept for each. */
export default class BrowserEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.loadPlaywright = () => import('playwright-core');
  }
}
