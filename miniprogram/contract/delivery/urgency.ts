import { MINUTE_MS } from '../age';
import { type Tone, awaitsRider, reasonOf, riderAt, statusOf } from '../delivery-status';
import type { KnownOrder } from '../cloud-api';
import { REASON_NAMES } from './reason-names';

/** Urgency of orders, by which lists and the board sort and filter. Times are ms since 1970. */

/** Classes of orders, most urgent first. `to-handle`: shop must act; `arriving`: in 3 minutes. */
export type OrderClass = (typeof ORDER_CLASSES)[number];
export const ORDER_CLASSES = [
  'to-handle',
  'late',
  'arriving',
  'under-way',
  'waiting',
  'ended',
] as const;

/** Seconds after which a listed order is looked up again, by the class of the order. */
export const TIER_SECONDS: Readonly<Record<Exclude<OrderClass, 'ended'>, number>> = {
  'to-handle': 20,
  late: 20,
  arriving: 20,
  'under-way': 30,
  waiting: 60,
};

const ARRIVING_WITHIN_MS = 3 * MINUTE_MS;
const FAILURE_TO_HANDLE_MS = 30 * MINUTE_MS;
/** Time (ms) for which an order is 要处理 after its goods turn back, and after they are back. */
const RETURNED_GOODS_TO_HANDLE_MS = 10 * MINUTE_MS;
const LONG_WAIT_FROM_MS = 5 * MINUTE_MS;

export type ClassFacts = Pick<
  KnownOrder,
  'status' | 'askedAt' | 'expectedAt' | 'stuck' | 'endedAt' | 'statusSince'
>;

type PromisedOrder = Pick<ClassFacts, 'status' | 'expectedAt' | 'stuck'>;

/** Finds the class of an order. `now` is in ms on the cloud's clock. */
export function orderClassOf(order: ClassFacts, now: number): OrderClass {
  if (reasonToActOf(order, now) !== null) return 'to-handle';
  if (statusOf(order.status).isFinal) return 'ended';
  if (isLate(order, now)) return 'late';
  if (order.expectedAt !== null && order.expectedAt - now <= ARRIVING_WITHIN_MS) return 'arriving';
  return awaitsRider(order.status) ? 'waiting' : 'under-way';
}

/** Tells whether a delivery under way has missed its first or its current promised arrival. */
export function isLate(order: ClassFacts, now: number): boolean {
  return order.stuck?.reason === 'overdue' || lateByMs(order, now) > 0;
}

/** Returns by how many ms a delivery under way is late; 0 if under a minute, or not promised. */
export function lateByMs(order: PromisedOrder, now: number): number {
  const { stage, isFinal } = statusOf(order.status);
  const promise = currentPromiseOf(order);
  if (isFinal || stage === 'returning' || promise === null) return 0;
  return minutesLate(promise, now) > 0 ? now - promise : 0;
}

/** Counts full minutes since an expected arrival (ms). From 1 on, the order is shown as late. */
export function minutesLate(expectedAt: number, now: number): number {
  return Math.max(0, Math.floor((now - expectedAt) / MINUTE_MS));
}

/** Returns the arrival (ms) promised now or, without one, the first promised if missed; or null. */
function currentPromiseOf({ expectedAt, stuck }: PromisedOrder): number | null {
  return expectedAt ?? (stuck?.reason === 'overdue' ? stuck.since : null);
}

type RankedOrder = ClassFacts & { readonly orderId: string };

/** Compares orders by class, then by facts that do not change with time. 0: equal order ids. */
export function compareUrgency(one: RankedOrder, other: RankedOrder, now: number): number {
  const [oneKeys, otherKeys] = [sortKeysOf(one, now), sortKeysOf(other, now)];
  for (const [index, oneKey] of oneKeys.entries()) {
    const otherKey = otherKeys[index] ?? 0;
    if (oneKey !== otherKey) return oneKey < otherKey ? -1 : 1;
  }
  if (one.orderId === other.orderId) return 0;
  return one.orderId < other.orderId ? -1 : 1;
}

