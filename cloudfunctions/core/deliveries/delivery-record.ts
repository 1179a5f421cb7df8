import {
  defaulted,
  define,
  enums,
  is,
  nullable,
  number,
  optional,
  string,
  type,
} from 'superstruct';
import type { Delivery } from '../../../miniprogram/contract/delivery';
import { delivery } from '../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../miniprogram/contract/delivery-history';
import {
  deliveryHistory,
  emptyHistory,
  observe,
  withoutRider,
} from '../../../miniprogram/contract/delivery-history';
import { STATUS_NAMES, statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Of } from '../../../miniprogram/contract/schema';
import { list } from '../../../miniprogram/contract/schema';
import type { Fields } from '../storage/documents';
import { only, usually } from '../storage/read-fields';
import { withStatusName } from '../providers/wechat-instant/status-codes';
import type { LookedUp } from '../providers/wechat-instant/get-order';

const status = enums(STATUS_NAMES);
const { waybillId, rider, position, arrival } = delivery.schema;

/** Attempt to deliver an order, as one look-up target told it. Times are ms since 1970. */
export type Attempt = Of<typeof attempt>;
export const attempt = type({
  /**
   * Key of the look-up target, under its stored name. Without it nobody can say who may see the
   * attempt.
   */
  pair: string(),
  company: usually(string(), ''),
  /** Stores that the target served when it was last asked. */
  storeIds: usually(list(string()), []),
  /** Status that was last seen. */
  status: usually(status, 'unknown'),
  /** Company's own term for an unknown status. */
  detail: usually(nullable(string()), null),
  askedAt: usually(number(), 0),
  /** Rest of the target's latest answer. No full phone number is in it. */
  answer: defaulted(
    only(
      type({
        waybillId: usually(waybillId, null),
        rider: usually(rider, null),
        position: usually(position, null),
        arrival: usually(arrival, null),
      }),
    ),
    {},
  ),
  /** Time of the last sighting under way; null when there was none. */
  liveAt: usually(nullable(number()), null),
  /** Time of the first sighting of its end; null without one. */
  endedAt: usually(nullable(number()), null),
  /**
   * Sightings by all callers. No other source has them, so a damaged history is never replaced by a
   * default. Its riders are forgotten a while after the end (withoutOldRiders).
   */
  history: define<DeliveryHistory>('history', (value) => is(value, deliveryHistory)),
});

/** Look-up target (under its stored name, `pair`) that did not find the order, and when. */
type Miss = Of<typeof miss>;
export const miss = type({ pair: string(), at: number() });

/**
 * Record of an order: targets that found it, targets that did not (`misses`, the stored name), and
 * the lease of the call that is asking.
 */
export interface DeliveryRecord {
  readonly version: number;
  readonly attempts: readonly Attempt[];
  readonly misses: readonly Miss[];
  /** End of the lease of the leader (single-flight.ts); 0 without one. */
  readonly leaseUntil: number;
  /**
   * Tells whether the document holds unreadable parts. It is then never written (read-record.ts).
   */
  readonly isDamaged: boolean;
}

export const NO_RECORD: DeliveryRecord = {
  version: 0,
  attempts: [],
  misses: [],
  leaseUntil: 0,
  isDamaged: false,
};

/** Outcome of one question to a target. `company` and `storeIds` come from its account. */
export type Asked =
  | {
      readonly pair: string;
      readonly company: string;
      readonly storeIds: readonly string[];
      readonly found: LookedUp;
    }
  | { readonly pair: string; readonly missedAt: number };

/** Store id that stands for all stores: the environment's account serves everybody. */
export const EVERY_STORE = '*';
/** Number of last characters by which an order id or waybill id is found. */
export const TAIL_LENGTH = 4;
/** Time for which a target is not asked again after it did not find an order. */
const MISS_MS = 60_000;
const MOST_ATTEMPTS = 20;
/** Time after a delivery's end for which its rider and positions are kept. */
export const RIDERS_KEPT_MS = 24 * 60 * 60_000;

/**
 * Tells whether an order is known missing at a target: within a minute the target did not find it.
 * A clock that was ahead does not prolong this.
 */
export function isKnownMissing({ misses }: DeliveryRecord, key: string, now: number): boolean {
  return misses.some((miss) => miss.pair === key && Math.abs(now - miss.at) < MISS_MS);
}

/**
 * Tells whether an attempt ended elsewhere than at the customer's door. The order may live on at
 * another account.
 */
export function hasFailed({ status }: Pick<Attempt, 'status'>): boolean {
  return statusOf(status).outcome === 'failed';
}

/**
 * Picks the current attempt: the first that has not failed, else the first.
 *
 * @param attempts the latest first
 */
export function currentAttempt<One>(
  attempts: readonly One[],
  isFailed: (attempt: One) => boolean,
): One | undefined {
  return attempts.find((attempt) => !isFailed(attempt)) ?? attempts[0];
}

/** Makes a delivery of the target's last answer. */
export function deliveryIn({ status, detail, answer }: Attempt, orderId: string): Delivery {
  return { orderId, status: statusOf(status, detail), ...answer };
}

/**
 * Adds the answers of some targets to a record. Another call may have stored a later answer of the
 * same target meanwhile. That answer then stays the latest, and this one only adds to the history.
 */
