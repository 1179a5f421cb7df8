import { boolean, create, enums, is, nullable, number, optional, string, type } from 'superstruct';
import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { delivery } from '../../../miniprogram/contract/delivery';
import {
  emptyHistory,
  addReport,
  historyUntil,
} from '../../../miniprogram/contract/delivery/delivery-history';
import { lifeTimesOf } from '../../../miniprogram/contract/delivery/delivery-life';
import { STATUS_NAMES, statusOf } from '../../../miniprogram/contract/delivery-status';
import { orderFacts, summarize } from '../../../miniprogram/contract/delivery/order-summary';
import { type Of, list } from '../../../miniprogram/contract/schema';
import type { LookUp } from '../providers/wechat/looked-up';
import type { Fields } from '../storage/documents';
import { type DeliveryAttempt, attemptSchema } from './attempt';
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
  readonly found: LookUp;
}

export interface DeliveryRecord {
  readonly version: number;
  readonly attempts: readonly DeliveryAttempt[];
  readonly knownMissing: readonly Of<typeof notFoundSchema>[];
  readonly registrations: readonly Registration[];
  /** Time (ms since 1970) until which one caller asks WeChat for all callers; 0 if none asks. */
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

/** What a look-up target answered: a delivery; or the time when it did not have the order. */
export type AskResult = FoundAtTarget | { readonly targetKey: string; readonly notFoundAt: number };

/** Number of an id's last characters that are stored for searches. People enter at least these. */
export const ID_TAIL_LENGTH = 4;
export const KNOWN_MISSING_MS = 60_000;
const MAX_ATTEMPTS_KEPT = 20;

/** Tells whether a look-up target was asked within the last minute, and did not find the order. */
export function isKnownMissing(record: DeliveryRecord, key: string, now: number): boolean {
  const { at = 0 } = record.knownMissing.find((entry) => entry.targetKey === key) ?? {};
  return ageMs(at, now) < KNOWN_MISSING_MS;
}

/** Adds answers to a record. An answer older than the stored one goes into the history only. */
export function withAnswers(
  record: DeliveryRecord,
  results: readonly AskResult[],
  now: number,
): DeliveryRecord {
  const attempts = new Map(record.attempts.map((attempt) => [attempt.targetKey, attempt]));
  const stillMissing = record.knownMissing.filter(({ at }) => ageMs(at, now) < KNOWN_MISSING_MS);
  const missingByKey = new Map(stillMissing.map((entry) => [entry.targetKey, entry]));
  for (const result of results) {
    const { targetKey } = result;
    missingByKey.delete(targetKey);
    // The attempt of a target that no longer has the order stays, as it was last seen.
    if ('notFoundAt' in result) missingByKey.set(targetKey, { targetKey, at: result.notFoundAt });
    else {
      const nextAttempt = updatedAttempt(attempts.get(targetKey), result, now);
      attempts.delete(targetKey);
      attempts.set(targetKey, nextAttempt);
    }
  }
  const trustedAskedAt = ({ askedAt }: DeliveryAttempt): number =>
    isAheadOfNow(askedAt, now) ? 0 : askedAt;
  return {
    ...record,
    attempts: [...attempts.values()]
      .sort((one, other) => trustedAskedAt(other) - trustedAskedAt(one))
      .slice(0, MAX_ATTEMPTS_KEPT),
    knownMissing: [...missingByKey.values()],
  };
}

/**
 * Updates the attempt at a look-up target. A stored answer that is later than the new one stays,
 * unless its time is ahead of `now`. The order stays on the boards of the stores whose people
 * looked it up first, while the target serves these stores.
 */
function updatedAttempt(
  earlier: DeliveryAttempt | undefined,
  { targetKey, company, storeIds, actorStoreIds, found }: FoundAtTarget,
  now: number,
): DeliveryAttempt {
  const { status } = found.delivery;
  const history = addReport(historyUntil(earlier?.history ?? emptyHistory(), now), {
    ...found.delivery,
    askedAt: found.askedAt,
    eventTimes: found.eventTimes,
  });
  const fieldsOfLatestAnswer =
    earlier !== undefined && earlier.askedAt > found.askedAt && !isAheadOfNow(earlier.askedAt, now)
      ? earlier
      : {
          company,
          storeIds,
          status: status.name,
          detail: status.detail,
          askedAt: found.askedAt,
          answer: create(found.delivery, attemptSchema.schema.answer),
          ...(found.storeOrderId === undefined ? {} : { storeOrderId: found.storeOrderId }),
        };
  const keptIds = earlier?.boardStoreIds.filter((storeId) => storeIds.includes(storeId)) ?? [];
  const boardStoreIds = keptIds.length > 0 ? keptIds : actorStoreIds;
  const otherFields = { targetKey, boardStoreIds, ...lifeTimesOf(history), history };
  return withoutOldRiders(
    { ...fieldsOfLatestAnswer, ...otherFields },
    fieldsOfLatestAnswer.askedAt,
  );
}

/** Returns the stored fields of a record, without `leaseUntil`. */
export function recordFields(
  orderId: string,
  { attempts, knownMissing, registrations }: DeliveryRecord,
  lastAskedAt: number,
): Fields {
  const ids = [orderId, ...attempts.flatMap(({ answer }) => answer.waybillId ?? [])];
  const current = currentAttempt(attempts);
  const storeIds = uniqueTexts(attempts.flatMap(({ storeIds }) => storeIds));
  const awaited = awaitedRegistrations(registrations, storeIds, lastAskedAt);
  const isKnown = attempts.length > 0;
  const awaitEnds = awaited.map(awaitedUntil);
  // When an unknown order's last registration ends, the sweep removes the whole document.
  const earlierEnds = awaitEnds.filter((time) => isKnown || time < Math.max(...awaitEnds));
  const isUnderWay = current !== undefined && !statusOf(current.status).isFinal;
  return {
    attempts,
    knownMissing,
    // `awaited` keeps the order off lists of known orders, and from removal as an unknown id.
    isKnown: isKnown || (awaited.length > 0 ? 'awaited' : false),
    lastAskedAt,
    ridersNeededAt: ridersNeededAt(attempts, earlierEnds),
    storeIds,
    tails: isKnown ? uniqueTexts(ids.map(idTailOf)) : [],
    known: attempts.map(listedAttemptOf),
    isUnderWay,
    endedAt: isUnderWay || current === undefined ? null : endSeenAt(current, registrations),
    boardStoreIds: uniqueTexts(attempts.flatMap(({ boardStoreIds }) => boardStoreIds)),
    ...awaitedFields(awaited),
    // The sweep removes orders by `awaitedUntil`, so it is null for an order that WeChat has.
    ...(isKnown ? { awaitedUntil: null } : {}),
  };
}

/** Returns when an order's end was seen; null if it was never seen in progress nor registered. */
export function endSeenAt(
  { beganAt, endedAt }: Pick<DeliveryAttempt, 'beganAt' | 'endedAt'>,
  registrations: readonly Registration[],
): number | null {
  return beganAt === null && registrations.length === 0 ? null : endedAt;
}

/** Summary of an attempt, so that lists of orders need not read whole records from the database. */
export type ListedAttempt = Of<typeof listedAttemptSchema>;
const listedAttemptSchema = type({
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
    ...summarize(report, attempt.history),
    ...{ targetKey, waybillId, beganAt, endedAt, boardStoreIds },
    callable: rider?.callable === true && !report.status.isFinal,
    ...(provider === undefined ? {} : { provider, company }),
  };
}

export function listedAttemptsIn({ known }: Fields): readonly ListedAttempt[] {
  if (!Array.isArray(known)) return [];
  return known.filter((attempt) => is(attempt, listedAttemptSchema));
}

export function idTailOf(id: string): string {
  return id.slice(-ID_TAIL_LENGTH).toLowerCase();
}

function uniqueTexts(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
