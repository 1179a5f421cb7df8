import { boolean, create, enums, is, nullable, number, optional, string, type } from 'superstruct';
import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { delivery } from '../../../miniprogram/contract/delivery';
import {
  emptyHistory,
  addReport,
  sightingsUntil,
} from '../../../miniprogram/contract/delivery/delivery-history';
import { lifeTimesOf } from '../../../miniprogram/contract/delivery/delivery-life';
import { STATUS_NAMES, statusOf } from '../../../miniprogram/contract/delivery-status';
import { orderFacts, summaryOf } from '../../../miniprogram/contract/delivery/order-summary';
import { type Of, list } from '../../../miniprogram/contract/schema';
import type { LookedUp } from '../providers/wechat/looked-up';
import type { Fields } from '../storage/documents';
import { type DeliveryAttempt, attempt } from './attempt';
import { currentAttempt } from './current-attempt';
import { ridersNeededAt, withoutOldRiders } from './old-riders';
import {
  type Registration,
  awaitedRegistrations,
  awaitedFields,
  awaitedUntil,
} from './registration';

export const notFoundSchema = type({ targetKey: string(), at: number() });

/** Delivery found at a look-up target, with the company and the stores of the target's account. */
export interface FoundAtTarget {
  readonly targetKey: string;
  readonly company: string;
  readonly storeIds: readonly string[];
  /** Ids of the stores among `storeIds` to which the person who asked belongs. */
  readonly actorStoreIds: readonly string[];
  readonly found: LookedUp;
}

export interface DeliveryRecord {
  readonly version: number;
  readonly attempts: readonly DeliveryAttempt[];
  readonly knownMissing: readonly Of<typeof notFoundSchema>[];
  /** People and keys that registered the order. change-registrations.ts writes them. */
  readonly registrations: readonly Registration[];
  /** End (ms since 1970) of the lease of the caller who asks WeChat for all; 0 without a lease. */
  readonly leaseUntil: number;
  /** True when parts of the document are unreadable. Such a document is never overwritten. */
  readonly isDamaged: boolean;
}

export const NO_RECORD: DeliveryRecord = {
  version: 0,
  attempts: [],
  knownMissing: [],
  registrations: [],
  leaseUntil: 0,
  isDamaged: false,
};

export type AskResult = FoundAtTarget | { readonly targetKey: string; readonly notFoundAt: number };

/** Number of last characters of an id by which an order can be searched. */
export const ID_TAIL_LENGTH = 4;
export const KNOWN_MISSING_MS = 60_000;
const MAX_ATTEMPTS_KEPT = 20;

/** Tells whether a look-up target was asked within the last minute, and did not find the order. */
export function isKnownMissing(record: DeliveryRecord, key: string, now: number): boolean {
  const { at = -Infinity } = record.knownMissing.find((one) => one.targetKey === key) ?? {};
  return ageMs(at, now) < KNOWN_MISSING_MS;
}

/** Adds answers to a record. An answer older than the stored one is added only to the history. */
export function withAnswers(
  record: DeliveryRecord,
  asked: readonly AskResult[],
  now: number,
): DeliveryRecord {
  const attempts = new Map(record.attempts.map((attempt) => [attempt.targetKey, attempt]));
  const stillMissing = record.knownMissing.filter(({ at }) => ageMs(at, now) < KNOWN_MISSING_MS);
  const missing = new Map(stillMissing.map((one) => [one.targetKey, one]));
  for (const one of asked) {
    const { targetKey } = one;
    missing.delete(targetKey);
    // A target that no longer finds the order keeps its attempt, as it was last seen.
    if ('notFoundAt' in one) missing.set(targetKey, { targetKey, at: one.notFoundAt });
    else {
      const next = updatedAttempt(attempts.get(targetKey), one, now);
      attempts.delete(targetKey);
      attempts.set(targetKey, next);
    }
  }
  const believedAt = ({ askedAt }: DeliveryAttempt): number =>
    isAheadOfNow(askedAt, now) ? 0 : askedAt;
  return {
    ...record,
    attempts: [...attempts.values()]
      .sort((one, other) => believedAt(other) - believedAt(one))
      .slice(0, MAX_ATTEMPTS_KEPT),
    knownMissing: [...missing.values()],
  };
}

/**
 * Updates the attempt at a target. A stored answer that is later stays, unless its time is ahead of
 * `now`. The order stays on the boards of the stores of whoever looked it up first, while the
 * target serves these stores.
 */
