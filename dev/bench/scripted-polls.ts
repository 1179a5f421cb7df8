import type { Page, Route } from 'playwright-core';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import type { OrderAction } from '../../miniprogram/contract/cloud-api';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { district } from '../district/district';

/** Data that setData sent from the logic layer to the view because of one poll's answer. */
export interface PollCost {
  /** Calls of setData, each with the component that made it and its size. */
  readonly calls: readonly { readonly component: string; readonly bytes: number }[];
  /** Duration of the longest setData call in ms. */
  readonly longestMs: number;
}

/**
 * Change of the scripted delivery before an answer. `all-new`: another status, rider and arrival.
 * `nothing-new`: the previous answer again, with the same server time.
 */
export type Move = 'rides' | 'stands' | 'all-new' | 'nothing-new';

export function times(count: number, move: Move): readonly Move[] {
  return Array.from({ length: count }, () => move);
}

interface Asked {
  readonly event: { readonly action: OrderAction };
}

/** Seconds by which the server time of two successive answers differs. */
const ASK_EVERY_SECONDS = 12;
/** Poll interval that each answer prescribes. No other timer takes 9 s: see `HELD_TIME`. */
const NEXT_ASK_SECONDS = 9;
/** Degrees that the rider moves between two answers, about 60 m. */
const STEP = 0.0005;
/** Number of steps after which the rider turns back, so that the position stays in the town. */
const STEPS_ONE_WAY = 60;
const ORDER_ID = '20261124-1288';

/**
 * Script that runs the poll timer at once, drops all other timers of 1 s or more and stops Date, so
 * that the cost of a poll depends on its answer and not on the machine.
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
 * Shows one delivery on a phone and answers its polls with scripted reports.
 *
 * @param page phone on which this function opens the delivery and stops time
 * @param moves change of the delivery before each answer
 * @param answered called after each answer, once everything is drawn
 * @param pagePath page that shows the delivery: 配送, or 查单 in a wide window
 * @returns the cost of each answer except the first, which opens the page
 */
export async function scriptedPolls(
  page: Page,
  moves: readonly Move[],
  answered?: (poll: number) => Promise<void>,
  pagePath:
    | '/delivery/pages/delivery/delivery'
    | '/pages/search/search' = '/delivery/pages/delivery/delivery',
): Promise<readonly PollCost[]> {
  const costs: PollCost[] = [];
  let askedAt = Date.parse('2026-11-24T12:00:00+08:00');
  let steps = 0;
  let turns = 0;
  let asked = 0;
  const done = new Promise<void>((resolve, reject) => {
    const answer = async (route: Route): Promise<void> => {
      const { event } = route.request().postDataJSON() as Asked;
      // Page 查单 also refreshes its list.
      if (event.action === 'refresh-orders')
        return fulfill(route, askedAt, { orders: [], nextAskInSeconds: 60 });
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

/**
 * Script that waits for the drawing, until two frames in a row set no data, and returns the setData
 * calls of this poll.
 */
export const COST = `new Promise((resolve) => {
  const frame = requestAnimationFrame;
  const settle = () => {
    const last = __phone.setDataLog.entries.at(-1);
    const end = () => (__phone.setDataLog.entries.at(-1) === last ? resolve() : settle());
    frame(() => frame(() => setTimeout(end)));
  };
  settle();
}).then(() => {
  const { entries } = __phone.setDataLog;
  const since = entries.slice(entries.lastIndexOf(window.__entries) + 1);
  window.__entries = entries.at(-1);
  return {
    calls: since.map(({ component, bytes }) => ({ component, bytes })),
    longestMs: Math.max(0, ...since.map(({ ms }) => ms)),
  };
})`;

/** Scripted changes of the delivery: each brings another status, rider and arrival time. */
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
    // Six decimals, because delivery companies return positions to a tenth of a metre.
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
