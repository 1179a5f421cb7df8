import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { errorsOf, newContext } from './shared-browser';

/** The console as a person sees it, with the phone in it. */
export type ConsolePage = Awaited<ReturnType<typeof open>>;

interface Serving {
  readonly address: string;
  readonly act: (name: string, body: object) => Promise<void>;
}

/**
 * Opens a person's window with a storage of its own. Animations are off, since drawing frames costs
 * the most time in a browser.
 */
export async function newPerson(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const person = await newContext({
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
    ...options,
  });
  // Lets tests control timers.
  await person.clock.install();
  return person;
}

export function openConsole(person: BrowserContext, host: Serving): Promise<ConsolePage> {
  return open(person, host, '', (page) => page.frameLocator('iframe'));
}

/** Opens the phone without a console, which takes less time. */
export function openPhone(
  person: BrowserContext,
  host: Serving,
  holder: 'owner' | 'clerk' | 'stranger' = 'clerk',
): Promise<ConsolePage> {
  return open(person, host, `phone/?person=${holder}`, (page) => page);
}

async function open(
  person: BrowserContext,
  host: Serving,
  path: string,
  phoneIn: (page: Page) => Pick<Page, 'getByLabel' | 'getByRole' | 'getByText' | 'locator'>,
) {
  const page = await person.newPage();
  const heard = errorsOf(page);
  await page.goto(host.address + path);
  const phone = phoneIn(page);
  await phone.getByText('查骑手').waitFor();
  const inPhone = async <Value>(expression: string): Promise<Value> => {
    const frame = page.frames().find((one) => one.url().includes('/phone/'));
    if (frame === undefined) throw new Error('There is no phone.');
    // While the frame loads, it has no wx.
    await eventually(
      () => frame.evaluate('typeof wx'),
      (kind) => kind !== 'undefined',
    );
    return frame.evaluate<Value>(expression);
  };
  return {
    page,
    /** The phone in its frame, or the page of a phone alone. */
    phone,
    /** Evaluates in the phone's page. */
    inPhone,
    /** Advances the host's one clock and the timers of both pages. */
    letPass: async (ms: number) => {
      const now = (): Promise<number> => inPhone('Date.now()');
      const before = await now();
      await letPass(page, ms, async () => {
        await host.act('jump', { byMs: ms });
        await eventually(now, (shown) => shown - before >= ms);
      });
    },
    /** Errors of the page and the phone. */
    errors: async (): Promise<readonly string[]> => {
      // The phone may be restarting. The page's policy blocks Playwright's own waiting.
      const ofPhone = await eventually(
        () => inPhone<readonly string[] | null>('window.__phone?.errors ?? null'),
        (told) => told !== null,
      );
      return [...heard, ...(ofPhone ?? [])];
    },
  };
}

/**
 * Lets time pass at once. Due timers fire once each, at the time that their page then shows.
 *
 * @param jump moves the pages' clock, and resolves when they know, since their own returns to real
 * time
 */
async function letPass(page: Page, ms: number, jump: () => Promise<void>): Promise<void> {
  const { clock } = page.context();
  await jump();
  await clock.setSystemTime(Date.now() - ms);
  await clock.fastForward(ms);
}

/** Runs an action that restarts the phone, and waits for the restart. */
export async function untilAnew(
  { inPhone }: Pick<ConsolePage, 'inPhone'>,
  handOver: () => Promise<void>,
): Promise<void> {
  const untilBegun = (): Promise<boolean> =>
    eventually(
      // Between two pages there is none to ask.
      () => inPhone<boolean>(HAS_BEGUN_ANEW).catch(() => false),
      (begun) => begun,
    );
  // The console's own page may have been loaded a moment ago.
  await untilBegun();
  await inPhone('globalThis.isOld = true');
  await handOver();
  await untilBegun();
}

const HAS_BEGUN_ANEW =
  'globalThis.isOld === undefined && globalThis.__phone?.currentPages().length > 0';

/** Presses a button of the console by its whole name. */
export function press({ page }: ConsolePage, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

/** Finds a delivery's row in 沙箱里的配送. */
export function rowOf({ page }: ConsolePage, orderId: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('button', { name: orderId }) });
}

const TWO_FRAMES =
  'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))';

/** Puts an order into the phone by its button in the console, and looks it up. */
export async function lookUp(shown: ConsolePage, orderId: string): Promise<void> {
  const typed = (): Promise<string> => shown.phone.locator('wx-input input').inputValue();
  do {
    await shown.page.getByRole('button', { name: orderId, exact: true }).click();
    // The phone types a moment after the console's message.
    await eventually(typed, (text) => text === orderId);
    await shown.inPhone(TWO_FRAMES);
    // A page that was on its way in clears the field when it is shown.
  } while ((await typed()) !== orderId);
  await shown.phone.getByText('查骑手').click();
}
