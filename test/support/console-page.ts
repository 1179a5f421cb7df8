import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { handClock, letPass } from './page-clock';
import { newContext } from './shared-browser';

/** The console as a person sees it, with the phone in it. */
export interface ConsolePage {
  readonly page: Page;
  /** The phone in its frame; the page itself where the phone is opened alone. */
  readonly phone: Pick<Page, 'getByLabel' | 'getByRole' | 'getByText' | 'locator'>;
  /** Evaluates in the phone's own page. */
  readonly inPhone: <Value>(expression: string) => Promise<Value>;
  /** Lets time pass at once, on the host's one clock and for the timers of both pages. */
  readonly letPass: (ms: number) => Promise<void>;
  /** Everything that went wrong in the page or in the phone. */
  readonly errors: () => Promise<readonly string[]>;
}

/** What a console is served by. */
interface Serving {
  readonly address: string;
  readonly act: (name: string, body: object) => Promise<void>;
}

/**
 * A window of its own for a person: its storage lives as long as it does. Nothing moves in it that need not: to draw each frame costs a run more than
 * anything else in a browser.
 */
export async function newPerson(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const person = await newContext({
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
    ...options,
  });
  await handClock(person);
  return person;
}

export function openConsole(person: BrowserContext, host: Serving): Promise<ConsolePage> {
  return open(person, host, '', (page) => page.frameLocator('iframe'));
}

/** The phone without a console beside it, in the clerk's hands. */
export function openPhone(person: BrowserContext, host: Serving): Promise<ConsolePage> {
  return open(person, host, 'phone/?person=clerk', (page) => page);
}

async function open(
  person: BrowserContext,
  host: Serving,
  path: string,
  phoneIn: (page: Page) => ConsolePage['phone'],
): Promise<ConsolePage> {
  const page = await person.newPage();
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  await page.goto(host.address + path);
  const phone = phoneIn(page);
  await phone.getByText('查骑手').waitFor();
  const inPhone = <Value>(expression: string): Promise<Value> => {
    const frame = page.frames().find((one) => one.url().includes('/phone/'));
    if (frame === undefined) throw new Error('There is no phone.');
    return frame.evaluate<Value>(expression);
  };
  return {
    page,
    phone,
    inPhone,
    letPass: async (ms) => {
      const now = (): Promise<number> => inPhone('Date.now()');
      const before = await now();
      await letPass(page, ms, async () => {
        await host.act('jump', { byMs: ms });
        await eventually(now, (shown) => shown - before >= ms);
      });
    },
    errors: async () => {
      // It may have been handed to somebody a moment ago, and begin anew. (Playwright's own waiting would evaluate text in the page, which that forbids.)
      const ofPhone = await eventually(
        () => inPhone<readonly string[] | null>('window.__phone?.errors ?? null'),
        (told) => told !== null,
      );
      return [...heard, ...(ofPhone ?? [])];
    },
  };
}

/** Does what hands the phone over, and waits until it has begun anew: until then whatever is pressed is pressed on a page that is about to go. */
export async function untilAnew(
  { inPhone }: Pick<ConsolePage, 'inPhone'>,
  handOver: () => Promise<void>,
): Promise<void> {
  await inPhone('globalThis.isOld = true');
  await handOver();
  await eventually(
    // In between there is no page to ask.
    () => inPhone<boolean>(HAS_BEGUN_ANEW).catch(() => false),
    (hasBegun) => hasBegun,
  );
}

const HAS_BEGUN_ANEW =
  'globalThis.isOld === undefined && globalThis.__phone?.currentPages().length > 0';

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
