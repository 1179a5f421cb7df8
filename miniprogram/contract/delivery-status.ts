import { type } from 'superstruct';
import { type Of, type OneOf, flag, knownOr, textOrNull } from './schema';

export type Stage = OneOf<typeof stage>;
const stage = knownOr('unknown', [
  'accepting',
  'pickup',
  'delivering',
  'returning',
  'exception',
  'unknown',
]);

/** Result of a delivery: `open` before the end, `untold` when the end's outcome is not known. */
export type Outcome = OneOf<typeof outcome>;
const outcome = knownOr('untold', ['open', 'delivered', 'failed', 'untold']);

/** Visual category, shown by colour, icon and word (never by colour alone); see `orderTone`. */
export type Tone = 'go' | 'wait' | 'done' | 'bad' | 'back' | 'neutral';

/** Place of the rider. `leaving`: at the store, with the goods; `unknown`: nobody says it. */
export type RiderAt =
  'none' | 'to-store' | 'at-store' | 'leaving' | 'to-customer' | 'back' | 'gone' | 'unknown';

/** Everything that depends on a status alone; its words are in ui/wording/status-wording.ts. */
interface StatusRow {
  readonly stage: Stage;
  readonly outcome: Outcome;
  /** Null unless it is a cancellation or a return. */
  readonly reason: string | null;
  /** Position in the usual order from 0, which implies the lower ones; null outside that order. */
  readonly rank: number | null;
  /** True for statuses of a smooth delivery: a history fills them in when no look-up saw them. */
  readonly isOnMainLine: boolean;
  readonly riderAt: RiderAt;
  /** Completed steps of the track; null for a status that tells nothing about them. */
  readonly stepsDone: number | null;
}

const OPEN = { outcome: 'open', reason: null } as const;
const USUAL = { ...OPEN, isOnMainLine: true } as const;
const SEEKING = { ...OPEN, stage: 'accepting', rank: 0, riderAt: 'none' } as const;
const ENDED = { reason: null, rank: null, isOnMainLine: false, riderAt: 'gone' } as const;
const FAILED = { ...ENDED, outcome: 'failed', stepsDone: null } as const;
const NOT_PICKED_UP = { ...FAILED, stage: 'pickup', stepsDone: 1 } as const;
const CANCELLED = { ...FAILED, stage: 'exception' } as const;
const RETURNING = {
  stage: 'returning',
  outcome: 'open',
  rank: 5,
  isOnMainLine: false,
  riderAt: 'back',
  stepsDone: 2,
} as const;
const UNTOLD = {
  ...OPEN,
  rank: null,
  isOnMainLine: false,
  riderAt: 'unknown',
  stepsDone: null,
} as const;

/** All statuses. Cancellations by the courier or force majeure show no stage, and may revive. */
export const STATUSES = {
  waiting: { ...SEEKING, isOnMainLine: true, stepsDone: 0 },
  /** Rider has given the order back before the pick-up; the company looks for another one. */
  'rider-withdrew': { ...SEEKING, isOnMainLine: false, stepsDone: 0 },
  assigned: { ...USUAL, stage: 'accepting', rank: 1, riderAt: 'to-store', stepsDone: 1 },
  'cancelled-by-shop': { ...FAILED, stage: 'accepting', reason: 'by-shop' },
  'at-store': { ...USUAL, stage: 'pickup', rank: 2, riderAt: 'at-store', stepsDone: 1 },
  'picked-up': { ...USUAL, stage: 'pickup', rank: 3, riderAt: 'leaving', stepsDone: 2 },
  'pick-up-cancelled-by-shop': { ...NOT_PICKED_UP, reason: 'by-shop' },
  'pick-up-cancelled-by-rider': { ...NOT_PICKED_UP, reason: 'by-rider' },
  'pick-up-cancelled-shop-fault': { ...NOT_PICKED_UP, reason: 'shop-fault' },
  delivering: { ...USUAL, stage: 'delivering', rank: 4, riderAt: 'to-customer', stepsDone: 2 },
  delivered: {
    ...ENDED,
    stage: 'delivering',
    outcome: 'delivered',
    rank: 5,
    isOnMainLine: true,
    stepsDone: 4,
  },
  'returning-by-shop': { ...RETURNING, reason: 'by-shop' },
  'returning-unreachable': { ...RETURNING, reason: 'unreachable' },
  'returning-refused': { ...RETURNING, reason: 'refused' },
  returned: { ...FAILED, stage: 'returning', rank: 5, stepsDone: 4 },
  'cancelled-by-courier': { ...CANCELLED, reason: 'by-courier' },
  'cancelled-force-majeure': { ...CANCELLED, reason: 'force-majeure' },
  /** Exception that the company has reported, and that may still end either way. */
  exception: { ...UNTOLD, stage: 'exception' },
  /** End that WeChat reports without a status (docs/getorder-contract.md §5, `order-over`). */
  over: { ...ENDED, stage: 'unknown', outcome: 'untold', stepsDone: null },
  /** Status that is missing or new: shown as unknown, and polled on. */
  unknown: { ...UNTOLD, stage: 'unknown' },
} as const satisfies Readonly<Record<string, StatusRow>>;

export type StatusName = keyof typeof STATUSES;
export type Reason = NonNullable<(typeof STATUSES)[StatusName]['reason']>;

// Cast, because TypeScript types the result of Object.keys as string[].
export const STATUS_NAMES = Object.keys(STATUSES) as readonly StatusName[];

export const statusName = knownOr('unknown', STATUS_NAMES);

export type DeliveryStatus = Of<typeof deliveryStatus>;
export const deliveryStatus = type({
  name: statusName,
  /** Delivery company's own name for an unknown status, for support; null for a known status. */
  detail: textOrNull,
  stage,
  outcome,
  /** True when no change is expected; some revive, and an ended order can be placed again. */
  isFinal: flag,
});

/** Builds a status. `detail`: the delivery company's own name for an unknown status. */
export function statusOf(name: StatusName, detail: string | null = null): DeliveryStatus {
  const row = STATUSES[name];
  return { name, detail, stage: row.stage, outcome: row.outcome, isFinal: row.outcome !== 'open' };
}

export function reasonOf(name: StatusName): Reason | null {
  return STATUSES[name].reason;
}

export function statusRank(name: StatusName): number | null {
  return STATUSES[name].rank;
}

export function riderAt(name: StatusName): RiderAt {
  return STATUSES[name].riderAt;
}

/** Tells whether the delivery has no rider yet, or none any more. */
export function awaitsRider(name: StatusName): boolean {
  return riderAt(name) === 'none';
}

/** Tells whether a rider is on his way to the store, or waits there for the goods. */
export function isPickingUp(name: StatusName): boolean {
  return riderAt(name) === 'to-store' || riderAt(name) === 'at-store';
}

/** Tells whether the goods are with a rider who takes them to the customer. */
export function isOnItsWay(name: StatusName): boolean {
  return riderAt(name) === 'leaving' || riderAt(name) === 'to-customer';
}

/** Tells whether a rider drives with the goods, to the customer or back. */
export function isUnderWayWithGoods(name: StatusName): boolean {
  return riderAt(name) === 'to-customer' || riderAt(name) === 'back';
}

/** Tells whether a rider should be moving, to the store, to the customer or back. */
export function isOnTheRoad(name: StatusName): boolean {
  return ['to-store', 'to-customer', 'back'].includes(riderAt(name));
}
