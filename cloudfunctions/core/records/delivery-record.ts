import { boolean, enums, is, nullable, number, optional, string, type } from 'superstruct';
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
import { type Attempt, answerFields } from './attempt';
import { currentAttempt } from './current-attempt';
import { ridersNeededAt, withoutOldRiders } from './old-riders';
import {
  type Registration,
  awaitedRegistrations,
  awaitedFields,
  awaitedUntil,
} from './registration';

/** Look-up target `targetKey` that did not find the order, and when (`at`, ms since 1970). */
type NotFound = Of<typeof notFound>;
export const notFound = type({ targetKey: string(), at: number() });

/** Delivery found at a look-up target, with the company and the stores of the target's account. */
export interface FoundAtTarget {
  readonly targetKey: string;
  readonly company: string;
  readonly storeIds: readonly string[];
  /** Ids of the stores among `storeIds` to which the person who asked belongs. */
  readonly actorStoreIds: readonly string[];
  readonly found: LookedUp;
}

/** Stored record of an order: attempts, targets that did not find the order, and the lease. */
export interface DeliveryRecord {
  readonly version: number;
  readonly attempts: readonly Attempt[];
  /** Look-up targets that were asked a short time ago, and did not find the order. */
  readonly knownMissing: readonly NotFound[];
  /** People and keys that brought the order to the board. change-registrations.ts writes them. */
  readonly registrations: readonly Registration[];
  /** End (ms since 1970) of the lease of the caller who asks WeChat for all; 0 without a lease. */
  readonly leaseUntil: number;
  /** True when parts of the document are unreadable. A damaged document is never overwritten. */
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

/** Result of asking a look-up target: the delivery, or when the target did not find the order. */
export type AskResult = FoundAtTarget | { readonly targetKey: string; readonly notFoundAt: number };

/** Number of last characters of an order id or waybill id by which an order can be searched. */
export const ID_TAIL_LENGTH = 4;
/** Time (ms) for which a look-up target is not asked again after it did not find an order. */
export const KNOWN_MISSING_MS = 60_000;
const MOST_ATTEMPTS = 20;

/** Tells whether a look-up target was asked within the last minute, and did not find the order. */
export function isKnownMissing(
  { knownMissing }: DeliveryRecord,
  key: string,
  now: number,
): boolean {
  return knownMissing.some(
    ({ targetKey, at }) => targetKey === key && ageMs(at, now) < KNOWN_MISSING_MS,
  );
}

/**
 * Adds the answers of targets to a record. If another call has stored a later answer of the same
 * target, the older answer is only added to the history.
 */
export function withAnswers(
  record: DeliveryRecord,
  asked: readonly AskResult[],
  now: number,
): DeliveryRecord {
  const { attempts, knownMissing } = record;
  const askedKeys = new Set(asked.map(({ targetKey }) => targetKey));
  const found = asked
    .filter((one): one is FoundAtTarget => 'found' in one)
    .map((one) =>
      attemptAfter(
        attempts.find(({ targetKey }) => targetKey === one.targetKey),
        one,
        now,
      ),
    );
  const missing = asked.flatMap((one) =>
    'notFoundAt' in one ? [{ targetKey: one.targetKey, at: one.notFoundAt }] : [],
  );
  const foundKeys = found.map(({ targetKey }) => targetKey);
  const isStillMissing = ({ targetKey, at }: NotFound): boolean =>
    !askedKeys.has(targetKey) && ageMs(at, now) < KNOWN_MISSING_MS;
  const believedAt = ({ askedAt }: Attempt): number => (isAheadOfNow(askedAt, now) ? 0 : askedAt);
  return {
    ...record,
    // A target that no longer finds the order keeps its attempt, as it was last seen.
    attempts: [...attempts.filter(({ targetKey }) => !foundKeys.includes(targetKey)), ...found]
      .sort((one, other) => believedAt(other) - believedAt(one))
      .slice(0, MOST_ATTEMPTS),
    knownMissing: [...knownMissing.filter(isStillMissing), ...missing],
  };
}

/**
 * Updates the attempt at a target with a new answer. If the stored answer is later, only the
 * history is extended; stored times ahead of `now` are ignored. The order stays on the boards of
 * the first asker's stores, as long as the target serves these stores.
 */
function attemptAfter(
  before: Attempt | undefined,
  { targetKey, company, storeIds, actorStoreIds, found }: FoundAtTarget,
  now: number,
): Attempt {
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
          answer: answerFields(found.delivery),
          ...(found.storeOrderId === undefined ? {} : { storeOrderId: found.storeOrderId }),
        };
  const kept = before?.boardStoreIds.filter((storeId) => storeIds.includes(storeId)) ?? [];
  const boardStoreIds = kept.length > 0 ? kept : actorStoreIds;
  const own = { targetKey, boardStoreIds, ...lifeTimesOf(history), history };
  return withoutOldRiders({ ...latest, ...own }, latest.askedAt);
}

