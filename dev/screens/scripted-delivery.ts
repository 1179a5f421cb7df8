import type { Page } from 'playwright-core';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { FIRST_STORE } from '../sandbox/account';
import { type PollCost, scriptedPolls } from './scripted-polls';

/**
 * Change of the scripted delivery before an answer. `all-new`: another status, rider and arrival.
 * `nothing-new`: the previous answer again, with the same server time.
 */
export type Move = 'rides' | 'stands' | 'all-new' | 'nothing-new';

const ORDER_ID = '20261124-1288';
/** Time (ms) by which the server time of two successive answers differs. */
const ASK_EVERY_MS = 12_000;
/** Way of the rider, in degrees: a circle, so that it stays in the town. A step is about 60 m. */
const RADIUS = 0.012;
const STEP = 0.0005;
/** Statuses of the delivery, each of another rider with another arrival time. */
const TURNS = [
  { status: 301, rider: '陈师傅', remainingSeconds: 480 },
  { status: 304, rider: '王师傅', remainingSeconds: 900 },
  { status: 305, rider: '何师傅', remainingSeconds: 1500 },
] as const;

/**
 * Shows one delivery on a phone, whose polls a script answers (scripted-polls.ts).
 *
 * @param shownOn page that shows the delivery: 配送, or 查单 in a wide window
 * @returns answers a number of polls, each with the same change before it
 */
export async function scriptedDelivery(
  page: Page,
  shownOn: 'delivery' | 'search' = 'delivery',
): Promise<(polls: number, move: Move) => Promise<readonly PollCost[]>> {
  const url = `${pagePath(shownOn)}?id=${ORDER_ID}`;
  const answer = await scriptedPolls(page, url, 'look-up');
  let [askedAt, steps, turns] = [Date.parse('2026-11-24T12:00:00+08:00'), 0, 0];
  const answerPolls = async (polls: number, move: Move): Promise<readonly PollCost[]> => {
    const costs: PollCost[] = [];
    while (costs.length < polls) {
      if (move !== 'nothing-new') askedAt += ASK_EVERY_MS;
      if (move === 'rides' || move === 'all-new') steps += 1;
      if (move === 'all-new') turns += 1;
      costs.push(await answer(askedAt, reportAt(askedAt, steps, turns)));
    }
    return costs;
  };
  await answerPolls(1, 'rides');
  return answerPolls;
}

function reportAt(askedAt: number, steps: number, turns: number): DeliveryReport {
  const [longitude, latitude] = FIRST_STORE.position;
  const { status, rider, remainingSeconds } = TURNS[turns] ?? TURNS[0];
  const angle = (steps * STEP) / RADIUS;
  return {
    orderId: ORDER_ID,
    status: statusOfCode(status),
    waybillId: 'SF0000000000001',
    rider: { name: rider, phone: '120****0101', callable: true },
    // Six decimals, because delivery companies return positions to a tenth of a metre.
    position: {
      longitude: Number((longitude + RADIUS * Math.sin(angle)).toFixed(6)),
      latitude: Number((latitude + RADIUS * Math.cos(angle)).toFixed(6)),
    },
    company: 'SFTC',
    storePosition: { longitude, latitude },
    arrival: { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 },
    askedAt,
    nextAskInSeconds: 0,
  };
}
