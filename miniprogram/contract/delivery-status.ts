import { type } from 'superstruct';
import { type Of, type OneOf, flag, knownOr, textOrNull } from './schema';

/** Statuses of a delivery; cloudfunctions/core/providers maps a provider's codes to them. */

/** Phase that a delivery is in. */
export type Stage = OneOf<typeof stage>;
const stage = knownOr('unknown', [
  'accepting',
  'pickup',
  'delivering',
  'returning',
  'exception',
  'unknown',
]);

/**
 * Result of a delivery; `open` while the delivery has not ended, `untold` when it has ended and
 * nobody has told how.
 */
export type Outcome = OneOf<typeof outcome>;
const outcome = knownOr('untold', ['open', 'delivered', 'failed', 'untold']);

/** Visual category of a status, shown by colour, icon and word (never by colour alone). */
export type Tone = 'go' | 'wait' | 'done' | 'bad' | 'back' | 'neutral';

/** Reason for a cancellation or a return. */
export type Reason =
  | 'by-shop'
  | 'by-rider'
  | 'by-courier'
  | 'shop-fault'
  | 'force-majeure'
  | 'unreachable'
  | 'refused';

interface StatusRow {
  readonly stage: Stage;
  readonly outcome: Outcome;
  readonly tone: Tone;
  readonly reason?: Reason;
  /**
   * Position in the usual order of statuses, from 0. A status implies that those with lower ranks
   * have occurred. Missing for a status outside that order.
   */
  readonly rank?: number;
}

/**
 * Table of all statuses. A cancellation before the pick-up and one during the pick-up are two
 * statuses, because their wording differs. `cancelled-by-courier` and `cancelled-force-majeure` do
 * not show in which stage a delivery was cancelled, and such a delivery may revive.
 */
export const STATUSES = {
  waiting: { stage: 'accepting', outcome: 'open', tone: 'wait', rank: 0 },
  /** Rider has given the order back before the pick-up; the company looks for another one. */
  'rider-withdrew': { stage: 'accepting', outcome: 'open', tone: 'wait', rank: 0 },
  assigned: { stage: 'accepting', outcome: 'open', tone: 'go', rank: 1 },
  'cancelled-by-shop': {
    stage: 'accepting',
    outcome: 'failed',
    tone: 'bad',
    reason: 'by-shop',
  },
  'at-store': { stage: 'pickup', outcome: 'open', tone: 'go', rank: 2 },
  'picked-up': { stage: 'pickup', outcome: 'open', tone: 'go', rank: 3 },
  'pick-up-cancelled-by-shop': {
    stage: 'pickup',
    outcome: 'failed',
    tone: 'bad',
    reason: 'by-shop',
  },
  'pick-up-cancelled-by-rider': {
    stage: 'pickup',
    outcome: 'failed',
    tone: 'bad',
    reason: 'by-rider',
  },
  'pick-up-cancelled-shop-fault': {
    stage: 'pickup',
    outcome: 'failed',
    tone: 'bad',
    reason: 'shop-fault',
  },
  delivering: { stage: 'delivering', outcome: 'open', tone: 'go', rank: 4 },
  delivered: { stage: 'delivering', outcome: 'delivered', tone: 'done', rank: 5 },
  'returning-by-shop': {
    stage: 'returning',
    outcome: 'open',
    tone: 'back',
    reason: 'by-shop',
    rank: 5,
  },
  'returning-unreachable': {
    stage: 'returning',
    outcome: 'open',
    tone: 'back',
    reason: 'unreachable',
    rank: 5,
  },
  'returning-refused': {
    stage: 'returning',
    outcome: 'open',
    tone: 'back',
    reason: 'refused',
    rank: 5,
  },
  returned: { stage: 'returning', outcome: 'failed', tone: 'bad', rank: 5 },
  'cancelled-by-courier': {
    stage: 'exception',
    outcome: 'failed',
    tone: 'bad',
    reason: 'by-courier',
  },
  'cancelled-force-majeure': {
    stage: 'exception',
    outcome: 'failed',
    tone: 'bad',
    reason: 'force-majeure',
  },
  /** Trouble that the company has reported, and that may still end either way. */
  exception: { stage: 'exception', outcome: 'open', tone: 'bad' },
  /** End that WeChat reports without a status (docs/getorder-contract.md §5, `order-over`). */
  over: { stage: 'unknown', outcome: 'untold', tone: 'neutral' },
  /**
   * Status that is missing, or that this version does not know. The page shows it as unknown and
   * keeps polling.
   */
  unknown: { stage: 'unknown', outcome: 'open', tone: 'neutral' },
} as const satisfies Readonly<Record<string, StatusRow>>;

export type StatusName = keyof typeof STATUSES;

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
  /**
   * True when no further change is expected. Some final deliveries have revived, and an ended order
   * can be placed again.
   */
  isFinal: flag,
});

/** Builds a status. `detail`: the delivery company's own name for an unknown status. */
export function statusOf(name: StatusName, detail: string | null = null): DeliveryStatus {
  const row = STATUSES[name];
  return { name, detail, stage: row.stage, outcome: row.outcome, isFinal: row.outcome !== 'open' };
}

/** Tells whether nobody rides for the delivery yet, or nobody does any more. */
export function awaitsRider(name: StatusName): boolean {
  return rankOf(name) === 0;
}

export function toneOf(name: StatusName): Tone {
  return STATUSES[name].tone;
}

/** Returns the reason for a cancellation or a return; null for any other status. */
export function reasonOf(name: StatusName): Reason | null {
  const row: StatusRow = STATUSES[name];
  return row.reason ?? null;
}

/**
 * Returns the position of a status in the usual order, see {@link StatusRow.rank}.
 *
 * @returns null for a status outside that order, such as a cancellation
 */
export function rankOf(name: StatusName): number | null {
  const row: StatusRow = STATUSES[name];
  return row.rank ?? null;
}
