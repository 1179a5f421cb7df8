import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { frames } from '../screens/frames';
import { scriptedDelivery } from '../screens/scripted-delivery';
import { ORDER_IDS } from '../screens/stage';
import { type Figures, type Report, costsOf, mean, report, timesOf } from './figures';

/**
 * A tap costs two calls, the look-up and the list, of which a person may make 60 in a minute
 * (cloudfunctions/core/access/rate-limits.ts).
 */
const TAPS = 25;
/** Taps that are not measured: they warm up the function and the browser's compiler. */
const WARM_UP_TAPS = 3;
/** Delay in ms that simulates WeChat's answering time, because the sandbox answers at once. */
export const UPSTREAM_MS = 50;
/** WeChat's limit for a handler (ms), here for the median: the very first call compiles code. */
const MOST_HANDLER_MS = 50;
const POLLS = 30;
/** Frames of some seconds, which are fewer than a glide takes. */
const FRAMES = 300;

/** Measures taps with the real functions, and polls with scripted answers, in a browser. */
export async function measurePhone(page: Page): Promise<Report> {
  const tapMs = await tapToStatus(page);
  const handlers = await page.evaluate<Record<string, number[]>>(HANDLER_MS_BY_NAME);
  const answer = await scriptedDelivery(page);
  const polls = {
    'setData, rides': costsOf(await answer(POLLS, 'rides')),
    'setData, stands': costsOf(await answer(POLLS, 'stands')),
    'setData, nothing new': costsOf(await answer(POLLS, 'nothing-new')),
  };
  const WXML = await page.evaluate<Figures>('__phone.pageSize()');
  await answer(1, 'rides');
  const frameMs = await frames(page, `frames.length <= ${FRAMES}`);
  return report(
    `The phone in a browser, ${TAPS} taps, warm instance, ${UPSTREAM_MS} ms upstream:`,
    {
      'tap → status': timesOf(tapMs, 300),
      ...Object.fromEntries(
        Object.entries(handlers).map(([name, ms]) => [
          `handler ${name}`,
          timesOf(ms, MOST_HANDLER_MS),
        ]),
      ),
      ...polls,
      // 60 frames a second; one in twenty may come a frame late.
      'frames while the rider glides': {
        'a second': 1000 / mean(frameMs),
        ...timesOf(frameMs, 17, 34),
      },
      WXML,
    },
  );
}

const HANDLER_MS_BY_NAME = `__phone.handlerLog.reduce((all, { name, ms }) => {
  (all[name] ??= []).push(ms);
  return all;
}, {})`;

/** Measures taps: enters an order id, taps 查骑手 and waits for the status. */
async function tapToStatus(page: Page): Promise<readonly number[]> {
  await page.route('**/functions/getOrder', async (route) => {
    await pause(UPSTREAM_MS);
    await route.continue();
  });
  const taps: number[] = [];
  for (let tap = 0; tap < WARM_UP_TAPS + TAPS; tap += 1) {
    const search = JSON.stringify(pagePath('search'));
    await page.evaluate(`wx.clearStorageSync(); wx.reLaunch({ url: ${search} }); null`);
    await page.getByText(ANSWERED).first().waitFor({ state: 'hidden' });
    await page.locator('wx-input input').fill(ORDER_IDS.delivering);
    const shown = page.evaluate<number>(TAP_TO_WORDS);
    await page.getByText('查骑手').click({ force: true });
    taps.push(await shown);
  }
  return taps.slice(WARM_UP_TAPS);
}

/** Words that only an answer brings to the page: the status may stand there before. */
const ANSWERED = '经过';
/** Words of the button that only a problem brings. */
const PROBLEM = '重试';

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
