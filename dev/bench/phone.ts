import type { CDPSession, Page } from 'playwright-core';
import { array, create, number, string, type } from 'superstruct';
import { openPhoneWindow } from './phone-window';
import type { PollCost } from './scripted-polls';
import { scriptedPolls, SHORT_WAITS } from './scripted-polls';
import { tapToStatus } from './tap-to-status';

/** How the product does on the local phone. Times in ms. */
export interface PhoneFigures {
  /** From tapping 查骑手 to the first frame with the status; a warm instance, 50 ms upstream. */
  readonly tapToStatusMs: readonly number[];
  readonly riding: readonly PollCost[];
  readonly standing: readonly PollCost[];
  /** Answers that bring nothing new. */
  readonly unchanged: readonly PollCost[];
  /** WeChat's measures of the delivery's page. */
  readonly size: PageSize;
  readonly handlers: readonly Handler[];
  /** Bytes of the heap after a collection, after each {@link POLLS_PER_SAMPLE} polls. */
  readonly heapBytes: readonly number[];
}

interface PageSize {
  readonly nodes: number;
  readonly depth: number;
  readonly mostChildren: number;
}

interface Handler {
  readonly name: string;
  readonly ms: number;
}

export const POLLS_PER_SAMPLE = 100;
const MEMORY_POLLS = 600;
const ROUNDS = 40;
const POLLS_EACH = 30;
const HOME = '/pages/search/search';
const ON_THE_WAY = { status: 301, words: '骑手正在送货' };

const handlersShape = array(type({ name: string(), ms: number() }));
const sizeShape = type({ nodes: number(), depth: number(), mostChildren: number() });
const heapShape = type({ usedSize: number() });

/** Measures the product in a browser: the real functions for the way from tap to status, answers of our own for what a poll costs. */
export async function measurePhone(): Promise<PhoneFigures> {
  const phone = await openPhoneWindow();
  try {
    const delivery = (await phone.state()).deliveries.find(
      ({ status }) => status === ON_THE_WAY.status,
    );
    if (delivery === undefined) throw new Error('The demo has no delivery on its way.');
    const tapped = await phone.open(HOME);
    const tapToStatusMs = await tapToStatus(tapped, delivery.orderId, ON_THE_WAY.words, ROUNDS);
    const handlers = create(await tapped.evaluate('__phone.handlerLog'), handlersShape);
    await tapped.context().close();

    const polled = await phone.open(HOME);
    await polled.addInitScript({ content: SHORT_WAITS });
    await polled.reload();
    return { tapToStatusMs, handlers, ...(await measurePolls(polled)) };
  } finally {
    await phone.close();
  }
}

async function measurePolls(page: Page): Promise<Omit<PhoneFigures, 'tapToStatusMs' | 'handlers'>> {
  const moves = [
    ...Array.from({ length: POLLS_EACH + 1 }, () => 'rides' as const),
    ...Array.from({ length: POLLS_EACH }, () => 'stands' as const),
    ...Array.from({ length: POLLS_EACH }, () => 'nothing-new' as const),
  ];
  const costs = await scriptedPolls(page, moves);
  const size = create(await page.evaluate('__phone.pageSize()'), sizeShape);
  return {
    riding: costs.slice(0, POLLS_EACH),
    standing: costs.slice(POLLS_EACH, 2 * POLLS_EACH),
    unchanged: costs.slice(2 * POLLS_EACH),
    size,
    heapBytes: await measureMemory(page),
  };
}

async function measureMemory(page: Page): Promise<readonly number[]> {
  const devTools = await page.context().newCDPSession(page);
  const samples: number[] = [];
  await scriptedPolls(
    page,
    Array.from({ length: MEMORY_POLLS }, () => 'rides' as const),
    async (poll) => {
      if (poll % POLLS_PER_SAMPLE === 0) samples.push(await heapOf(page, devTools));
    },
  );
  return samples;
}

async function heapOf(page: Page, devTools: CDPSession): Promise<number> {
  // The phone's own logs are not the product's.
  await page.evaluate('__phone.setDataLog.entries.length = __phone.handlerLog.length = 0');
  await devTools.send('HeapProfiler.collectGarbage');
  return create(await devTools.send('Runtime.getHeapUsage'), heapShape).usedSize;
}