export function withAsked(
  record: DeliveryRecord,
  asked: readonly Asked[],
  now: number,
): DeliveryRecord {
  const { attempts, misses } = record;
  const pairs = new Set(asked.map(({ pair }) => pair));
  const found = asked.flatMap((one) =>
    'found' in one
      ? [
          attemptAfter(
            attempts.find(({ pair }) => pair === one.pair),
            one,
          ),
        ]
      : [],
  );
  const missed = asked.flatMap((one) =>
    'missedAt' in one ? [{ pair: one.pair, at: one.missedAt }] : [],
  );
  const foundPairs = new Set(found.map(({ pair }) => pair));
  return {
    ...record,
    // A target that no longer finds the order keeps its attempt, as it was last seen.
    attempts: [...attempts.filter(({ pair }) => !foundPairs.has(pair)), ...found]
      .sort((one, other) => other.askedAt - one.askedAt)
      .slice(0, MOST_ATTEMPTS),
    misses: [...misses.filter(({ pair, at }) => !pairs.has(pair) && now - at < MISS_MS), ...missed],
  };
}

function attemptAfter(
  before: Attempt | undefined,
  { pair, company, storeIds, found }: Extract<Asked, { readonly found: LookedUp }>,
): Attempt {
  const { status, waybillId, rider, position, arrival } = found.delivery;
  const history = observe(before?.history ?? emptyHistory(), {
    ...found.delivery,
    askedAt: found.askedAt,
  });
  const latest =
    before !== undefined && before.askedAt > found.askedAt
      ? before
      : {
          company,
          storeIds,
          status: status.name,
          detail: status.detail,
          askedAt: found.askedAt,
          answer: { waybillId, rider, position, arrival },
        };
  const { liveAt, endedAt } = endOf(history);
  return withoutOldRiders({ ...latest, pair, liveAt, endedAt, history }, latest.askedAt);
}

/** Finds the last sighting under way, and the first sighting of the end after it. */
function endOf({ sightings }: DeliveryHistory): Pick<Attempt, 'liveAt' | 'endedAt'> {
  const isLive = sightings.map(({ status }) => !statusOf(status).isFinal);
  const lastLive = isLive.lastIndexOf(true);
  return {
    liveAt: sightings[lastLive]?.at ?? null,
    endedAt: sightings[lastLive + 1]?.at ?? null,
  };
}

/**
 * Removes the riders of an attempt a day after its end or, without an end, after it was last asked
 * for.
 *
 * @param now ms since 1970
 */
export function withoutOldRiders(attempt: Attempt, now: number): Attempt {
  if (now - ridersNeededUntil(attempt) < RIDERS_KEPT_MS) return attempt;
  return {
    ...attempt,
    answer: { ...attempt.answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/** Makes the document of a record. Fields for searches stand beside the record's own. */
export function fieldsOf(
  orderId: string,
  { attempts, misses, leaseUntil }: DeliveryRecord,
  lastAskedAt: number,
): Fields {
  const ids = attempts.flatMap(({ answer }) => answer.waybillId ?? []);
  return {
    attempts: [...attempts],
    misses: [...misses],
    leaseUntil,
    isKnown: attempts.length > 0,
    lastAskedAt,
    ridersNeededAt: ridersNeededAt(attempts),
    storeIds: unique(attempts.flatMap(({ storeIds }) => storeIds)),
    tails: attempts.length > 0 ? unique([orderId, ...ids].map(tailOf)) : [],
    known: attempts.map(inList),
  };
}

/** Summary of an attempt for lists, which need not read whole records. */
export type ListedAttempt = Of<typeof listedAttempt>;
const listedAttempt = type({
  pair: string(),
  status,
  detail: optional(nullable(string())),
  askedAt: number(),
  waybillId,
  expectedAt: nullable(number()),
});

function inList({ pair, status, detail, askedAt, answer }: Attempt): ListedAttempt {
  const { waybillId, arrival } = answer;
  return { pair, status, detail, askedAt, waybillId, expectedAt: arrival?.expectedAt ?? null };
}

/** Reads the summaries of a document of which only `known` was read. */
export function listedIn({ known }: Fields): readonly ListedAttempt[] {
  if (!Array.isArray(known)) return [];
  return known.map(withStatusName).filter((one) => is(one, listedAttempt));
}

/** Makes the search key of an order id or waybill id: its end, in lower case. */
export function tailOf(id: string): string {
  return id.slice(-TAIL_LENGTH).toLowerCase();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/**
 * Finds until when the riders of an order were needed: the earliest time of all attempts with a
 * rider.
 *
 * @returns ms since 1970; null without riders
 */
export function ridersNeededAt(attempts: readonly Attempt[]): number | null {
  const withRiders = attempts.filter(
    ({ answer, history }) =>
      answer.rider !== null ||
      answer.position !== null ||
      history.sightings.some(({ riderName, position }) => riderName !== null || position !== null),
  );
  return withRiders.length === 0 ? null : Math.min(...withRiders.map(ridersNeededUntil));
}

function ridersNeededUntil({ endedAt, askedAt }: Attempt): number {
  return endedAt ?? askedAt;
}
