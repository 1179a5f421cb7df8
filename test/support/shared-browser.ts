import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { NEVER_MS } from './eventually';

let connected: Promise<Browser> | null = null;

/** The run's one browser, as this test file is connected to it. Closing it closes what this file has opened. */
export function sharedBrowser(): Promise<Browser> {
  const endpoint = process.env['BROWSER_ENDPOINT'];
  if (endpoint === undefined) throw new Error('The run has started no browser (run-set-up.ts).');
  connected ??= loadPlaywright().then(({ chromium }) => chromium.connect(endpoint));
  return connected;
}

/** A window that remembers nothing; all are closed with the test file that opened them. */
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await (await sharedBrowser()).newContext({ locale: 'zh-CN', ...options });
  context.setDefaultTimeout(NEVER_MS);
  return context;
}

afterAll(async () => {
  await (await connected)?.close();
  connected = null;
});