function updatedAttempt(
  before: DeliveryAttempt | undefined,
  { targetKey, company, storeIds, actorStoreIds, found }: FoundAtTarget,
  now: number,
): DeliveryAttempt {
  const { status } = found.delivery;
  const history = addReport(sightingsUntil(before?.history ?? emptyHistory(), now), {
    ...found.delivery,
    askedAt: found.askedAt,
    eventTimes: found.eventTimes,
  });
  const latest =
    before !== undefined && before.askedAt > found.askedAt && !isAheadOfNow(before.askedAt, now)
      ? before
      : {
          company,
          storeIds,
          status: status.name,
          detail: status.detail,
          askedAt: found.askedAt,
          answer: create(found.delivery, attempt.schema.answer),
          ...(found.storeOrderId === undefined ? {} : { storeOrderId: found.storeOrderId }),
        };
  const kept = before?.boardStoreIds.filter((storeId) => storeIds.includes(storeId)) ?? [];
  const boardStoreIds = kept.length > 0 ? kept : actorStoreIds;
  const own = { targetKey, boardStoreIds, ...lifeTimesOf(history), history };
  return withoutOldRiders({ ...latest, ...own }, latest.askedAt);
}

/** Returns the stored fields of a record, without the lease. */
export function recordFields(
  orderId: string,
  { attempts, knownMissing, registrations }: DeliveryRecord,
  lastAskedAt: number,
): Fields {
  const ids = [orderId, ...attempts.flatMap(({ answer }) => answer.waybillId ?? [])];
  const current = currentAttempt(attempts);
  const stores = unique(attempts.flatMap(({ storeIds }) => storeIds));
  const awaited = awaitedRegistrations(registrations, stores, lastAskedAt);
  const isKnown = attempts.length > 0;
  const ends = awaited.map(awaitedUntil);
  // Ends of registrations, except the one at which the whole document is removed.
  const until = ends.filter((time) => isKnown || time < Math.max(...ends));
  const isOpen = current !== undefined && !statusOf(current.status).isFinal;
  return {
    attempts,
    knownMissing,
    // 'awaited': neither lists of known orders nor the removal of unknown ids select the order.
    isKnown: isKnown || (awaited.length > 0 ? 'awaited' : false),
    lastAskedAt,
    ridersNeededAt: ridersNeededAt(attempts, until),
    storeIds: stores,
    tails: isKnown ? unique(ids.map(idTailOf)) : [],
    known: attempts.map(listedAttemptOf),
    isUnderWay: isOpen,
    endedAt: isOpen || current === undefined ? null : endSeenAt(current, registrations),
    boardStoreIds: unique(attempts.flatMap(({ boardStoreIds }) => boardStoreIds)),
    ...awaitedFields(awaited),
    // The sweep removes orders by `awaitedUntil`, so it is null for an order that WeChat has.
    ...(isKnown ? { awaitedUntil: null } : {}),
  };
}

/** Returns when the end was seen; null for an order never in progress nor brought to the board. */
export function endSeenAt(
  { beganAt, endedAt }: Pick<DeliveryAttempt, 'beganAt' | 'endedAt'>,
  registrations: readonly Registration[],
): number | null {
  return beganAt === null && registrations.length === 0 ? null : endedAt;
}

/** Summary of an attempt, so that lists of orders need not read whole records. */
export type ListedAttempt = Of<typeof listedAttempt>;
const listedAttempt = type({
  targetKey: string(),
  status: enums(STATUS_NAMES),
  detail: nullable(string()),
  askedAt: number(),
  waybillId: delivery.schema.waybillId,
  expectedAt: nullable(number()),
  beganAt: nullable(number()),
  ...orderFacts.schema,
  /** Rider's position; null after the end. */
  position: delivery.schema.position,
  callable: boolean(),
  boardStoreIds: list(string()),
  // Only orders of 同城配送 have the fields below.
  provider: optional(delivery.schema.provider),
  company: optional(string()),
});

export function listedAttemptOf(attempt: DeliveryAttempt): ListedAttempt {
  const { targetKey, status, detail, beganAt, endedAt, answer, boardStoreIds, company } = attempt;
  const { waybillId, rider, provider } = answer;
  const report = { ...attempt, ...answer, status: statusOf(status, detail) };
  return {
    ...summaryOf(report, attempt.history),
    ...{ targetKey, waybillId, beganAt, endedAt, boardStoreIds },
    callable: rider?.callable === true && !report.status.isFinal,
    ...(provider === undefined ? {} : { provider, company }),
  };
}

export function listedAttemptsIn({ known }: Fields): readonly ListedAttempt[] {
  if (!Array.isArray(known)) return [];
  return known.filter((one) => is(one, listedAttempt));
}

export function idTailOf(id: string): string {
  return id.slice(-ID_TAIL_LENGTH).toLowerCase();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
