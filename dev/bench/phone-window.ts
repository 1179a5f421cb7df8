import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser';
import { startProduct } from '../start/start-product';
import type { HostState } from '../protocol/host-state';

/** The local phone in a browser, on a host of its own. */
export interface PhoneWindow {
  readonly state: () => Promise<HostState>;
  /** A phone that remembers nothing, held by the clerk. */
  readonly open: (url: string) => Promise<Page>;
  readonly close: () => Promise<void>;
}

export async function openPhoneWindow(): Promise<PhoneWindow> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const host = await startProduct({ port: 0, folder, say: () => undefined });
  const browser = await launchBrowser();
  return {
    state: async () => (await (await fetch(`${host.address}host/state`)).json()) as HostState,
    open: async (url) => {
      const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
      const page = await context.newPage();
      const query = new URLSearchParams({ person: 'clerk', path: url });
      await page.goto(`${host.address}phone/?${query.toString()}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await host.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits until an expression is true in the page. Playwright's own waiting evaluates text, which the page's policy forbids. */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > deadline) throw new Error(`It never came to be: ${expression}`);
    await pause(10);
  }
}
