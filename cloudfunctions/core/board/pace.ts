import { ageMs } from '../../../miniprogram/contract/age';
import { type OrderClass, orderClassOf } from '../../../miniprogram/contract/delivery/urgency';
import {
  type DescribedOrder,
  RETRY_FAILED_MS,
  mostUrgentFirst,
} from '../deliveries/ask-due-orders';
import { listIntervalMs } from '../asking/next-ask';
import type { LaneUse } from '../asking/lanes';
import { SLOWED_FROM } from '../asking/question-budget';
import type { BoardOrder } from './board-orders';

/**
 * Slow-downs: once the part `from` of the day's questions is used, each order is asked for every
 * `seconds` at most. The day starts at midnight, so the last fifth has to last for the evening.
 */
const SLOW_DOWNS = [
  { from: 0.95, seconds: 300 },
  { from: 0.9, seconds: 120 },
  { from: SLOWED_FROM, seconds: 60 },
] as const;

/** Returns the least interval (s) for a used part of the day's questions; null for no slow-down. */
export function slowedToSeconds(usedShare: number): number | null {
  return SLOW_DOWNS.find(({ from }) => usedShare >= from)?.seconds ?? null;
}

/** Classes of orders that nobody has to look at. If questions are short, they wait longer first. */
const CALM: readonly OrderClass[] = ['under-way', 'waiting'];
/** Used part of the board's questions per minute above which calm rows are asked for less often. */
const STRETCHED_FROM = 0.8;
const MOST_STRETCHED = 2;
/** Part of the board's questions per minute that rows may use: each counts for over a minute. */
const PART_THAT_FITS = 0.9;
/** Factor of the intervals of urgent rows once the factor of calm rows is MOST_STRETCHED. */
const URGENT_STRETCHED = 1.15;

/**
 * Returns the factor, 1 to 2, of the intervals of calm rows. It grows with the part of the minute's
 * questions that all boards have used. It is at least so large that the questions for `all` fit
 * into a minute.
 *
 * @param all rows with their usual intervals
 */
export function stretchOf(
  all: readonly PacedOrder[],
  { asked, most }: LaneUse,
  now: number,
): number {
  const wanted = { calm: 0, urgent: 0 };
  for (const paced of all)
    wanted[isCalm(paced, now) ? 'calm' : 'urgent'] += MINUTE / (intervalMs(paced, now) ?? Infinity);
  const left = PART_THAT_FITS * most - wanted.urgent;
  const fitting = left > 0 ? wanted.calm / left : MOST_STRETCHED;
  const used = (asked / Math.max(1, most) - STRETCHED_FROM) / (1 - STRETCHED_FROM);
  return Math.min(MOST_STRETCHED, Math.max(1, fitting, 1 + used));
}

function isCalm({ known }: PacedOrder, now: number): boolean {
  return CALM.includes(orderClassOf(known, now));
}

const MINUTE = 60_000;
/** Least age (ms) of an answer at which its row on the board says how old the answer is. */
const OLD_MS = MINUTE;
/** Part of the interval by which an order may be late, so that one call asks for several orders. */
const LATENESS_PART = 1 / 16;
/** Time (ms) until the next call while some orders are already due. */
export const SOON_MS = 1000;
const SHORTEST_WAIT_MS = 1500;
/** Least time (ms) until the next call when the minute's questions are used up. */
const QUEUED_MS = 4000;
/** Longest time (ms) between two calls, so that changes by other phones appear on this phone. */
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

/** Returns the age (ms) that an answer may reach before the next question; null for ended ones. */
function intervalMs(paced: PacedOrder, now: number): number | null {
  const { known, leastSeconds: slowed, stretch, slowness = 1 } = paced;
  const usualMs = listIntervalMs(known, now);
  if (usualMs === null) return null;
  const urgent = stretch < MOST_STRETCHED ? 1 : URGENT_STRETCHED;
  const factor = slowness * (isCalm(paced, now) ? stretch : urgent);
  return Math.max(factor * usualMs, 1000 * (slowed ?? 0));
}

/** Tells whether an answer is older than a minute, and than twice the interval of its order. */
export function isOld(paced: PacedOrder, now: number): boolean {
  const tierMs = intervalMs(paced, now);
  const { askedAt } = paced.order.current;
  return tierMs !== null && ageMs(askedAt, now) > Math.max(OLD_MS, 2 * tierMs);
}

/** Returns the time (ms) until an order is due: 0 or less if due now, null if never again. */
function dueInMs(paced: PacedOrder, now: number): number | null {
  const tierMs = intervalMs(paced, now);
  const { current, target, triedAt } = paced.order;
  if (tierMs === null || target.account.secret === null) return null;
  const failedMs = triedAt > current.askedAt ? RETRY_FAILED_MS - ageMs(triedAt, now) : 0;
  return Math.max(tierMs - ageMs(current.askedAt, now), failedMs);
}

export function dueOrders(all: readonly PacedOrder[], now: number): readonly BoardOrder[] {
  const due = all.filter((paced) => (dueInMs(paced, now) ?? 1) <= 0);
  return mostUrgentFirst(due, now).map(({ order }) => order);
}

/**
 * Returns the time (ms) until a phone should call again: soon while due orders are left, else when
 * one is due, or a little later to ask for several at once.
 *
 * @param failed orders that WeChat did not answer for, or that another caller asks for
 * @param queuedMs least time until queued orders have room; Infinity if there are none
 */
export function nextCallMs(
  all: readonly PacedOrder[],
  failed: ReadonlySet<string>,
  queuedMs: number,
  now: number,
): number {
  const waits = all.flatMap((paced) => {
    const dueMs = dueInMs(paced, now);
    if (dueMs === null || failed.has(paced.order.orderId)) return [];
    return [dueMs + LATENESS_PART * (intervalMs(paced, now) ?? 0)];
  });
  const isBehind = dueOrders(all, now).some(({ orderId }) => !failed.has(orderId));
  if (isBehind) return SOON_MS;
  const longestMs = Math.min(LONGEST_WAIT_MS, Math.max(QUEUED_MS, queuedMs));
  return Math.round(Math.max(SHORTEST_WAIT_MS, Math.min(longestMs, ...waits)));
}
