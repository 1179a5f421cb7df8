import { type Position, distanceMetres } from '../delivery';
import type { OrderSummary } from './order-summary';
import { awaitsRider, statusOf } from '../delivery-status';
import type { KnownOrder } from '../cloud-api';

/** Urgency of orders, by which lists and the board sort and filter them. Times: ms since 1970. */

/**
 * Class of an order in a list, the most urgent first. `to-handle`: somebody of the shop has to act;
 * `late`: past its promise; `arriving`: within three minutes; `waiting`: for a rider.
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
/** Time after its end for which a failed delivery is still to be handled. */
const FAILED_HANDLED_MS = 30 * MINUTE;

export type ClassFacts = Pick<
  KnownOrder,
  'status' | 'askedAt' | 'expectedAt' | 'stuck' | 'endedAt' | 'statusSince'
>;

/** Finds the class of an order. `now` is in ms on the cloud's clock. */
export function orderClassOf(order: ClassFacts, now: number): OrderClass {
  const { stage, isFinal, outcome } = statusOf(order.status);
  if (isFinal) {
    const endedAt = order.endedAt ?? order.askedAt;
    return outcome === 'failed' && now - endedAt < FAILED_HANDLED_MS ? 'to-handle' : 'ended';
  }
  const isStuck = order.stuck !== undefined && order.stuck.reason !== 'overdue';
  if (stage === 'returning' || stage === 'exception' || isStuck) return 'to-handle';
  if (order.stuck !== undefined || lateByMs(order, now) > 0) return 'late';
  if (order.expectedAt !== null && order.expectedAt - now <= ARRIVING_MS) return 'arriving';
  return awaitsRider(order.status) ? 'waiting' : 'under-way';
}

/**
 * Returns by how many ms a delivery under way is past its promise. 0 while {@link minutesLate} is
 * 0, and for a return, which has no promised time.
 */
export function lateByMs(
  order: Pick<ClassFacts, 'status' | 'expectedAt' | 'stuck'>,
  now: number,
): number {
  const { stage, isFinal } = statusOf(order.status);
  const promise = promiseOf(order);
  if (isFinal || stage === 'returning' || promise === null) return 0;
  return minutesLate(promise, now) > 0 ? now - promise : 0;
}

/**
 * Counts the full minutes since an expected arrival (ms); late from 1 on, since times have no
 * seconds.
 */
export function minutesLate(expectedAt: number, now: number): number {
  return Math.max(0, Math.floor((now - expectedAt) / MINUTE));
}

/**
 * Returns the arrival (ms since 1970) that a delivery is measured by: the one that counts now or,
 * without one, the first that it has missed; null without any promise.
 */
export function promiseOf({
  expectedAt,
  stuck,
}: Pick<ClassFacts, 'expectedAt' | 'stuck'>): number | null {
  return expectedAt ?? (stuck?.reason === 'overdue' ? stuck.since : null);
}

type RankedOrder = ClassFacts & { readonly orderId: string };

/**
 * Compares two rows of the board by urgency. Within a class nothing that passes with time counts,
 * so rows move only when they change.
 *
 * @returns negative when `one` stands before `other`; 0 only for one order
 */
export function compareUrgency(one: RankedOrder, other: RankedOrder, now: number): number {
  const [left, right] = [sortNumbers(one, now), sortNumbers(other, now)];
  for (const [at, place] of left.entries()) {
    const others = right[at] ?? 0;
    if (place !== others) return place < others ? -1 : 1;
  }
  if (one.orderId === other.orderId) return 0;
  return one.orderId < other.orderId ? -1 : 1;
}

/**
 * Returns the numbers that place a row; the first that differs decides. To handle: longest first;
 * late: most first; under way: by arrival; ended: latest first.
 */
