import { boolean, enums, nullable, string, type } from 'superstruct';
import type { Of, OneOf } from './schema';
import { knownOr } from './schema';

/** What a delivery goes through, in the product's own words: one table, whoever delivers. */

/** Where in its life a delivery is. */
export type Stage = OneOf<typeof stage>;
const stage = knownOr('unknown', [
  'accepting',
  'pickup',
  'delivering',
  'returning',
  'exception',
  'unknown',
]);

/** How a delivery ended; `open` while it has not. */
export type Outcome = OneOf<typeof outcome>;
const outcome = enums(['open', 'delivered', 'failed']);

/** The meaning that a status is shown with, by colour, icon and word (never by colour alone). */
export type Tone = 'go' | 'wait' | 'done' | 'bad' | 'back' | 'neutral';

/** Why a delivery is cancelled or comes back. */
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
  /** Where it stands on the way of a delivery when all is well; what comes later implies the earlier. */
  readonly rank?: number;
}

/**
 * Every status. What was cancelled before, and at the pick-up, is two: they are told otherwise. What
 * the courier or force majeure cancelled may live again, and says nothing of the stage it was in.
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
  /** The delivery company told something that has no name here, or nothing: shown as unknown, and looked at again. */
  unknown: { stage: 'unknown', outcome: 'open', tone: 'neutral' },
} as const satisfies Readonly<Record<string, StatusRow>>;

export type StatusName = keyof typeof STATUSES;

// The table's own keys: Object.keys knows them as text only.
export const STATUS_NAMES = Object.keys(STATUSES) as readonly StatusName[];

export const statusName = knownOr('unknown', STATUS_NAMES);

export type DeliveryStatus = Of<typeof deliveryStatus>;
export const deliveryStatus = type({
  name: statusName,
  /** What the delivery company calls a status that has no name here, for support; null where it has one. */
  detail: nullable(string()),
  stage,
  outcome,
  /** No further change is expected, although some have been seen to revive, and an ended order can be placed again. */
  isFinal: boolean(),
});

/** A status by its name; `detail` is for an unknown one. */
export function statusOf(name: StatusName, detail: string | null = null): DeliveryStatus {
  const row = STATUSES[name];
  return { name, detail, stage: row.stage, outcome: row.outcome, isFinal: row.outcome !== 'open' };
}

export function toneOf(name: StatusName): Tone {
  return STATUSES[name].tone;
}

/** See {@link StatusRow.rank}; null where a status stands beside that way. */
export function rankOf(name: StatusName): number | null {
  const row: StatusRow = STATUSES[name];
  return row.rank ?? null;
}
