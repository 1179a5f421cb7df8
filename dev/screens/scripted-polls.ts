import type { Page, Route } from 'playwright-core';
import { answerInstead } from './scripted-answers';

/** What an answer of the cloud cost the page. */
export interface PollCost {
  /** Calls of setData, each with the component that made it and its size. */
  readonly calls: readonly { readonly component: string; readonly bytes: number }[];
  /** Duration of the longest setData call in ms. */
  readonly longestMs: number;
  readonly answerBytes: number;
}

interface Asked {
  readonly event: { readonly action: string };
}

/** Answers the page's next poll, and waits until everything is drawn. */
export type AnswerPoll = (serverTime: number, data: object) => Promise<PollCost>;

/**
 * Script that drops all timers of 1 s or more and stops Date, so that the cost of a poll depends on
 * its answer and not on the machine. Answers let the next poll follow at once.
 */
const HELD_TIME = `{
  const [at, wait] = [Date.now(), window.setTimeout];
  Date.now = () => at;
  window.setTimeout = (run, ms, ...rest) => (ms >= 1000 ? 0 : wait(run, ms, ...rest));
}`;

/**
 * Script that waits for the drawing, until two frames in a row set no data. Returns the calls of
 * setData since it ran last.
 */
const COST = `new Promise((resolve) => {
  const frame = requestAnimationFrame;
  const settle = () => {
    const last = __phone.setDataLog.entries.at(-1);
    const end = () => (__phone.setDataLog.entries.at(-1) === last ? resolve() : settle());
    frame(() => frame(() => setTimeout(end)));
  };
  settle();
}).then(() => {
  const since = __phone.setDataLog.entries.splice(0);
  return {
    calls: since.map(({ component, bytes }) => ({ component, bytes })),
    longestMs: Math.max(0, ...since.map(({ ms }) => ms)),
  };
})`;

/**
 * Stops the time of a phone for good, and opens a page. Instead of the cloud, a script answers the
 * page's calls of `action`.
 */
export async function scriptedPolls(
  page: Page,
  url: string,
  action: 'look-up' | 'board',
): Promise<AnswerPoll> {
  let heard = (_poll: Route): void => undefined;
  const nextPoll = (): Promise<Route> =>
    new Promise((resolve) => {
      heard = resolve;
    });
  let poll = nextPoll();
  // Page 查单 also refreshes its list.
  await answerInstead(page, { 'refresh-orders': { orders: [], nextAskInSeconds: 60 } });
  await page.route('**/functions/getOrder', async (route) => {
    const { event } = route.request().postDataJSON() as Asked;
    if (event.action === action) heard(route);
    else await route.fallback();
  });
  await page.locator('.phone-page:last-child').waitFor();
  await page.evaluate(HELD_TIME);
  await page.evaluate(`wx.reLaunch({ url: ${JSON.stringify(url)} }); null`);
  return async (serverTime, data) => {
    const route = await poll;
    poll = nextPoll();
    const result = { ok: true, serverTime, data };
    await route.fulfill({ json: { result } });
    // The page polls again as soon as it has taken the answer.
    await poll;
    const cost = await page.evaluate<Omit<PollCost, 'answerBytes'>>(COST);
    return { ...cost, answerBytes: Buffer.byteLength(JSON.stringify(result)) };
  };
}
