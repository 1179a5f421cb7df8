import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import type { Infer } from 'superstruct';
import { array, create, number, string, type } from 'superstruct';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { CLERK } from '../host/people';
import { openStage, ORDER_IDS, phoneAddress } from '../screens/stage';
import type { HeapSnapshot } from './heap-snapshot';
import { bytesOfObjects } from './heap-snapshot';
import type { PollCost } from './scripted-polls';
import { scriptedPolls, times } from './scripted-polls';

const handlersShape = array(type({ name: string(), ms: number() }));
const sizeShape = type({ nodes: number(), depth: number(), mostChildren: number() });

/** The product's performance on the local phone. Times in ms. */
export interface PhoneFigures {
  /** Times from the tap on 查骑手 to the first frame with the status. The function is warm. */
  readonly tapToStatusMs: readonly number[];
  readonly riding: readonly PollCost[];
  readonly standing: readonly PollCost[];
  /** Costs of answers that bring nothing new. */
  readonly unchanged: readonly PollCost[];
  /** WeChat's measures of the delivery page. */
  readonly size: Infer<typeof sizeShape>;
  readonly handlers: Infer<typeof handlersShape>;
  /** Bytes of the page's objects, after each 100 polls. */
  readonly heapBytes: readonly number[];
}

const POLLS_PER_SAMPLE = 100;
const MEMORY_POLLS = 600;
const POLLS_EACH = 30;

const SEARCH = pagePath('search');
const ON_THE_WAY = '骑手正在送货';
const TAPS = 40;
/** Number of taps that warm up the function and the browser's compiler. They do not count. */
const WARM_UP_TAPS = 3;
/** Simulated time of WeChat's answer, in ms. The sandbox itself answers at once. */
const UPSTREAM_MS = 50;

/** Measures the product in a browser: taps with the real functions, polls with scripted answers. */
export async function measurePhone(): Promise<PhoneFigures> {
  const stage = await openStage();
  const openPhone = async (): Promise<Page> => {
    const page = await stage.newPage({ viewport: { width: 375, height: 812 } });
    await page.goto(phoneAddress(stage, { person: CLERK.id, path: SEARCH }));
    return page;
  };
  try {
    const tapped = await openPhone();
    const tapToStatusMs = await tapToStatus(tapped);
    const handlers = create(await tapped.evaluate('__phone.handlerLog'), handlersShape);
    await tapped.context().close();
    return { tapToStatusMs, handlers, ...(await measurePolls(await openPhone())) };
  } finally {
    await stage.close();
  }
}

/** Types an order id on a new phone, taps 查骑手 and waits for the status. */
async function tapToStatus(page: Page): Promise<readonly number[]> {
  await page.route('**/functions/getOrder', async (route) => {
    await pause(UPSTREAM_MS);
    await route.continue();
  });
  const taps: number[] = [];
  for (let tap = 0; tap < WARM_UP_TAPS + TAPS; tap += 1) {
    await page.evaluate(
      `wx.clearStorageSync(); wx.reLaunch({ url: ${JSON.stringify(SEARCH)} }); null`,
    );
    await page.getByText(ON_THE_WAY).first().waitFor({ state: 'hidden' });
    await page.locator('wx-input input').fill(ORDER_IDS.delivering);
    const shown = page.evaluate<number>(TAP_TO_WORDS);
    await page.getByText('查骑手').click({ force: true });
    const ms = await shown;
    if (tap >= WARM_UP_TAPS) taps.push(ms);
  }
  return taps;
}

/** Milliseconds from the end of the touch to the first frame with the status. */
const TAP_TO_WORDS = `new Promise((resolve) => {
  let tappedAt = Infinity;
  const tapped = () => { tappedAt = performance.now(); };
  addEventListener('mouseup', tapped, { capture: true, once: true });
  const look = () => {
    if (document.body.innerText.includes('${ON_THE_WAY}')) resolve(performance.now() - tappedAt);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

async function measurePolls(page: Page): Promise<Omit<PhoneFigures, 'tapToStatusMs' | 'handlers'>> {
  const costs = await scriptedPolls(page, [
    ...times(POLLS_EACH + 1, 'rides'),
    ...times(POLLS_EACH, 'stands'),
    ...times(POLLS_EACH, 'nothing-new'),
  ]);
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
  await scriptedPolls(page, times(MEMORY_POLLS, 'rides'), async (poll) => {
    if (poll % POLLS_PER_SAMPLE === 0) samples.push(await heapOf(page, devTools));
  });
  return samples;
}

async function heapOf(page: Page, devTools: CDPSession): Promise<number> {
  // Clears the phone's own logs, which are not the product's memory.
  await page.evaluate('__phone.setDataLog.entries.length = __phone.handlerLog.length = 0');
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  devTools.on('HeapProfiler.addHeapSnapshotChunk', take);
  // Collects garbage first.
  await devTools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devTools.off('HeapProfiler.addHeapSnapshotChunk', take);
  return bytesOfObjects(JSON.parse(chunks.join('')) as HeapSnapshot);
}
