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

/** Slow-downs, once a part of the day's questions is used: the rest has to last for the evening. */
const SLOW_DOWNS = [
  { from: 0.95, seconds: 300 },
  { from: 0.9, seconds: 120 },
  { from: SLOWED_FROM_SHARE, seconds: 60 },
] as const;

export function slowedToSeconds(usedShare: number): number | null {
  return SLOW_DOWNS.find(({ from }) => usedShare >= from)?.seconds ?? null;
}

/** Classes of orders that are slowed down first when the minute has few questions left. */
const CALM_CLASSES: readonly OrderClass[] = ['under-way', 'waiting'];
/** Used part of the board's questions per minute above which CALM_CLASSES are slowed down. */
const STRETCHED_FROM_SHARE = 0.8;
const MAX_STRETCH = 2;
/** Share of the board's questions per minute that rows may use. */
const USABLE_SHARE = 0.9;
/** Factor of the intervals of all other rows once that of CALM_CLASSES is MAX_STRETCH. */
const MAX_URGENT_STRETCH = 1.15;

/** Returns the factor (1 to 2) of the intervals of CALM_CLASSES with which all questions fit. */
export function stretchOf(
  all: readonly PacedOrder[],
  { asked, most }: LaneUse,
  now: number,
): number {
  const wanted = { calm: 0, urgent: 0 };
  for (const paced of all)
    wanted[isCalm(paced, now) ? 'calm' : 'urgent'] += MINUTE_MS / intervalMs(paced, now);
  const roomForCalm = USABLE_SHARE * most - wanted.urgent;
  const fittingStretch = roomForCalm > 0 ? wanted.calm / roomForCalm : MAX_STRETCH;
  const used = (asked / Math.max(1, most) - STRETCHED_FROM_SHARE) / (1 - STRETCHED_FROM_SHARE);
  return Math.min(MAX_STRETCH, Math.max(1, fittingStretch, 1 + used));
}

function isCalm({ known }: PacedOrder, now: number): boolean {
  return CALM_CLASSES.includes(orderClassOf(known, now));
}

/** Least age (ms) of an answer at which its row on the board says how old the answer is. */
const OLD_ANSWER_MS = MINUTE_MS;
/** Share of its interval that a due order may wait, so that one call asks for several orders. */
const LATENESS_SHARE = 1 / 16;
export const CALL_SOON_MS = 1000;
const SHORTEST_CALL_MS = 1500;
/** Least time (ms) until the next call when the minute's questions are used up. */
const QUEUED_MS = 4000;
/** Longest time (ms) between two calls, so that changes by other phones appear. */
export const LONGEST_CALL_MS = 20_000;

export interface PacedOrder extends DescribedOrder {
  readonly order: BoardOrder;
  /** Least interval in seconds, once most of the day's questions are used; else null. */
  readonly leastSeconds: number | null;
  /** Factor of the intervals of CALM_CLASSES (`stretchOf`). */
  readonly stretch: number;
  /** Factor of all intervals, when nobody looks at the board; missing: 1. */
  readonly slowness?: number;
}

/** Returns the age (ms) that an answer may reach before the next question; Infinity: none. */
function intervalMs(paced: PacedOrder, now: number): number {
  const { known, leastSeconds: slowed, stretch, slowness = 1 } = paced;
  const urgent = stretch < MAX_STRETCH ? 1 : MAX_URGENT_STRETCH;
  const factor = slowness * (isCalm(paced, now) ? stretch : urgent);
  return Math.max(factor * listIntervalMs(known, now), 1000 * (slowed ?? 0));
}

/** Tells whether an answer is older than a minute, and than twice the interval of its order. */
export function isOldAnswer(paced: PacedOrder, now: number): boolean {
  return (
    ageMs(paced.order.current.askedAt, now) > Math.max(OLD_ANSWER_MS, 2 * intervalMs(paced, now))
  );
}

function dueInMs(paced: PacedOrder, now: number): number {
  const tierMs = intervalMs(paced, now);
  const { current, target, triedAt } = paced.order;
  if (tierMs === Infinity || target.account.secret === null) return Infinity;
  const failedMs = triedAt > current.askedAt ? RETRY_FAILED_MS - ageMs(triedAt, now) : 0;
  return Math.max(tierMs - ageMs(current.askedAt, now), failedMs);
}

export function dueOrders(all: readonly PacedOrder[], now: number): readonly BoardOrder[] {
  const due = all.filter((paced) => dueInMs(paced, now) <= 0);
  return mostUrgentFirst(due, now).map(({ order }) => order);
}

/** Returns the time (ms) until the next call: soon while orders are due that have not failed. */
export function nextCallMs(all: readonly PacedOrder[], outcomes: Outcomes, now: number): number {
  const hopeful = all.filter(({ order }) => {
    const { kind = 'newer' } = outcomes.get(order.orderId) ?? {};
    return kind === 'newer';
  });
  if (dueOrders(hopeful, now).length > 0) return CALL_SOON_MS;
  const waits = hopeful.map(
    (paced) => dueInMs(paced, now) + LATENESS_SHARE * intervalMs(paced, now),
  );
  const longestMs = Math.min(LONGEST_CALL_MS, Math.max(QUEUED_MS, msUntilRoom(outcomes)));
  return Math.round(Math.max(SHORTEST_CALL_MS, Math.min(longestMs, ...waits)));
}
