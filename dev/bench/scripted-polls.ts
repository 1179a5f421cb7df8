import type { Page, Route } from 'playwright-core';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import type { OrderAction } from '../../miniprogram/contract/cloud-api';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { district } from '../district/district';

/** What crossed from logic to view because of one answer. */
export interface PollCost {
  /** Calls of setData, by the component that called. */
  readonly calls: readonly { readonly component: string; readonly bytes: number }[];
  /** ms of the longest of them. */
  readonly longestMs: number;
}

/**
 * `all-new`: another rider, who has turned back at once, and is later; `nothing-new`: the very
 * answer before, at the same time by the cloud's clock.
 */
export type Move = 'rides' | 'stands' | 'all-new' | 'nothing-new';

/** The same move again and again. */
export function times(count: number, move: Move): readonly Move[] {
  return Array.from({ length: count }, () => move);
}

interface Asked {
  readonly event: { readonly action: OrderAction };
}

/** By the cloud's clock. */
const ASK_EVERY_SECONDS = 12;
/** What the answers say when to ask next: no other wait of the product is as long. */
const NEXT_ASK_SECONDS = 9;
/** Degrees that the rider goes in 12 s: some 60 m. */
const STEP = 0.0005;
/** There and back again, so that he stays in the town. */
const STEPS_ONE_WAY = 60;
const ORDER_ID = '20261124-1288';

/**
 * Polls come at once, no other wait of a second or more ever ends, and Date stands still: what a
 * poll costs hangs on its answer, not on how long the machine takes for it.
 */
const HELD_TIME = `{
  const [at, wait] = [Date.now(), window.setTimeout];
  Date.now = () => at;
  window.setTimeout = (run, ms, ...rest) => {
    const isPoll = Math.abs(ms - ${NEXT_ASK_SECONDS * 1000}) < 1000;
    return isPoll || !(ms >= 1000) ? wait(run, isPoll ? 0 : ms, ...rest) : 0;
  };
}`;

/**
 * Watches one delivery on a phone whose every answer is written here: 12 s later each, the rider
 * further on his way or where he was.
 *
 * @param page a phone; opens the delivery in it, and leaves it without time
 * @param moves what the rider does before each answer
 * @param answered told after each answer, once all that it led to has been drawn
 * @param pagePath what it is opened on: 配送, or in a wide window 查单
 * @returns what each answer but the first led to; the first opens the page
 */
export async function scriptedPolls(
  page: Page,
  moves: readonly Move[],
  answered?: (poll: number) => Promise<void>,
  pagePath: '/pages/delivery/delivery' | '/pages/search/search' = '/pages/delivery/delivery',
): Promise<readonly PollCost[]> {
  const costs: PollCost[] = [];
  let askedAt = Date.parse('2026-11-24T12:00:00+08:00');
  let steps = 0;
  let turns = 0;
  let asked = 0;
  const done = new Promise<void>((resolve, reject) => {
    const answer = async (route: Route): Promise<void> => {
      const { event } = route.request().postDataJSON() as Asked;
      // 查单 asks what others have looked up.
      if (event.action === 'latest-orders') return fulfill(route, askedAt, { orders: [] });
      const cost = await page.evaluate<PollCost>(COST);
      if (asked > 1) costs.push(cost);
      if (asked > 0) await answered?.(asked);
      const move = moves[asked];
      if (move === undefined) return route.abort().then(resolve);
      asked += 1;
      if (move !== 'nothing-new') askedAt += ASK_EVERY_SECONDS * 1000;
      if (move === 'rides' || move === 'all-new') steps += 1;
      if (move === 'all-new') turns += 1;
      return fulfill(route, askedAt, reportAt(askedAt, steps, turns));
    };
    page.route('**/functions/getOrder', (route) => answer(route).catch(reject)).catch(reject);
  });
  await page.locator('.phone-page').first().waitFor();
  await page.evaluate(HELD_TIME);
  const url = `${pagePath}?id=${ORDER_ID}`;
  await page.evaluate(`wx.reLaunch({ url: ${JSON.stringify(url)} }); null`);
  await done;
  await page.unroute('**/functions/getOrder');
  return costs;
}

function fulfill(route: Route, serverTime: number, data: object): Promise<void> {
  return route.fulfill({ json: { result: { ok: true, serverTime, data } } });
}

/** The setData since the question before; two frames later all is drawn that its answer led to. */
const COST = `new Promise((resolve) => {
  const frame = requestAnimationFrame;
  frame(() => frame(() => setTimeout(resolve)));
}).then(() => {
  const { entries } = __phone.setDataLog;
  const since = entries.slice(entries.lastIndexOf(window.__entries) + 1);
  window.__entries = entries.at(-1);
  return {
    calls: since.map(({ component, bytes }) => ({ component, bytes })),
    longestMs: Math.max(0, ...since.map(({ ms }) => ms)),
  };
})`;

/** The ways that a delivery can turn: each another status, another rider, another promise. */
const TURNS = [
  { status: 301, rider: '陈师傅', remainingSeconds: 480 },
  { status: 304, rider: '王师傅', remainingSeconds: 900 },
  { status: 305, rider: '何师傅', remainingSeconds: 1500 },
] as const;

function reportAt(askedAt: number, steps: number, turns: number): DeliveryReport {
  const [longitude, latitude] = district.store.position;
  const { status, rider, remainingSeconds } = TURNS[turns] ?? TURNS[0];
  const phase = steps % (2 * STEPS_ONE_WAY);
  const away = Math.min(phase, 2 * STEPS_ONE_WAY - phase);
  return {
    orderId: ORDER_ID,
    status: statusOfCode(status),
    waybillId: 'SF0000000000001',
    rider: { name: rider, phone: '120****0101', callable: true },
    // As couriers print a place: to a tenth of a metre.
    position: {
      longitude: Number((longitude + away * STEP).toFixed(6)),
      latitude: Number((latitude + (away % 3) * (STEP / 4)).toFixed(6)),
    },
    company: 'SFTC',
    storePosition: { longitude, latitude },
    arrival: { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 },
    askedAt,
    nextAskInSeconds: NEXT_ASK_SECONDS,
  };
}
