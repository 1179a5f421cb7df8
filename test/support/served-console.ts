import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../../dev/browser/launch-browser';
import type { ShownCall } from '../../dev/protocol/host-state';
import type { ConsolePage } from './console-page';
import { openConsole } from './console-page';
import type { RunningHost } from './running-host';
import { freePort, startHost } from './running-host';

/** The host behind `npm start` and a browser, for the tests of one file. */
export interface ServedConsole {
  readonly host: () => RunningHost;
  /** Opens the console in a browser that remembers nothing. */
  readonly shownTo: (options?: BrowserContextOptions) => Promise<ConsolePage>;
  /** The browser that was opened last; it is closed after each test. */
  readonly person: () => BrowserContext;
  readonly orderAt: (status: number) => Promise<string>;
  readonly statusOf: (orderId: string) => Promise<number | undefined>;
  readonly callsOf: (orderId: string) => Promise<readonly ShownCall[]>;
}

/** Starts both before the tests of a file, and ends them after. */
export function serveConsole(): ServedConsole {
  let browser: Browser;
  let data = '';
  let host: RunningHost;
  let person: BrowserContext;

  beforeAll(async () => {
    data = mkdtempSync(path.join(os.tmpdir(), 'console-'));
    [browser, host] = await Promise.all([launchBrowser(), startHost(await freePort(), data)]);
  });
  afterEach(() => person.close());
  afterAll(async () => {
    await browser.close();
    await host.end('SIGTERM');
    rmSync(data, { recursive: true });
  });

  return {
    host: () => host,
    shownTo: async (options = {}) => {
      person = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
      return openConsole(person, host.address);
    },
    person: () => person,
    orderAt: async (status) => {
      const found = (await host.state()).deliveries.find((delivery) => delivery.status === status);
      if (found === undefined) throw new Error(`There is no delivery at ${status}.`);
      return found.orderId;
    },
    statusOf: async (orderId) =>
      (await host.state()).deliveries.find((delivery) => delivery.orderId === orderId)?.status,
    callsOf: async (orderId) =>
      (await host.state()).calls.filter((call) => call.orderId === orderId),
  };
}