/** Returns the numbers by which rows are sorted. The first one that differs decides. */
function sortKeysOf(order: RankedOrder, now: number): readonly number[] {
  const orderClass = orderClassOf(order, now);
  // Arriving orders are in one group with those under way, sorted by their arrival.
  const rank = ORDER_CLASSES.indexOf(orderClass === 'arriving' ? 'under-way' : orderClass);
  const statusBeganAt = order.statusSince ?? order.askedAt;
  if (orderClass === 'to-handle') return [rank, toHandleSince(order)];
  if (orderClass === 'late') return [rank, currentPromiseOf(order) ?? statusBeganAt];
  if (orderClass === 'waiting') return [rank, statusBeganAt];
  if (orderClass === 'ended') return [rank, -(order.endedAt ?? order.askedAt)];
  return [rank, order.expectedAt ?? Infinity, statusBeganAt];
}

/** Reasons why somebody has to look at an order (and can tap 知道了), the least bad first. */
export type ToHandleReason = keyof typeof REASON_NAMES;
// Cast, because TypeScript types the result of Object.keys as string[].
export const TO_HANDLE_REASONS = Object.keys(REASON_NAMES) as readonly ToHandleReason[];

/** Reason why the shop has to act now. An order that is only late is just watched. */
export type ActReason = Exclude<ToHandleReason, 'late'>;

export function reasonToHandleOf(order: ClassFacts, now: number): ToHandleReason | null {
  return reasonToActOf(order, now) ?? (orderClassOf(order, now) === 'late' ? 'late' : null);
}

/** Returns why the shop must act, or null. Returning goods count if just turned back, or stuck. */
export function reasonToActOf(order: ClassFacts, now: number): ActReason | null {
  const { status, stuck, askedAt, endedAt, statusSince } = order;
  const { stage, isFinal, outcome } = statusOf(status);
  if (isFinal) {
    const toHandleMs = status === 'returned' ? RETURNED_GOODS_TO_HANDLE_MS : FAILURE_TO_HANDLE_MS;
    // The shop already knows of deliveries that it has cancelled itself.
    const isUnexpectedFailure = outcome === 'failed' && reasonOf(status) !== 'by-shop';
    return isUnexpectedFailure && now - (endedAt ?? askedAt) < toHandleMs ? 'failed' : null;
  }
  if (stage === 'exception') return 'exception';
  const isStuck = stuck !== undefined && stuck.reason !== 'overdue';
  if (stage !== 'returning') return isStuck ? stuck.reason : null;
  if (isStuck) return 'returning';
  const isRecent = now - (statusSince ?? askedAt) < RETURNED_GOODS_TO_HANDLE_MS;
  return reasonOf(status) === 'unreachable' && isRecent ? 'unreachable' : null;
}

/** Returns the order's colour. `bad`: act now; `back`: goods that should come back are stuck. */
export function orderTone(order: ClassFacts, now: number): Tone {
  const { status, statusSince, askedAt } = order;
  const { outcome } = statusOf(status);
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'to-handle') return reasonToActOf(order, now) === 'returning' ? 'back' : 'bad';
  if (orderClass === 'late') return 'wait';
  if (orderClass === 'ended') return outcome === 'delivered' ? 'done' : 'neutral';
  if (awaitsRider(status))
    return now - (statusSince ?? askedAt) >= LONG_WAIT_FROM_MS ? 'wait' : 'neutral';
  return ['back', 'unknown'].includes(riderAt(status)) ? 'neutral' : 'go';
}

/** Tells whether a rider stays too long at one step. Lists then show for how long. */
export function isStandstill(stuck: KnownOrder['stuck']): boolean {
  return ['not-arrived', 'at-store', 'not-departed'].includes(stuck?.reason ?? '');
}

export function isWorseReason(one: ToHandleReason, other: ToHandleReason): boolean {
  return TO_HANDLE_REASONS.indexOf(one) > TO_HANDLE_REASONS.indexOf(other);
}

/** Returns the time (ms since 1970) from which an order is to be handled. */
export function toHandleSince(order: ClassFacts): number {
  const { askedAt, stuck, endedAt, statusSince } = order;
  const { stage, isFinal } = statusOf(order.status);
  if (isFinal) return endedAt ?? askedAt;
  if (stage === 'exception') return statusSince ?? askedAt;
  return stuck?.since ?? statusSince ?? askedAt;
}
