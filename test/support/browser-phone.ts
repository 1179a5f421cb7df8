import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildMiniprogramNpm } from '../../dev/build/miniprogram-npm';
import { launchBrowser } from '../../dev/browser/launch-browser';
import { buildPhone } from '../../dev/phone/build';
import { startPhoneHost, type PhoneHost } from './phone-host';
import { ROOT } from './repository';

/** A built mini-program on the local phone, in a real browser. */
export interface BrowserPhone {
  readonly host: PhoneHost;
  /** Opens it in a browser that remembers nothing; `query` as in the phone's address. */
  readonly open: (query?: string, context?: BrowserContextOptions) => Promise<OpenPhone>;
  readonly close: () => Promise<void>;
}

export interface OpenPhone {
  readonly page: Page;
  /** What the page reported and nobody expected; a test that expects errors takes them out. */
  readonly errors: string[];
  /** Words that the fixture put down, in order. */
  readonly seen: () => Promise<string[]>;
  /** Resolves once an expression is true in the page; fails after 10 s. (Playwright's own waiting evaluates text, which the page's policy forbids.) */
  readonly until: (expression: string) => Promise<void>;
  /** Evaluates in the page with its `wx`. */
  readonly wx: <Answer>(expression: string) => Promise<Answer>;
}

/** How a call of an API ended, for the phone's `wx`: `ok …` or `fail …`. */
export function ends(call: string): string {
  return `${call}.then((answer) => 'ok ' + answer.errMsg, (failure) => 'fail ' + failure.errMsg)`;
}

const PHONE = { viewport: { width: 375, height: 812 } };

/** The product's own mini-program; what it takes from npm is built first. */
export async function startProductPhone(): Promise<BrowserPhone> {
  const miniprogramFolder = path.join(ROOT, 'miniprogram');
  await buildMiniprogramNpm({ miniprogramFolder, packagesFolder: ROOT });
  return startBrowserPhone(miniprogramFolder);
}

export async function startBrowserPhone(miniprogramFolder: string): Promise<BrowserPhone> {
  const phoneFolder = await mkdtemp(path.join(os.tmpdir(), 'phone-'));
  const build = await buildPhone({ miniprogramFolder, outputFolder: phoneFolder });
  if (!build.ok) throw new Error(`The phone was not built: ${JSON.stringify(build.problems)}`);
  const host = await startPhoneHost({
    phoneFolder,
    orderIds: ['A-1', 'B-2'],
    shownAt: Date.UTC(2026, 0, 2, 4, 30),
  });
  const browser: Browser = await launchBrowser();
  return {
    host,
    open: async (query = '', options = {}) => {
      const context = await browser.newContext({ ...PHONE, ...options });
      const page = await context.newPage();
      const errors = listenForErrors(page);
      await page.goto(`${host.origin}/phone/?${query}`);
      await until(page, 'globalThis.__phone?.currentPages().length > 0');
      return {
        page,
        errors,
        seen: () => page.evaluate<string[]>('getApp().seen'),
        until: (expression) => until(page, expression),
        wx: (expression) => page.evaluate(expression),
      };
    },
    close: async () => {
      await browser.close();
      await host.close();
      await rm(phoneFolder, { recursive: true, force: true });
    },
  };
}

async function until(page: Page, expression: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > deadline) throw new Error(`It never came to be: ${expression}`);
    await setTimeout(20);
  }
}

function listenForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}
