import { type } from 'superstruct';
import { type Of, type OneOf, flag, enumOr, textOrNull } from './schema';

export type Stage = OneOf<typeof stage>;
const stage = enumOr('unknown', [
  'accepting',
  'pickup',
  'delivering',
  'returning',
  'exception',
  'unknown',
]);

/** Result of a delivery. `open`: it has not ended; `untold`: nobody has reported how it ended. */
export type Outcome = OneOf<typeof outcome>;
const outcome = enumOr('untold', ['open', 'delivered', 'failed', 'untold']);

/** Category of an order, shown by colour, icon and word (not by colour alone); see `orderTone`. */
export type Tone = 'go' | 'wait' | 'done' | 'bad' | 'back' | 'neutral';

/** Rider's place. `none`: no rider; `leaving`: at the store, with goods; `gone`: after the end. */
export type RiderPlace =
  'none' | 'to-store' | 'at-store' | 'leaving' | 'to-customer' | 'back' | 'gone' | 'unknown';

/** All facts that follow from a status alone. Its words are in ui/wording/status-wording.ts. */
interface StatusRow {
  readonly stage: Stage;
  readonly outcome: Outcome;
  /** Reason of a cancellation or a return; null for all other statuses. */
  readonly reason: string | null;
  /** Position in the usual order of statuses, from 0; null for a status outside that order. */
  readonly rank: number | null;
  /** True for a status that each smooth delivery has. Histories add it if look-ups missed it. */
  readonly isOnMainLine: boolean;
  readonly riderAt: RiderPlace;
  /** Number of completed steps in the page's progress track; null if the status does not tell. */
  readonly stepsDone: number | null;
}

const NOT_ENDED = { outcome: 'open', reason: null } as const;
const MAIN_LINE = { ...NOT_ENDED, isOnMainLine: true } as const;
const SEEKING_RIDER = { ...NOT_ENDED, stage: 'accepting', rank: 0, riderAt: 'none' } as const;
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
const PROGRESS_UNKNOWN = {
  ...NOT_ENDED,
  rank: null,
  isOnMainLine: false,
  riderAt: 'unknown',
  stepsDone: null,
} as const;

/** All statuses. After a cancellation by the company or force majeure, others may still follow. */
export const STATUSES = {
  waiting: { ...SEEKING_RIDER, isOnMainLine: true, stepsDone: 0 },
  /** The rider has given the order back before the pick-up. The company seeks another rider. */
  'rider-withdrew': { ...SEEKING_RIDER, isOnMainLine: false, stepsDone: 0 },
  assigned: { ...MAIN_LINE, stage: 'accepting', rank: 1, riderAt: 'to-store', stepsDone: 1 },
  'cancelled-by-shop': { ...FAILED, stage: 'accepting', reason: 'by-shop' },
  'at-store': { ...MAIN_LINE, stage: 'pickup', rank: 2, riderAt: 'at-store', stepsDone: 1 },
  'picked-up': { ...MAIN_LINE, stage: 'pickup', rank: 3, riderAt: 'leaving', stepsDone: 2 },
  'pick-up-cancelled-by-shop': { ...NOT_PICKED_UP, reason: 'by-shop' },
  'pick-up-cancelled-by-rider': { ...NOT_PICKED_UP, reason: 'by-rider' },
  'pick-up-cancelled-shop-fault': { ...NOT_PICKED_UP, reason: 'shop-fault' },
  delivering: { ...MAIN_LINE, stage: 'delivering', rank: 4, riderAt: 'to-customer', stepsDone: 2 },
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
  /** Problem that the company has reported. The delivery may still end well or badly. */
  exception: { ...PROGRESS_UNKNOWN, stage: 'exception' },
  /** Status of an end that WeChat does not explain (docs/getorder-contract.md §5, `order-over`). */
  over: { ...ENDED, stage: 'unknown', outcome: 'untold', stepsDone: null },
  /** Status that WeChat did not send, or that this version does not know. Look-ups go on. */
  unknown: { ...PROGRESS_UNKNOWN, stage: 'unknown' },
} as const satisfies Readonly<Record<string, StatusRow>>;

export type StatusName = keyof typeof STATUSES;
export type Reason = NonNullable<(typeof STATUSES)[StatusName]['reason']>;

// Cast, because TypeScript types the result of Object.keys as string[].
export const STATUS_NAMES = Object.keys(STATUSES) as readonly StatusName[];

export const statusName = enumOr('unknown', STATUS_NAMES);

export type DeliveryStatus = Of<typeof deliveryStatus>;
export const deliveryStatus = type({
  name: statusName,
  /** Delivery company's own name of an unknown status, for support; null for a known status. */
  detail: textOrNull,
  stage,
  outcome,
  /** True when the delivery has ended. A few ended deliveries go on, or are placed again. */
  isFinal: flag,
});

/** Builds a status. `detail`: the delivery company's own name of an unknown status. */
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

export function riderAt(name: StatusName): RiderPlace {
  return STATUSES[name].riderAt;
}

/** Tells whether a delivery needs a rider: none has accepted it yet, or the rider has withdrawn. */
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
