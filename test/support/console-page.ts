import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

/** The console as a person sees it, with the phone in it. */
export interface ConsolePage {
  readonly page: Page;
  readonly phone: FrameLocator;
  /** Everything that went wrong in the page or in the phone. */
  readonly errors: () => Promise<readonly string[]>;
}

/** A browser of its own for a person: its storage lives as long as it does. */
export function newPerson(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'zh-CN' });
}

export async function openConsole(person: BrowserContext, address: string): Promise<ConsolePage> {
  const page = await person.newPage();
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  await page.goto(address);
  const phone = page.frameLocator('iframe');
  await phone.getByText('查骑手').waitFor();
  return {
    page,
    phone,
    errors: async () => {
      const frame = page.frames().find((one) => one.url().includes('/phone/'));
      // It may have been handed to somebody a moment ago, and begin anew. (Playwright's own waiting would evaluate text in the page, which that forbids.)
      const inPhone = await eventually(
        async () => frame?.evaluate<unknown>('window.__phone?.errors ?? null'),
        (told) => told !== null,
      );
      return [...heard, ...(Array.isArray(inPhone) ? inPhone.map(String) : ['There is no phone.'])];
    },
  };
}

/** The row of a delivery in 沙箱里的配送. */
export function rowOf({ page }: ConsolePage, orderId: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('button', { name: orderId }) });
}

/** Puts an order into the phone by its button in the console, and asks. */
export async function lookUp(shown: ConsolePage, orderId: string): Promise<void> {
  await shown.page.getByRole('button', { name: orderId, exact: true }).click();
  // The console only tells the phone: it is typed there a moment later.
  await eventually(
    () => shown.phone.locator('wx-input input').inputValue(),
    (typed) => typed === orderId,
  );
  // vant's button lies below an overlay of its own.
  await shown.phone.getByText('查骑手').click({ force: true });
}
