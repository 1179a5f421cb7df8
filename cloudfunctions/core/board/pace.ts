import { ageMs } from '../../../miniprogram/contract/age';
import {
  type DescribedOrder,
  RETRY_FAILED_MS,
  mostUrgentFirst,
} from '../deliveries/ask-due-orders';
import { listIntervalMs } from '../asking/next-ask';
import type { BoardOrder } from './board-orders';

/** When the board asks for an order, and when a phone is to call again. */

/**
 * Slow-downs: used part of the day's questions, and least interval in seconds from there on. The
 * day starts at midnight, so the last fifth has to last for the evening.
 */
const SLOW_DOWNS = [
  { from: 0.95, seconds: 300 },
  { from: 0.9, seconds: 120 },
  { from: 0.8, seconds: 60 },
] as const;

/** Returns the least interval (s) once most of the day's questions are used; null before. */
export function slowedToSeconds(usedShare: number): number | null {
  return SLOW_DOWNS.find(({ from }) => usedShare >= from)?.seconds ?? null;
}

/** Least age (ms) at which a row says how old it is. */
const OLD_MS = 60_000;
/** Part of the tier by which an order may wait longer, so that several are asked for together. */
const LATENESS_PART = 1 / 16;
/** Time until the next call while orders that are due wait for it. */
export const SOON_MS = 1000;
const SHORTEST_WAIT_MS = 1500;
/** Longest time between two calls, so that a phone soon shows what other phones have done. */
export const LONGEST_WAIT_MS = 20_000;

/** Order with its row. */
export interface PacedOrder extends DescribedOrder {
  readonly order: BoardOrder;
  /** Least interval in seconds, once most of the day's questions are used; else null. */
  readonly leastSeconds: number | null;
}

/** Returns the age that an order's answer may reach on the board; null when it has ended. */
function intervalMs({ known, leastSeconds }: PacedOrder, now: number): number | null {
  const usualMs = listIntervalMs(known, now);
  return usualMs === null ? null : Math.max(usualMs, 1000 * (leastSeconds ?? 0));
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

/** Lists the due orders, the most urgent first. */
export function dueOrders(all: readonly PacedOrder[], now: number): readonly BoardOrder[] {
  const due = all.filter((paced) => (dueInMs(paced, now) ?? 1) <= 0);
  return mostUrgentFirst(due, now).map(({ order }) => order);
}

/**
 * Returns when a phone is to call again: at once while due orders are left over; else when the
 * first one is due, or a little later, so that others are due with it.
 *
 * @param failed orders that WeChat did not answer for, or that another caller asks for
 */
export function nextCallMs(
  all: readonly PacedOrder[],
  failed: ReadonlySet<string>,
  now: number,
): number {
  const waits = all.flatMap((paced) => {
    const dueMs = dueInMs(paced, now);
    if (dueMs === null || failed.has(paced.order.orderId)) return [];
    return [dueMs + LATENESS_PART * (intervalMs(paced, now) ?? 0)];
  });
  const isBehind = dueOrders(all, now).some(({ orderId }) => !failed.has(orderId));
  if (isBehind) return SOON_MS;
  return Math.round(Math.max(SHORTEST_WAIT_MS, Math.min(LONGEST_WAIT_MS, ...waits)));
}
