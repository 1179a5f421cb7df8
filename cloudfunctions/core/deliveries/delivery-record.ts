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

/** What is known of an order at one look-up target. Times are ms since 1970. */
export type Attempt = Of<typeof attempt>;
export const attempt = type({
  /** The target's key. Without it nobody can say who may see the attempt. */
  pair: string(),
  company: usually(string(), ''),
  /** The stores that the target served when it was last asked. */
  storeIds: usually(list(string()), []),
  /** As it was last seen. */
  status: usually(status, 'unknown'),
  /** Of an unknown status, what the company calls it. */
  detail: usually(nullable(string()), null),
  askedAt: usually(number(), 0),
  /** The target's latest answer, but for what else stands here; no full phone number is in it. */
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
  /** When it was last seen under way; null when it never was. */
  liveAt: usually(nullable(number()), null),
  /** When it was first seen to have ended; null while it has not. */
  endedAt: usually(nullable(number()), null),
  /**
   * What was seen of it, by whoever asked; it comes from nowhere else, and is taken for no other
   * than it is. The riders in it are forgotten a while after the end (withoutOldRiders).
   */
  history: define<DeliveryHistory>('history', (value) => is(value, deliveryHistory)),
});

/** A target that did not know the order, and when that was. */
type Miss = Of<typeof miss>;
export const miss = type({ pair: string(), at: number() });

/**
 * What the cloud knows of an order: where it was found, and where it was not; and who is asking
 * just now.
 */
export interface DeliveryRecord {
  readonly version: number;
  readonly attempts: readonly Attempt[];
  readonly misses: readonly Miss[];
  /** Until then one call asks for all (single-flight.ts); 0 when none does. */
  readonly leaseUntil: number;
  /** Its document holds more, which cannot be read: nothing is written there (read-record.ts). */
  readonly isDamaged: boolean;
}

export const NO_RECORD: DeliveryRecord = {
  version: 0,
  attempts: [],
  misses: [],
  leaseUntil: 0,
  isDamaged: false,
};

/** What asking one target came to; `company` and `storeIds` as its account has them. */
export type Asked =
  | {
      readonly pair: string;
      readonly company: string;
      readonly storeIds: readonly string[];
      readonly found: LookedUp;
    }
  | { readonly pair: string; readonly missedAt: number };

/** Stands for all stores: the environment's account is everybody's. */
export const EVERY_STORE = '*';
/** So many characters at the end of an order id or waybill id find it. */
export const TAIL_LENGTH = 4;
/** How long a target that did not know an order is not asked for it again. */
const MISS_MS = 60_000;
const MOST_ATTEMPTS = 20;
/** How long after the end of a delivery it is known who the rider was, and where. */
export const RIDERS_KEPT_MS = 24 * 60 * 60_000;

/**
 * Whether a target has said within a minute that it does not know the order; a clock that was ahead
 * makes that last no longer.
 */
export function isKnownMissing({ misses }: DeliveryRecord, key: string, now: number): boolean {
  return misses.some((miss) => miss.pair === key && Math.abs(now - miss.at) < MISS_MS);
}

/**
 * Whether an attempt has ended otherwise than at the customer's door: the order may live on at
 * another account.
 */
export function hasFailed({ status }: Pick<Attempt, 'status'>): boolean {
  return statusOf(status).outcome === 'failed';
}

/** The attempt that is shown, of the latest first: one that has not failed before one that has. */
export function currentAttempt<One>(
  attempts: readonly One[],
  isFailed: (attempt: One) => boolean,
): One | undefined {
  return attempts.find((attempt) => !isFailed(attempt)) ?? attempts[0];
}

/** A delivery as a target last told it. */
export function deliveryIn({ status, detail, answer }: Attempt, orderId: string): Delivery {
  return { orderId, status: statusOf(status, detail), ...answer };
}

/**
 * The record with what some targets have answered. Other calls may have written into it meanwhile:
 * where one has asked a target later than this, its answer stays the latest of the target, and this
 * one only adds to the history.
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
    // Where it was found once and is no longer known it stays on record, as it was last seen.
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

/** When a delivery was last seen under way, and when it was then first seen to have ended. */
function endOf({ sightings }: DeliveryHistory): Pick<Attempt, 'liveAt' | 'endedAt'> {
  const isLive = sightings.map(({ status }) => !statusOf(status).isFinal);
  const lastLive = isLive.lastIndexOf(true);
  return {
    liveAt: sightings[lastLive]?.at ?? null,
    endedAt: sightings[lastLive + 1]?.at ?? null,
  };
}

/**
 * An attempt as it may be kept and told at a time (ms): a day after its end, or after it was last
 * asked for, without its riders.
 */
export function withoutOldRiders(attempt: Attempt, now: number): Attempt {
  if (now - ridersNeededUntil(attempt) < RIDERS_KEPT_MS) return attempt;
  return {
    ...attempt,
    answer: { ...attempt.answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/** A record as a document; what it is searched by stands beside it. */
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

/** What is told of an attempt in a list, for which nobody need read all of it. */
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

/** What is told in a list of a document of which only `known` was read. */
export function listedIn({ known }: Fields): readonly ListedAttempt[] {
  if (!Array.isArray(known)) return [];
  return known.map(withStatusName).filter((one) => is(one, listedAttempt));
}

/** The end of an order id or waybill id, by which it is found. */
export function tailOf(id: string): string {
  return id.slice(-TAIL_LENGTH).toLowerCase();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/**
 * Until when the riders of an order were needed, of its attempts that tell of any the first; null
 * when none does.
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
