import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { builtPhone } from './built';
import { eventually } from './eventually';
import { startPhoneHost } from './phone-host';
import { ROOT } from './repository';
import { errorsOf, newContext } from './shared-browser';

/** A built mini-program on the local phone, in a real browser. */
export type BrowserPhone = Awaited<ReturnType<typeof startBrowserPhone>>;

export type ProductPhone = Omit<BrowserPhone, 'close'>;

export interface PhoneOptions extends BrowserContextOptions {
  /** Lets the test control timers. */
  readonly hasClockInHand?: true;
}

export type OpenPhone = Awaited<ReturnType<BrowserPhone['open']>>;

/** Reports the result of an API call of `wx`: `ok …` or `fail …`. */
export function ends(call: string): string {
  return `${call}.then((answer) => 'ok ' + answer.errMsg, (failure) => 'fail ' + failure.errMsg)`;
}

/** Animations are off, since drawing frames costs the most time in a browser. */
const PHONE = { viewport: { width: 375, height: 812 }, reducedMotion: 'reduce' } as const;
const PRODUCT = path.join(ROOT, 'miniprogram');

/** Starts the product's phone before a file's tests, and closes after each what it has opened. */
export function productPhone(): ProductPhone {
  let phone: BrowserPhone;
  const opened: OpenPhone[] = [];
  beforeAll(async () => {
    phone = await startBrowserPhone(PRODUCT);
  });
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });
  afterAll(() => phone.close());
  return {
    get host() {
      return phone.host;
    },
    open: async (...how) => {
      const one = await phone.open(...how);
      opened.push(one);
      return one;
    },
  };
}

export async function startBrowserPhone(miniprogramFolder: string) {
  const name = path.relative(ROOT, miniprogramFolder).replace(/[\\/]/g, '-');
  const host = await startPhoneHost(
    await (miniprogramFolder === PRODUCT
      ? builtPhone()
      : builtPhone(miniprogramFolder, `phone-${name}`)),
  );
  const windows = usedAgain(`${host.origin}/phone/phone.css`);
  return {
    host,
    /** Opens it as on a new phone. `query` is as in the phone's address. */
    open: async (query = '', given: PhoneOptions = {}) => {
      const options = { ...PHONE, ...given };
      const page = await windows.take(options);
      const errors = errorsOf(page);
      await page.goto(`${host.origin}/phone/?${query}`);
      /** Waits, without Playwright's own waiting, which the page's policy blocks. */
      const until = async (expression: string): Promise<void> => {
        await eventually(
          () => page.evaluate<boolean>(`Boolean(${expression})`),
          (isTrue) => isTrue,
        );
      };
      await until('globalThis.__phone?.currentPages().length > 0');
      return {
        page,
        /** Unexpected errors of the page. A test that expects errors removes them. */
        errors,
        /** Words that the fixture recorded, in order. */
        seen: () => page.evaluate<string[]>('getApp().seen'),
        until,
        /** Evaluates in the page with its `wx`. */
        wx: <Answer>(expression: string): Promise<Answer> => page.evaluate(expression),
        /** Leaves the window to the next test. @throws Error if the page has reported one */
        close: async () => {
          await windows.giveBack(page, options);
          if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`);
        },
      };
    },
    close: () => host.close(),
  };
}

/**
 * Windows that tests use one after the other, since loading the phone into a window that has shown
 * it before costs the browser a third. Tests that change more of a window than its size, routes,
 * storage and clock do not give it back.
 *
 * @param elsewhere address of the same host at which nothing runs
 */
function usedAgain(elsewhere: string) {
  const free = new Map<string, Page[]>();
  return {
    take: async (options: PhoneOptions): Promise<Page> => {
      const { hasClockInHand, ...ofContext } = options;
      const page =
        free.get(JSON.stringify(options))?.pop() ?? (await (await newContext(ofContext)).newPage());
      if (hasClockInHand) {
        const { clock } = page.context();
        await clock.install();
        // A test before may have paused it.
        await clock.resume();
      }
      return page;
    },
    giveBack: async (page: Page, options: PhoneOptions): Promise<void> => {
      const key = JSON.stringify(options);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.goto(elsewhere);
      for (const event of ['pageerror', 'console', 'request']) page.removeAllListeners(event);
      await page.evaluate('localStorage.clear(); sessionStorage.clear()');
      await page.mouse.up();
      await page.mouse.move(0, 0);
      if (options.viewport) await page.setViewportSize(options.viewport);
      free.set(key, [...(free.get(key) ?? []), page]);
    },
  };
}