function sortNumbers(order: RankedOrder, now: number): readonly number[] {
  const orderClass = orderClassOf(order, now);
  // Arriving orders and those under way stand together, sorted by their arrival.
  const rank = ORDER_CLASSES.indexOf(orderClass === 'arriving' ? 'under-way' : orderClass);
  const sinceStatus = order.statusSince ?? order.askedAt;
  switch (orderClass) {
    case 'to-handle':
      return [rank, toHandleSince(order)];
    case 'late':
      return [rank, promiseOf(order) ?? sinceStatus];
    case 'arriving':
    case 'under-way':
      return [rank, order.expectedAt ?? Infinity, sinceStatus];
    case 'waiting':
      return [rank, sinceStatus];
    case 'ended':
      return [rank, -(order.endedAt ?? order.askedAt)];
  }
}

/** Filters of the board. Each row stands under one of them: 全部 is all but `ended`. */
export type BoardFilter = (typeof BOARD_FILTERS)[number];
export const BOARD_FILTERS = ['to-handle', 'delivering', 'pickup', 'waiting', 'ended'] as const;

/** Finds the filter that a row stands under: 要处理, 刚结束, or its stage. */
export function boardFilterOf(order: ClassFacts, now: number): BoardFilter {
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'to-handle' || orderClass === 'ended') return orderClass;
  if (awaitsRider(order.status)) return 'waiting';
  const { stage } = statusOf(order.status);
  return stage === 'accepting' || stage === 'pickup' ? 'pickup' : 'delivering';
}

/** Reasons to handle an order, which staff can acknowledge (知道了), the least bad first. */
export type ToHandleReason = (typeof TO_HANDLE_REASONS)[number];
export const TO_HANDLE_REASONS = [
  'late',
  'no-rider',
  'at-store',
  'not-moving',
  'returning',
  'exception',
  'failed',
] as const;

/** Finds the reason why an order is to handle; null when it is not. */
export function reasonToHandleOf(order: ClassFacts, now: number): ToHandleReason | null {
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'late') return 'late';
  if (orderClass !== 'to-handle') return null;
  const { stage, isFinal } = statusOf(order.status);
  if (isFinal) return 'failed';
  if (stage === 'exception') return 'exception';
  const { stuck } = order;
  return stage === 'returning' || stuck === undefined || stuck.reason === 'overdue'
    ? 'returning'
    : stuck.reason;
}

export function isWorseReason(one: ToHandleReason, other: ToHandleReason): boolean {
  return TO_HANDLE_REASONS.indexOf(one) > TO_HANDLE_REASONS.indexOf(other);
}

/** Returns since when an order is to be handled, ms since 1970. */
function toHandleSince({ status, askedAt, stuck, endedAt, statusSince }: ClassFacts): number {
  const { stage, isFinal } = statusOf(status);
  if (isFinal) return endedAt ?? askedAt;
  if (stage === 'returning' || stage === 'exception') return statusSince ?? askedAt;
  return stuck?.since ?? statusSince ?? askedAt;
}

/** Details of an order that its answers do not have; undefined where unknown. */
interface Details extends Pick<
  KnownOrder,
  'provider' | 'lookedUpAt' | 'company' | 'store' | 'stuck'
> {
  /** Position of the store that the goods come from. */
  readonly storePosition: Position | null | undefined;
}

/** Describes an order for a list, with the rider's distance and not his position. */
export function knownOrderOf(
  orderId: string,
  { position, ...summary }: OrderSummary,
  { storePosition, ...details }: Details,
): KnownOrder {
  const knownDetails = Object.entries(details).filter(([, value]) => value !== undefined);
  return {
    orderId,
    ...summary,
    ...(Object.fromEntries(knownDetails) as typeof details),
    ...(position === null || storePosition === null || storePosition === undefined
      ? {}
      : { distanceMetres: Math.round(distanceMetres(storePosition, position)) }),
  };
}

/** Returns the time (ms) of the last look-up of an order by a person, by which lists are sorted. */
export function lookedUpAtOf({ lookedUpAt, askedAt }: KnownOrder): number {
  return lookedUpAt ?? askedAt;
}
