import type { Page, Route } from 'playwright-core';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import type { OrderAction } from '../../miniprogram/contract/cloud-api';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { district } from '../district/district';

/** The data that crossed from logic to view because of one answer. */
export interface PollCost {
  /** Calls of setData, with the component that called. */
  readonly calls: readonly { readonly component: string; readonly bytes: number }[];
  /** Milliseconds of the longest call. */
  readonly longestMs: number;
}

/**
 * A rider's move. `all-new` brings another rider, who turns back at once and is later.
 * `nothing-new` repeats the answer before, at the same time of the cloud's clock.
 */
export type Move = 'rides' | 'stands' | 'all-new' | 'nothing-new';

/** Repeats a move. */
export function times(count: number, move: Move): readonly Move[] {
  return Array.from({ length: count }, () => move);
}

interface Asked {
  readonly event: { readonly action: OrderAction };
}

/** Interval of polls by the cloud's clock. */
const ASK_EVERY_SECONDS = 12;
/** Wait that each answer prescribes. No other wait of the product is as long. */
const NEXT_ASK_SECONDS = 9;
/** Degrees that the rider moves in 12 s, about 60 m. */
const STEP = 0.0005;
/** Steps until the rider turns round, so that he stays in the town. */
const STEPS_ONE_WAY = 60;
const ORDER_ID = '20261124-1288';

/**
 * Runs polls at once, holds all other timers of a second or more, and stops Date. So the cost of a
 * poll depends on its answer, not on the machine.
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
 * Watches one delivery on a phone with scripted answers. They are 12 s apart, and the rider has
 * moved on or stands still.
 *
 * @param page phone on which the delivery is opened, with time stopped
 * @param moves the rider's move before each answer
 * @param answered called after each answer, once everything is drawn
 * @param pagePath page that shows the delivery: 配送, or in a wide window 查单
 * @returns the cost of each answer except the first, which opens the page
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
      // 查单 also asks for the latest orders.
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

/** Returns the setData calls since the last poll, after two frames, when all is drawn. */
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

/** Changes of a delivery: each brings another status, rider and arrival time. */
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
    // Couriers print positions to a tenth of a metre.
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
