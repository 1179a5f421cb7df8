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

/** When the board asks for an order, and when a phone is to call again. */

/**
 * Slow-downs: used part of the day's questions, and least interval in seconds from there on. The
 * day starts at midnight, so the last fifth has to last for the evening.
 */
const SLOW_DOWNS = [
  { from: 0.95, seconds: 300 },
  { from: 0.9, seconds: 120 },
  { from: SLOWED_FROM, seconds: 60 },
] as const;

/** Returns the least interval (s) once most of the day's questions are used; null before. */
export function slowedToSeconds(usedShare: number): number | null {
  return SLOW_DOWNS.find(({ from }) => usedShare >= from)?.seconds ?? null;
}

/** Classes of orders that wait longer before those do that somebody has to look at. */
const CALM: readonly OrderClass[] = ['under-way', 'waiting'];
/** Used part of the board's minute from which calm rows are asked for later. */
const STRETCHED_FROM = 0.8;
const MOST_STRETCHED = 2;
/** Part of the board's minute that rows may want, since questions are counted a little longer. */
const PART_THAT_FITS = 0.9;
/** Factor of the tiers of urgent rows once the calm ones are stretched as far as they can be. */
const URGENT_STRETCHED = 1.15;

/**
 * Returns by how much the tiers of calm rows are stretched, 1 to 2: as far as all boards have used
 * up the minute; at least so that these rows fit into it, asked for one after another, not all at
 * once whenever it has room again.
 *
 * @param all rows with their usual tiers
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

/** Least age (ms) at which a row says how old it is. */
const MINUTE = 60_000;
const OLD_MS = MINUTE;
/** Part of its tier that an order may wait beyond it, so that several are asked for together. */
const LATENESS_PART = 1 / 16;
/** Time until the next call while orders that are due wait for it. */
export const SOON_MS = 1000;
const SHORTEST_WAIT_MS = 1500;
/** Least time until the next call where the minute has no room for more questions. */
const QUEUED_MS = 4000;
/** Longest time between two calls, so that what other phones do shows on this one. */
export const LONGEST_WAIT_MS = 20_000;

export interface PacedOrder extends DescribedOrder {
  readonly order: BoardOrder;
  /** Least interval in seconds, once most of the day's questions are used; else null. */
  readonly leastSeconds: number | null;
  /** Factor of the tiers of calm rows (`stretchOf`). */
  readonly stretch: number;
}

/** Returns the age that an order's answer may reach on the board; null when it has ended. */
function intervalMs(paced: PacedOrder, now: number): number | null {
  const { known, leastSeconds: slowed, stretch } = paced;
  const usualMs = listIntervalMs(known, now);
  if (usualMs === null) return null;
  const urgent = stretch < MOST_STRETCHED ? 1 : URGENT_STRETCHED;
  return Math.max((isCalm(paced, now) ? stretch : urgent) * usualMs, 1000 * (slowed ?? 0));
}

/** Tells whether an order's answer is older than twice its tier, and than a minute. */
export function isOld(paced: PacedOrder, now: number): boolean {
  const tierMs = intervalMs(paced, now);
  const { askedAt } = paced.order.current;
  return tierMs !== null && ageMs(askedAt, now) > Math.max(OLD_MS, 2 * tierMs);
}

/** Returns the time (ms) until an order is due, 0 or less for a due one; null after its end. */
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
 * Returns when a phone is to call again: at once while due orders are left over; else when the
 * first one is due, or a little later, so that others are due with it.
 *
 * @param failed orders that WeChat did not answer for, or that another caller asks for
 * @param queuedMs least time until the minute has room for those that are queued, or Infinity
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
