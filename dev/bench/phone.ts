import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import type { Infer } from 'superstruct';
import { array, create, number, string, type } from 'superstruct';
import { pagePath } from '../../miniprogram/contract/page-paths';
import type { Person } from '../host/people';
import { CLERK, MANAGER } from '../host/people';
import { openStage, ORDER_IDS, phoneAddress } from '../screens/stage';
import type { HeapSnapshot } from './heap-snapshot';
import { bytesOfObjects } from './heap-snapshot';
import type { PollCost } from './scripted-polls';
import { scriptedPolls, times } from './scripted-polls';

const handlersShape = array(type({ name: string(), ms: number() }));
const sizeShape = type({ nodes: number(), depth: number(), mostChildren: number() });

/** Performance of the mini-program in the local phone (a browser page). All times are in ms. */
export interface PhoneFigures {
  /** Times from a tap on 查骑手 to the first frame with the status, in a warm function process. */
  readonly tapToStatusMs: readonly number[];
  readonly riding: readonly PollCost[];
  readonly standing: readonly PollCost[];
  /** Costs of polls whose answers contain nothing new. */
  readonly unchanged: readonly PollCost[];
  /** Size of the delivery page in WeChat's terms: WXML nodes, depth, most children of a node. */
  readonly size: Infer<typeof sizeShape>;
  readonly handlers: Infer<typeof handlersShape>;
  /** Times between two frames while the rider glides on the map. */
  readonly frameMs: readonly number[];
  /** Heap bytes of the page's objects, sampled after every 100 polls. */
  readonly heapBytes: readonly number[];
}

const POLLS_PER_SAMPLE = 100;
const MEMORY_POLLS = 600;
const POLLS_EACH = 30;

const SEARCH = pagePath('search');
/** Words that only an answer brings to the page: the status may stand there before. */
const ANSWERED = '经过';
/** Words of the button that only a problem brings. */
const PROBLEM = '重试';
/**
 * People who tap, and taps of each. A tap costs two calls, the look-up and the list, of which a
 * person may make 60 in a minute (cloudfunctions/core/access/rate-limits.ts).
 */
const TAPPERS = [CLERK, MANAGER];
const TAPS_EACH = 20;
/**
 * Taps of each person that are not measured: they warm up the function and the browser's compiler.
 */
const WARM_UP_TAPS = 3;
/** Delay in ms that simulates WeChat's answering time, because the sandbox answers at once. */
const UPSTREAM_MS = 50;

/** Measures taps with the real functions, and polls with scripted answers, in a browser. */
export async function measurePhone(): Promise<PhoneFigures> {
  const stage = await openStage();
  const openPhone = async (person: Person): Promise<Page> => {
    const page = await stage.newPage({ viewport: { width: 375, height: 812 } });
    await page.goto(phoneAddress(stage, { person: person.id, path: SEARCH }));
    return page;
  };
  try {
    const tapToStatusMs: number[] = [];
    const handlers: Infer<typeof handlersShape> = [];
    for (const person of TAPPERS) {
      const page = await openPhone(person);
      tapToStatusMs.push(...(await tapToStatus(page)));
      handlers.push(...create(await page.evaluate('__phone.handlerLog'), handlersShape));
      await page.context().close();
    }
    return { tapToStatusMs, handlers, ...(await measurePolls(await openPhone(CLERK))) };
  } finally {
    await stage.close();
  }
}

/** Measures taps: enters an order id, taps 查骑手 and waits for the status. */
async function tapToStatus(page: Page): Promise<readonly number[]> {
  await page.route('**/functions/getOrder', async (route) => {
    await pause(UPSTREAM_MS);
    await route.continue();
  });
  const taps: number[] = [];
  for (let tap = 0; tap < WARM_UP_TAPS + TAPS_EACH; tap += 1) {
    await page.evaluate(
      `wx.clearStorageSync(); wx.reLaunch({ url: ${JSON.stringify(SEARCH)} }); null`,
    );
    await page.getByText(ANSWERED).first().waitFor({ state: 'hidden' });
    await page.locator('wx-input input').fill(ORDER_IDS.delivering);
    const shown = page.evaluate<number>(TAP_TO_WORDS);
    await page.getByText('查骑手').click({ force: true });
    const ms = await shown;
    if (tap >= WARM_UP_TAPS) taps.push(ms);
  }
  return taps;
}

/**
 * Script that returns the ms from the end of the touch to the first frame with the answer, or fails
 * if the page shows a problem instead.
 */
const TAP_TO_WORDS = `new Promise((resolve, reject) => {
  let tappedAt = Infinity;
  const tapped = () => { tappedAt = performance.now(); };
  addEventListener('mouseup', tapped, { capture: true, once: true });
  const look = () => {
    const words = document.body.innerText;
    if (words.includes('${ANSWERED}')) resolve(performance.now() - tappedAt);
    else if (words.includes('${PROBLEM}')) reject(new Error('A tap ended in a problem.'));
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
    frameMs: await measureGlide(page),
    heapBytes: await measureMemory(page),
  };
}

async function measureGlide(page: Page): Promise<readonly number[]> {
  await scriptedPolls(page, times(3, 'rides'));
  return create(await page.evaluate(FRAMES), array(number()));
}

/** Script that measures the frames of some seconds, which are fewer than a glide takes. */
const FRAMES = `new Promise((resolve) => {
  const frames = [];
  let before = performance.now();
  const next = (now) => {
    frames.push(now - before);
    before = now;
    if (frames.length < 300) requestAnimationFrame(next);
    else resolve(frames.slice(1));
  };
  requestAnimationFrame(next);
})`;

async function measureMemory(page: Page): Promise<readonly number[]> {
  const devTools = await page.context().newCDPSession(page);
  const samples: number[] = [];
  await scriptedPolls(page, times(MEMORY_POLLS, 'rides'), async (poll) => {
    if (poll % POLLS_PER_SAMPLE === 0) samples.push(await heapOf(page, devTools));
  });
  return samples;
}

async function heapOf(page: Page, devTools: CDPSession): Promise<number> {
  // Clears logs of the local phone, because they are not memory of the mini-program.
  await page.evaluate('__phone.setDataLog.entries.length = __phone.handlerLog.length = 0');
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  devTools.on('HeapProfiler.addHeapSnapshotChunk', take);
  // Chrome collects garbage before it takes a snapshot.
  await devTools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devTools.off('HeapProfiler.addHeapSnapshotChunk', take);
  return bytesOfObjects(JSON.parse(chunks.join('')) as HeapSnapshot);
}
