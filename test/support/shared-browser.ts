import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { NEVER_MS } from './eventually';

let connected: Promise<Browser> | null = null;

/** Connects this test file to the run's one browser. Closing it closes only this file's pages. */
export function sharedBrowser(): Promise<Browser> {
  const endpoint = process.env['BROWSER_ENDPOINT'];
  if (endpoint === undefined) throw new Error('The run has started no browser (run-set-up.ts).');
  connected ??= loadPlaywright().then(({ chromium }) => chromium.connect(endpoint));
  return connected;
}

/** Opens a fresh window, which is closed with its test file. */
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await (await sharedBrowser()).newContext({ locale: 'zh-CN', ...options });
  context.setDefaultTimeout(NEVER_MS);
  return context;
}

/** Lists errors of a page from now on. A test that expects errors removes them. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

afterAll(async () => {
  await (await connected)?.close();
  connected = null;
});
