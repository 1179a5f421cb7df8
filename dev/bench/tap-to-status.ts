import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { untilTrue } from './phone-window';

/** What WeChat's answer takes, ms. */
const UPSTREAM_MS = 50;
/** Looked up before it counts: the instance is warm then, and the browser has compiled what it runs. */
const WARM_UP = 3;
const SEARCH = '/pages/search/search';
const BUTTON = '查骑手';

/** From the finger's leaving the button to the first frame with the words; `__tapped` and `__shown` are ms of the page's own clock. */
const WATCH = (words: string): string => `(() => {
  window.__tapped = window.__shown = null;
  window.addEventListener('mouseup', () => { window.__tapped = performance.now(); }, { capture: true, once: true });
  const look = () => {
    if (document.body.innerText.includes(${JSON.stringify(words)})) {
      window.__shown = performance.now();
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/**
 * Types an order id on a phone that remembers nothing, taps 查骑手 and waits for the words of its status, again and again.
 *
 * @param words what stands on the screen once the status is shown
 * @returns ms of each tap. The sandbox answers at once: what WeChat takes is spent on the way to the function
 */
export async function tapToStatus(
  page: Page,
  orderId: string,
  words: string,
  rounds: number,
): Promise<readonly number[]> {
  await page.route('**/functions/getOrder', async (route) => {
    await pause(UPSTREAM_MS);
    await route.continue();
  });
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    await page.evaluate(
      `wx.clearStorageSync(); wx.reLaunch({ url: ${JSON.stringify(SEARCH)} }); null`,
    );
    await untilTrue(page, `!document.body.innerText.includes(${JSON.stringify(words)})`);
    await page.locator('wx-input input').fill(orderId);
    const button = page.getByText(BUTTON);
    const { x, y, width, height } = (await button.boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    await page.evaluate(WATCH(words));
    await page.mouse.click(x + width / 2, y + height / 2);
    await untilTrue(page, 'window.__shown !== null');
    const ms = await page.evaluate<number>('window.__shown - window.__tapped');
    if (round >= WARM_UP) times.push(ms);
  }
  await page.unroute('**/functions/getOrder');
  return times;
}
