import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { answerInstead } from '../screens/scripted-answers';
import { boardOf, ROWS, scriptedBoard, scrollBoard } from '../screens/scripted-board';
import { type Report, costsOf, mean, report, timesOf } from './figures';

/** Delay in ms that simulates WeChat's answering time, because the sandbox answers at once. */
const UPSTREAM_MS = 50;
const OPENINGS = 15;
const REFRESHES = 20;
const ABOUT_A_ROW_PX = 90;

/** Measures 看板 with many rows in one window, its answers scripted, in a browser. */
export async function measureBoard(page: Page, window: string): Promise<Report> {
  const openingMs = await open(page);
  // A stored board would hold the rows that the script answers once more.
  await page.evaluate('wx.clearStorageSync(); null');
  const answer = await scriptedBoard(page);
  const refreshes = await answer(REFRESHES);
  const answers = refreshes.map(({ answerBytes }) => answerBytes);
  const { handlerMs, frameMs, nodes } = await scrollBoard(page, ABOUT_A_ROW_PX);
  return report(
    `看板 of ${ROWS.length} rows on a ${window}, its answers scripted, ${UPSTREAM_MS} ms upstream:`,
    {
      'tap on the tab → first rows': timesOf(openingMs, 500),
      'setData, 3 rows changed': costsOf(refreshes),
      'answer, 3 rows changed': { bytes: mean(answers), 'most bytes': Math.max(...answers) },
      'handlers of scrolling': { count: handlerMs.length, ...timesOf(handlerMs, 10) },
      'frames while scrolling': timesOf(frameMs),
      WXML: { 'most nodes': nodes },
    },
  );
}

/** Opens the board with nothing stored. @returns ms of each opening but the first */
async function open(page: Page): Promise<readonly number[]> {
  const orders = { orders: [], nextAskInSeconds: 60 };
  await answerInstead(page, {
    'refresh-orders': orders,
    board: { ...boardOf(ROWS), nextAskMs: 60_000 },
  });
  await page.route('**/functions/getOrder', async (route) => {
    await pause(UPSTREAM_MS);
    await route.fallback();
  });
  const openings: number[] = [];
  const search = JSON.stringify(`${pagePath('search')}?from=bench`);
  while (openings.length <= OPENINGS) {
    await page.evaluate(`wx.clearStorageSync(); wx.reLaunch({ url: ${search} }); null`);
    await page.locator('wx-input input').waitFor();
    openings.push(await page.evaluate<number>(OPENING));
  }
  // The very first opening compiles code.
  return openings.slice(1);
}

/** Script that opens the board and returns the ms until the first frame with rows. */
const OPENING = `new Promise((resolve) => {
  const began = performance.now();
  wx.switchTab({ url: '${pagePath('board')}' });
  const look = () => {
    const rows = document.querySelectorAll('.phone-page:last-child [aria-label^="20261124-1"]');
    const isBoard = __phone.currentPages().at(-1).includes('board');
    if (!isBoard || rows.length === 0) requestAnimationFrame(look);
    else resolve(performance.now() - began);
  };
  requestAnimationFrame(look);
})`;
