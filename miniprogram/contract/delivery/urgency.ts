import { type Tone, awaitsRider, reasonOf, riderAt, statusOf } from '../delivery-status';
import type { KnownOrder } from '../cloud-api';
import { REASON_NAMES } from './reason-names';

/** Urgency of orders. Lists and the board sort and filter by it. Times are ms since 1970. */

/** Classes, most urgent first. `to-handle`: the shop has to act; `arriving`: in three minutes. */
export type OrderClass = (typeof ORDER_CLASSES)[number];
export const ORDER_CLASSES = [
  'to-handle',
  'late',
  'arriving',
  'under-way',
  'waiting',
  'ended',
] as const;

/** Tiers: age in seconds that a listed order's answer may reach, by the order's class. */
export const TIER_SECONDS: Readonly<Record<Exclude<OrderClass, 'ended'>, number>> = {
  'to-handle': 20,
  late: 20,
  arriving: 20,
  'under-way': 30,
  waiting: 60,
};

const MINUTE = 60_000;
const ARRIVING_MS = 3 * MINUTE;
const FAILED_HANDLED_MS = 30 * MINUTE;
/** Time for which the shop acts on goods after they have turned back, and after their return. */
const GOODS_HANDLED_MS = 10 * MINUTE;
const WAITS_LONG_MS = 5 * MINUTE;

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
  if (order.expectedAt !== null && order.expectedAt - now <= ARRIVING_MS) return 'arriving';
  return awaitsRider(order.status) ? 'waiting' : 'under-way';
}

/** Tells whether a delivery under way has missed its first promise, or the one that counts now. */
export function isLate(order: ClassFacts, now: number): boolean {
  return order.stuck?.reason === 'overdue' || lateByMs(order, now) > 0;
}

/** Returns by how many ms a delivery under way is past its promise, from a minute on. */
export function lateByMs(order: PromisedOrder, now: number): number {
  const { stage, isFinal } = statusOf(order.status);
  const promise = promiseOf(order);
  if (isFinal || stage === 'returning' || promise === null) return 0;
  return minutesLate(promise, now) > 0 ? now - promise : 0;
}

/** Counts full minutes past an expected arrival (ms); late from 1 on, as times have no seconds. */
export function minutesLate(expectedAt: number, now: number): number {
  return Math.max(0, Math.floor((now - expectedAt) / MINUTE));
}

/** Returns the arrival (ms) that counts: the present one, else the first if missed, else null. */
function promiseOf({ expectedAt, stuck }: PromisedOrder): number | null {
  return expectedAt ?? (stuck?.reason === 'overdue' ? stuck.since : null);
}

type RankedOrder = ClassFacts & { readonly orderId: string };

/** Compares by what changes, not by what passes with time; 0 only for one order. */
export function compareUrgency(one: RankedOrder, other: RankedOrder, now: number): number {
  const [left, right] = [sortNumbers(one, now), sortNumbers(other, now)];
  for (const [at, place] of left.entries()) {
    const others = right[at] ?? 0;
    if (place !== others) return place < others ? -1 : 1;
  }
  if (one.orderId === other.orderId) return 0;
  return one.orderId < other.orderId ? -1 : 1;
}

/** Returns the numbers that place a row; the first that differs decides. */
function sortNumbers(order: RankedOrder, now: number): readonly number[] {
  const orderClass = orderClassOf(order, now);
  // Arriving orders and those under way stand together, sorted by their arrival.
  const rank = ORDER_CLASSES.indexOf(orderClass === 'arriving' ? 'under-way' : orderClass);
  const sinceStatus = order.statusSince ?? order.askedAt;
  if (orderClass === 'to-handle') return [rank, toHandleSince(order)];
  if (orderClass === 'late') return [rank, promiseOf(order) ?? sinceStatus];
  if (orderClass === 'waiting') return [rank, sinceStatus];
  if (orderClass === 'ended') return [rank, -(order.endedAt ?? order.askedAt)];
  return [rank, order.expectedAt ?? Infinity, sinceStatus];
}

/** Reasons to handle an order, which staff can acknowledge (知道了), the least bad first. */
export type ToHandleReason = keyof typeof REASON_NAMES;
// Cast, because TypeScript types the result of Object.keys as string[].
export const TO_HANDLE_REASONS = Object.keys(REASON_NAMES) as readonly ToHandleReason[];

/** Reason of an order that is to be handled now; an order that is only late is watched. */
export type ActReason = Exclude<ToHandleReason, 'late'>;

export function reasonToHandleOf(order: ClassFacts, now: number): ToHandleReason | null {
  return reasonToActOf(order, now) ?? (orderClassOf(order, now) === 'late' ? 'late' : null);
}

/** Goods on their way back need somebody while the receiver may be reached, and at a standstill. */
export function reasonToActOf(order: ClassFacts, now: number): ActReason | null {
  const { status, stuck, askedAt, endedAt, statusSince } = order;
  const { stage, isFinal, outcome } = statusOf(status);
  if (isFinal) {
    const handledMs = status === 'returned' ? GOODS_HANDLED_MS : FAILED_HANDLED_MS;
    // The shop knows of what it has cancelled itself.
    const isNews = outcome === 'failed' && reasonOf(status) !== 'by-shop';
    return isNews && now - (endedAt ?? askedAt) < handledMs ? 'failed' : null;
  }
  if (stage === 'exception') return 'exception';
  const isStuck = stuck !== undefined && stuck.reason !== 'overdue';
  if (stage !== 'returning') return isStuck ? stuck.reason : null;
  if (isStuck) return 'returning';
  const isFresh = now - (statusSince ?? askedAt) < GOODS_HANDLED_MS;
  return reasonOf(status) === 'unreachable' && isFresh ? 'unreachable' : null;
}

/** Colour in row, tag, hero, marker and count. `bad`: act now; `back`: goods stand still. */
export function orderTone(order: ClassFacts, now: number): Tone {
  const { status, statusSince, askedAt } = order;
  const { outcome } = statusOf(status);
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'to-handle') return reasonToActOf(order, now) === 'returning' ? 'back' : 'bad';
  if (orderClass === 'late') return 'wait';
  if (orderClass === 'ended') return outcome === 'delivered' ? 'done' : 'neutral';
  if (awaitsRider(status))
    return now - (statusSince ?? askedAt) >= WAITS_LONG_MS ? 'wait' : 'neutral';
  return ['back', 'unknown'].includes(riderAt(status)) ? 'neutral' : 'go';
}

/** Tells whether the rider is late in moving on. Lists then show how long he has been there. */
export function isStandstill(stuck: KnownOrder['stuck']): boolean {
  return ['not-arrived', 'at-store', 'not-departed'].includes(stuck?.reason ?? '');
}

export function isWorseReason(one: ToHandleReason, other: ToHandleReason): boolean {
  return TO_HANDLE_REASONS.indexOf(one) > TO_HANDLE_REASONS.indexOf(other);
}

/** Returns since when an order is to be handled, ms since 1970. */
export function toHandleSince(order: ClassFacts): number {
  const { askedAt, stuck, endedAt, statusSince } = order;
  const { stage, isFinal } = statusOf(order.status);
  if (isFinal) return endedAt ?? askedAt;
  if (stage === 'exception') return statusSince ?? askedAt;
  return stuck?.since ?? statusSince ?? askedAt;
}
