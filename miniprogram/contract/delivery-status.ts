import { boolean, enums, nullable, string, type } from 'superstruct';
import type { Of, OneOf } from './schema';
import { knownOr } from './schema';

/** Statuses of a delivery in the product's own words, the same for every delivery company. */

/** Phase of a delivery. */
export type Stage = OneOf<typeof stage>;
const stage = knownOr('unknown', [
  'accepting',
  'pickup',
  'delivering',
  'returning',
  'exception',
  'unknown',
]);

/** End of a delivery; `open` while there is none. */
export type Outcome = OneOf<typeof outcome>;
const outcome = enums(['open', 'delivered', 'failed']);

/** Meaning of a status at a glance, shown by colour, icon and word (never by colour alone). */
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
   * Position of the status on the way of a delivery without problems. A later status implies the
   * earlier ones.
   */
  readonly rank?: number;
}

/**
 * Table of all statuses. A cancellation before the pick-up and one during the pick-up are two
 * statuses, because their wording differs. A delivery that the courier or force majeure cancelled
 * may revive; its status says nothing about the stage before.
 */
export const STATUSES = {
  waiting: { stage: 'accepting', outcome: 'open', tone: 'wait', rank: 0 },
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
  /**
   * Status that is missing or not known here. The page shows it as unknown, and looks again later.
   */
  unknown: { stage: 'unknown', outcome: 'open', tone: 'neutral' },
} as const satisfies Readonly<Record<string, StatusRow>>;

export type StatusName = keyof typeof STATUSES;

// Object.keys types the table's keys as plain strings.
export const STATUS_NAMES = Object.keys(STATUSES) as readonly StatusName[];

export const statusName = knownOr('unknown', STATUS_NAMES);

export type DeliveryStatus = Of<typeof deliveryStatus>;
export const deliveryStatus = type({
  name: statusName,
  /** Name that the delivery company gives an unknown status, for support; null for a known one. */
  detail: nullable(string()),
  stage,
  outcome,
  /**
   * True when no further change is expected. Some final deliveries have revived, and an ended order
   * can be placed again.
   */
  isFinal: boolean(),
});

/** Builds a status from its name; `detail` is for an unknown one. */
export function statusOf(name: StatusName, detail: string | null = null): DeliveryStatus {
  const row = STATUSES[name];
  return { name, detail, stage: row.stage, outcome: row.outcome, isFinal: row.outcome !== 'open' };
}

export function toneOf(name: StatusName): Tone {
  return STATUSES[name].tone;
}

/**
 * Returns the position of a status on the way of a delivery, see {@link StatusRow.rank}.
 *
 * @returns null for a status beside that way
 */
export function rankOf(name: StatusName): number | null {
  const row: StatusRow = STATUSES[name];
  return row.rank ?? null;
}