/**
 * Converts a record to the fields of its document, without the lease. Some fields only serve
 * searches: `tails` (ends of the ids) and `known` (summaries of the attempts). The board searches
 * by `isUnderWay`, `endedAt`, `boardStoreIds` and the fields of `awaitedFields`.
 */
export function recordFields(
  orderId: string,
  { attempts, knownMissing, registrations }: DeliveryRecord,
  lastAskedAt: number,
): Fields {
  const ids = attempts.flatMap(({ answer }) => answer.waybillId ?? []);
  const current = currentAttempt(attempts);
  const stores = unique(attempts.flatMap(({ storeIds }) => storeIds));
  const awaited = awaitedRegistrations(registrations, stores, lastAskedAt);
  const isKnown = attempts.length > 0;
  const until = awaited.map(awaitedUntil);
  const removedAt = isKnown ? Infinity : Math.max(...until);
  const isOpen = current !== undefined && !statusOf(current.status).isFinal;
  return {
    attempts: [...attempts],
    knownMissing: [...knownMissing],
    // Lists of known orders and the removal of unknown ids both leave out 'awaited' orders.
    isKnown: isKnown || (awaited.length > 0 ? 'awaited' : false),
    lastAskedAt,
    // Registrations that end before the whole document is removed.
    ridersNeededAt: ridersNeededAt(
      attempts,
      until.filter((time) => time < removedAt),
    ),
    storeIds: stores,
    tails: isKnown ? unique([orderId, ...ids].map(idTailOf)) : [],
    known: attempts.map(listedAttemptOf),
    isUnderWay: isOpen,
    endedAt: isOpen || current === undefined ? null : endSeenAt(current, registrations),
    boardStoreIds: unique(attempts.flatMap(({ boardStoreIds }) => boardStoreIds)),
    ...awaitedFields(awaited),
    // The sweep removes orders by `awaitedUntil`, so it is null for an order that WeChat knows.
    ...(isKnown ? { awaitedUntil: null } : {}),
  };
}

/** Returns when the end was seen; null for an order never in progress nor brought to the board. */
export function endSeenAt(
  { beganAt, endedAt }: Pick<Attempt, 'beganAt' | 'endedAt'>,
  registrations: readonly Registration[],
): number | null {
  return beganAt === null && registrations.length === 0 ? null : endedAt;
}

/** Summary of an attempt, stored so that lists of orders need not read whole records. */
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
  /** True while the rider's phone number may be revealed. */
  callable: boolean(),
  boardStoreIds: list(string()),
  /** Service that delivers the order; only orders of 同城配送 have it. */
  provider: optional(delivery.schema.provider),
  /** Delivery company of the order; only orders of 同城配送 have it. */
  company: optional(string()),
});

export function listedAttemptOf(attempt: Attempt): ListedAttempt {
  const { targetKey, status, detail, askedAt, beganAt, endedAt, answer, history } = attempt;
  const { boardStoreIds, company } = attempt;
  const report = { ...answer, status: statusOf(status, detail), askedAt };
  const { waybillId, rider, provider } = answer;
  const callable = rider?.callable === true && !report.status.isFinal;
  const own = { beganAt, endedAt, callable, boardStoreIds };
  const service = provider === undefined ? {} : { provider, company };
  return { targetKey, waybillId, ...summaryOf(report, history), ...own, ...service };
}

/** Reads the summaries of attempts from the field `known` of a document; skips unreadable ones. */
export function listedAttemptsIn({ known }: Fields): readonly ListedAttempt[] {
  if (!Array.isArray(known)) return [];
  return known.filter((one) => is(one, listedAttempt));
}

/** Returns the search key of an order id or waybill id: its last characters, in lower case. */
export function idTailOf(id: string): string {
  return id.slice(-ID_TAIL_LENGTH).toLowerCase();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
