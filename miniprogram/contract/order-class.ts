import type { KnownOrder } from './cloud-api';
import { statusOf } from './delivery-status';

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

const MINUTE = 60_000;
const ARRIVING_MS = 3 * MINUTE;
/** Time after its end for which a failed delivery is still to be handled. */
const FAILED_HANDLED_MS = 30 * MINUTE;

type Classed = Pick<
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
  if (stage === 'returning' || isHeldUp) return 'to-handle';
  if (order.stuck !== undefined || lateByMs(order, now) > 0) return 'late';
  if (order.expectedAt !== null && order.expectedAt - now <= ARRIVING_MS) return 'arriving';
  return order.status === 'waiting' ? 'waiting' : 'under-way';
}

/**
 * Returns by how many ms a delivery under way is past its promise: the one that counts now or, if
 * the company names none any more, the first one. 0 while {@link minutesLate} counts none, and for
 * goods that come back, which nobody was promised.
 */
export function lateByMs(
  { status, expectedAt, stuck }: Pick<Classed, 'status' | 'expectedAt' | 'stuck'>,
  now: number,
): number {
  const { stage, isFinal } = statusOf(status);
  const promise = expectedAt ?? (stuck?.reason === 'overdue' ? stuck.since : null);
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
