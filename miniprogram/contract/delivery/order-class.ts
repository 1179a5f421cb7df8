import type { KnownOrder } from '../cloud-api';
import { awaitsRider, statusOf } from '../delivery-status';

/**
 * Class of an order in a list, the most urgent first. `to-handle`: somebody of the shop has to do
 * something; `late`: past its promise; `arriving`: three minutes to go at most; `under-way`;
 * `waiting` for a rider; `ended`.
 */
export type OrderClass = (typeof ORDER_CLASSES)[number];
export const ORDER_CLASSES = [
  'to-handle',
  'late',
  'arriving',
  'under-way',
  'waiting',
  'ended',
] as const;

/**
 * Tiers: age in seconds that an order's answer may reach while a list or the board shows the order,
 * by the order's class. Nobody asks for an order that has ended.
 */
export const TIER_SECONDS: Readonly<Record<Exclude<OrderClass, 'ended'>, number>> = {
  'to-handle': 20,
  late: 20,
  arriving: 20,
  'under-way': 30,
  waiting: 60,
};

const MINUTE = 60_000;
const ARRIVING_MS = 3 * MINUTE;
/** Time after its end for which a failed delivery is still to be handled. */
const FAILED_HANDLED_MS = 30 * MINUTE;

/** What the class of an order depends on. */
export type Classed = Pick<
  KnownOrder,
  'status' | 'askedAt' | 'expectedAt' | 'stuck' | 'endedAt' | 'statusSince'
>;

/** Finds the class of an order. `now` is in ms on the cloud's clock. */
export function orderClassOf(order: Classed, now: number): OrderClass {
  const { stage, isFinal, outcome } = statusOf(order.status);
  if (isFinal) {
    const endedAt = order.endedAt ?? order.askedAt;
    return outcome === 'failed' && now - endedAt < FAILED_HANDLED_MS ? 'to-handle' : 'ended';
  }
  const isHeldUp = order.stuck !== undefined && order.stuck.reason !== 'overdue';
  if (stage === 'returning' || stage === 'exception' || isHeldUp) return 'to-handle';
  if (order.stuck !== undefined || lateByMs(order, now) > 0) return 'late';
  if (order.expectedAt !== null && order.expectedAt - now <= ARRIVING_MS) return 'arriving';
  return awaitsRider(order.status) ? 'waiting' : 'under-way';
}

/**
 * Returns by how many ms a delivery under way is past its promise: the one that counts now or, if
 * the company names none any more, the first one. 0 while {@link minutesLate} counts none, and for
 * goods that come back, which nobody was promised.
 */
export function lateByMs(
  order: Pick<Classed, 'status' | 'expectedAt' | 'stuck'>,
  now: number,
): number {
  const { stage, isFinal } = statusOf(order.status);
  const promise = promiseOf(order);
  if (isFinal || stage === 'returning' || promise === null) return 0;
  return minutesLate(promise, now) > 0 ? now - promise : 0;
}

/**
 * Counts the full minutes that have passed since an expected arrival. A delivery is late from 1 on:
 * times are told to the minute, so within the first one it is still on time. Both parameters in ms.
 *
 * @returns 0 before the expected arrival and within the first minute after it
 */
export function minutesLate(expectedAt: number, now: number): number {
  return Math.max(0, Math.floor((now - expectedAt) / MINUTE));
}

/**
 * Returns the arrival that a delivery is measured by: the one that counts now or, if the company
 * names none any more, the first one that it has missed.
 *
 * @returns ms since 1970; null when nobody was promised anything
 */
export function promiseOf({
  expectedAt,
  stuck,
}: Pick<Classed, 'expectedAt' | 'stuck'>): number | null {
  return expectedAt ?? (stuck?.reason === 'overdue' ? stuck.since : null);
}
