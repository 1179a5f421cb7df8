import { MINUTE_MS, ageMs } from '../../../miniprogram/contract/age';
import { type OrderClass, orderClassOf } from '../../../miniprogram/contract/delivery/urgency';
import {
  type DescribedOrder,
  type Outcomes,
  RETRY_FAILED_MS,
  mostUrgentFirst,
  queuedMs,
} from '../deliveries/ask-due-orders';
import { listIntervalMs } from '../asking/next-ask';
import type { LaneUse } from '../asking/lanes';
import { SLOWED_FROM } from '../asking/question-budget';
import type { BoardOrder } from './board-orders';

/** Slow-downs, once a part of the day's questions is used: the rest has to last for the evening. */
const SLOW_DOWNS = [
  { from: 0.95, seconds: 300 },
  { from: 0.9, seconds: 120 },
  { from: SLOWED_FROM, seconds: 60 },
] as const;

export function slowedToSeconds(usedShare: number): number | null {
  return SLOW_DOWNS.find(({ from }) => usedShare >= from)?.seconds ?? null;
}

/** Classes of orders that wait longer first if questions are short. */
const CALM: readonly OrderClass[] = ['under-way', 'waiting'];
/** Used part of the board's questions per minute above which calm rows are asked for less often. */
const STRETCHED_FROM = 0.8;
const MOST_STRETCHED = 2;
/** Part of the board's questions per minute that rows may use: each counts for over a minute. */
const PART_THAT_FITS = 0.9;
/** Factor of the intervals of urgent rows once the factor of calm rows is MOST_STRETCHED. */
const URGENT_STRETCHED = 1.15;

/** Returns the factor, 1 to 2, of the intervals of calm rows, by which all fit into a minute. */
export function stretchOf(
  all: readonly PacedOrder[],
  { asked, most }: LaneUse,
  now: number,
): number {
  const wanted = { calm: 0, urgent: 0 };
  for (const paced of all)
    wanted[isCalm(paced, now) ? 'calm' : 'urgent'] += MINUTE_MS / intervalMs(paced, now);
  const left = PART_THAT_FITS * most - wanted.urgent;
  const fitting = left > 0 ? wanted.calm / left : MOST_STRETCHED;
  const used = (asked / Math.max(1, most) - STRETCHED_FROM) / (1 - STRETCHED_FROM);
  return Math.min(MOST_STRETCHED, Math.max(1, fitting, 1 + used));
}

function isCalm({ known }: PacedOrder, now: number): boolean {
  return CALM.includes(orderClassOf(known, now));
}

/** Least age (ms) of an answer at which its row on the board says how old the answer is. */
const OLD_MS = MINUTE_MS;
/** Part of the interval by which an order may be late, so that one call asks for several. */
const LATENESS_PART = 1 / 16;
export const SOON_MS = 1000;
const SHORTEST_WAIT_MS = 1500;
/** Least time (ms) until the next call when the minute's questions are used up. */
const QUEUED_MS = 4000;
/** Longest time (ms) between two calls, so that changes by other phones appear. */
export const LONGEST_WAIT_MS = 20_000;

export interface PacedOrder extends DescribedOrder {
  readonly order: BoardOrder;
  /** Least interval in seconds, once most of the day's questions are used; else null. */
  readonly leastSeconds: number | null;
  /** Factor of the intervals of calm rows (`stretchOf`). */
  readonly stretch: number;
  /** Factor of all intervals, when nobody looks at the board; missing: 1. */
  readonly slowness?: number;
}

/** Returns the age (ms) that an answer may reach before the next question; Infinity: none. */
function intervalMs(paced: PacedOrder, now: number): number {
  const { known, leastSeconds: slowed, stretch, slowness = 1 } = paced;
  const urgent = stretch < MOST_STRETCHED ? 1 : URGENT_STRETCHED;
  const factor = slowness * (isCalm(paced, now) ? stretch : urgent);
  return Math.max(factor * listIntervalMs(known, now), 1000 * (slowed ?? 0));
}

/** Tells whether an answer is older than a minute, and than twice the interval of its order. */
export function isOld(paced: PacedOrder, now: number): boolean {
  return ageMs(paced.order.current.askedAt, now) > Math.max(OLD_MS, 2 * intervalMs(paced, now));
}

function dueInMs(paced: PacedOrder, now: number): number {
  const tierMs = intervalMs(paced, now);
  const { current, target, triedAt } = paced.order;
  if (tierMs === Infinity || target.account.secret === null) return Infinity;
  const failedMs = triedAt > current.askedAt ? RETRY_FAILED_MS - ageMs(triedAt, now) : 0;
  return Math.max(tierMs - ageMs(current.askedAt, now), failedMs);
}

export function dueOrders(all: readonly PacedOrder[], now: number): readonly BoardOrder[] {
  const due = all.filter((paced) => dueInMs(paced, now) <= 0);
  return mostUrgentFirst(due, now).map(({ order }) => order);
}

/** Returns the time (ms) until the next call: soon while due orders are left, failed ones aside. */
export function nextCallMs(all: readonly PacedOrder[], outcomes: Outcomes, now: number): number {
  const hopeful = all.filter(({ order }) => {
    const { kind = 'newer' } = outcomes.get(order.orderId) ?? {};
    return kind === 'newer';
  });
  if (dueOrders(hopeful, now).length > 0) return SOON_MS;
  const waits = hopeful.map(
    (paced) => dueInMs(paced, now) + LATENESS_PART * intervalMs(paced, now),
  );
  const longestMs = Math.min(LONGEST_WAIT_MS, Math.max(QUEUED_MS, queuedMs(outcomes)));
  return Math.round(Math.max(SHORTEST_WAIT_MS, Math.min(longestMs, ...waits)));
}
