import { type Classed, type OrderClass, orderClassOf, promiseOf } from './order-class';
import { awaitsRider, statusOf } from '../delivery-status';

/** Order of the board's rows: what somebody has to do comes first. Times are ms since 1970. */

type Ranked = Classed & { readonly orderId: string };

/**
 * Table of urgency: rank of each class, the most urgent first. What is arriving and what is under
 * way are one rank, since its rows stand by their arrival.
 */
const RANKS: Readonly<Record<OrderClass, number>> = {
  'to-handle': 0,
  late: 1,
  arriving: 2,
  'under-way': 2,
  waiting: 3,
  ended: 4,
};

/**
 * Compares two rows of the board: to be handled, longest first; late, most first; under way by
 * arrival, those without one last; waiting, longest first; ended, latest first. Within a rank a
 * row's place depends on nothing that passes with time, so rows move only when they change.
 *
 * @returns negative when `one` stands before `other`; 0 only for one order
 */
export function compareUrgency(one: Ranked, other: Ranked, now: number): number {
  const [left, right] = [placeOf(one, now), placeOf(other, now)];
  for (const [at, place] of left.entries()) {
    const others = right[at] ?? 0;
    if (place !== others) return place < others ? -1 : 1;
  }
  if (one.orderId === other.orderId) return 0;
  return one.orderId < other.orderId ? -1 : 1;
}

/** Returns the numbers by which a row is placed; the first that differs decides. */
function placeOf(order: Ranked, now: number): readonly number[] {
  const orderClass = orderClassOf(order, now);
  const rank = RANKS[orderClass];
  const sinceStatus = order.statusSince ?? order.askedAt;
  switch (orderClass) {
    case 'to-handle':
      return [rank, troubleSince(order)];
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
export function boardFilterOf(order: Classed, now: number): BoardFilter {
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'to-handle' || orderClass === 'ended') return orderClass;
  if (awaitsRider(order.status)) return 'waiting';
  const { stage } = statusOf(order.status);
  return stage === 'accepting' || stage === 'pickup' ? 'pickup' : 'delivering';
}

/** Troubles that a person of the shop can take note of (知道了), the least bad first. */
export type Trouble = (typeof TROUBLES)[number];
export const TROUBLES = [
  'late',
  'no-rider',
  'at-store',
  'not-moving',
  'returning',
  'exception',
  'failed',
] as const;

/** Finds what is wrong with an order; null when nothing is. */
export function troubleOf(order: Classed, now: number): Trouble | null {
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

export function isWorse(one: Trouble, other: Trouble): boolean {
  return TROUBLES.indexOf(one) > TROUBLES.indexOf(other);
}

/** Returns since when an order is to be handled, ms since 1970. */
function troubleSince({ status, askedAt, stuck, endedAt, statusSince }: Classed): number {
  const { stage, isFinal } = statusOf(status);
  if (isFinal) return endedAt ?? askedAt;
  if (stage === 'returning' || stage === 'exception') return statusSince ?? askedAt;
  return stuck?.since ?? statusSince ?? askedAt;
}
