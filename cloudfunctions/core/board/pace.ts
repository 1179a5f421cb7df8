import { MINUTE_MS, ageMs } from '../../../miniprogram/contract/age';
import { type OrderClass, orderClassOf } from '../../../miniprogram/contract/delivery/urgency';
import {
  type DescribedOrder,
  type Outcomes,
  RETRY_FAILED_MS,
  mostUrgentFirst,
  msUntilRoom,
} from '../deliveries/ask-due-orders';
import { listIntervalMs } from '../asking/next-ask';
import type { LaneUse } from '../asking/lanes';
import { SLOWED_FROM_SHARE } from '../asking/question-budget';
import type { BoardOrder } from './board-orders';

/** Least intervals (s) of asking for an order, by the used share of the day's questions. */
const LEAST_INTERVALS = [
  { fromShare: 0.95, seconds: 300 },
  { fromShare: 0.9, seconds: 120 },
  { fromShare: SLOWED_FROM_SHARE, seconds: 60 },
] as const;

export function leastSecondsFor(usedShare: number): number | null {
  return LEAST_INTERVALS.find(({ fromShare }) => usedShare >= fromShare)?.seconds ?? null;
}

/** Classes of orders that are asked for less often as soon as a minute's questions run short. */
const CALM_CLASSES: readonly OrderClass[] = ['under-way', 'waiting'];
/** Used share of the board's questions per minute above which intervals of CALM_CLASSES grow. */
const STRETCHED_FROM_SHARE = 0.8;
const MAX_STRETCH = 2;
/** Share of the board's questions per minute that its rows may use together. */
const USABLE_SHARE = 0.9;
/** Factor by which urgent orders' intervals grow once CALM_CLASSES' have grown by MAX_STRETCH. */
const MAX_URGENT_STRETCH = 1.15;

/** Returns the factor (1 to 2) of CALM_CLASSES' intervals at which a minute's questions suffice. */
export function stretchOf(
  orders: readonly PacedOrder[],
  { askedCount, maxCount }: LaneUse,
  now: number,
): number {
  const wantedPerMinute = { calm: 0, urgent: 0 };
  for (const paced of orders)
    wantedPerMinute[isCalm(paced, now) ? 'calm' : 'urgent'] += MINUTE_MS / intervalMs(paced, now);
  const roomForCalm = USABLE_SHARE * maxCount - wantedPerMinute.urgent;
  const fittingStretch = roomForCalm > 0 ? wantedPerMinute.calm / roomForCalm : MAX_STRETCH;
  const useAboveThreshold =
    (askedCount / Math.max(1, maxCount) - STRETCHED_FROM_SHARE) / (1 - STRETCHED_FROM_SHARE);
  return Math.min(MAX_STRETCH, Math.max(1, fittingStretch, 1 + useAboveThreshold));
}

function isCalm({ known }: PacedOrder, now: number): boolean {
  return CALM_CLASSES.includes(orderClassOf(known, now));
}

/** Least age (ms) of an answer from which its row shows that the answer is old. */
const OLD_ANSWER_MS = MINUTE_MS;
/** Share of an order's interval by which its question may be late, so that a call asks for many. */
const MAX_LATE_SHARE = 1 / 16;
export const SOON_CALL_GAP_MS = 1000;
const MIN_CALL_GAP_MS = 1500;
/** Least time (ms) until the board's next call if no question is left in this minute. */
const MIN_QUEUED_GAP_MS = 4000;
/** Longest time (ms) between two calls of a board, so that changes by other phones appear. */
export const MAX_CALL_GAP_MS = 20_000;

export interface PacedOrder extends DescribedOrder {
  readonly order: BoardOrder;
  /** Least interval (s) between questions; null unless most of the day's questions are used. */
  readonly leastSeconds: number | null;
  /** Factor (1 to 2) of the intervals of CALM_CLASSES, which `stretchOf` computes. */
  readonly stretch: number;
  /** Factor of all intervals while nobody looks at the board; missing: 1. */
  readonly unwatchedFactor?: number;
}

/** Returns the age (ms) of an answer at which WeChat is asked again; Infinity: never. */
function intervalMs(pacedOrder: PacedOrder, now: number): number {
  const { known, leastSeconds, stretch, unwatchedFactor = 1 } = pacedOrder;
  const urgentFactor = stretch < MAX_STRETCH ? 1 : MAX_URGENT_STRETCH;
  const intervalFactor = unwatchedFactor * (isCalm(pacedOrder, now) ? stretch : urgentFactor);
  return Math.max(intervalFactor * listIntervalMs(known, now), 1000 * (leastSeconds ?? 0));
}

/** Tells whether an answer is older than OLD_ANSWER_MS, and than twice its order's interval. */
export function isOldAnswer(pacedOrder: PacedOrder, now: number): boolean {
  const oldFromMs = Math.max(OLD_ANSWER_MS, 2 * intervalMs(pacedOrder, now));
  return ageMs(pacedOrder.order.current.askedAt, now) > oldFromMs;
}

function dueInMs(pacedOrder: PacedOrder, now: number): number {
  const fullIntervalMs = intervalMs(pacedOrder, now);
  const { current, target, unansweredAt } = pacedOrder.order;
  if (fullIntervalMs === Infinity || target.account.secret === null) return Infinity;
  const retryInMs = unansweredAt > current.askedAt ? RETRY_FAILED_MS - ageMs(unansweredAt, now) : 0;
  return Math.max(fullIntervalMs - ageMs(current.askedAt, now), retryInMs);
}

export function dueOrders(orders: readonly PacedOrder[], now: number): readonly BoardOrder[] {
  const ordersDue = orders.filter((pacedOrder) => dueInMs(pacedOrder, now) <= 0);
  return mostUrgentFirst(ordersDue, now).map(({ order }) => order);
}

/** Returns the time (ms) until a board's next call: short if WeChat must still be asked now. */
export function nextCallMs(orders: readonly PacedOrder[], outcomes: Outcomes, now: number): number {
  const ordersWithoutFailure = orders.filter(
    ({ order }) => (outcomes.get(order.orderId)?.kind ?? 'newer') === 'newer',
  );
  if (dueOrders(ordersWithoutFailure, now).length > 0) return SOON_CALL_GAP_MS;
  const waitsMs = ordersWithoutFailure.map(
    (pacedOrder) => dueInMs(pacedOrder, now) + MAX_LATE_SHARE * intervalMs(pacedOrder, now),
  );
  const maxGapMs = Math.min(MAX_CALL_GAP_MS, Math.max(MIN_QUEUED_GAP_MS, msUntilRoom(outcomes)));
  return Math.round(Math.max(MIN_CALL_GAP_MS, Math.min(maxGapMs, ...waitsMs)));
}
