import { createHash } from 'crypto';
import { enums, nullable, number, string, type } from 'superstruct';
import {
  type ClassFacts,
  reasonToActOf,
  TO_HANDLE_REASONS,
  toHandleSince,
} from '../../../miniprogram/contract/delivery/urgency';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { RIDERS_KEPT_MS, ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type Store, DEFAULT_THRESHOLDS, isScopeWithin } from '../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Of } from '../../../miniprogram/contract/schema';
import { currentAttempt } from '../records/current-attempt';
import {
  type DeliveryRecord,
  type ListedAttempt,
  endSeenAt,
  listedAttemptOf,
} from '../records/delivery-record';
import { stuckOf } from '../records/describe-order';
import { onlyStoreOf } from '../shop/look-up-targets';
import { type CallContext, cloudFailureOf, loggedOf } from '../runtime/define-function';
import type { Condition, Found } from '../storage/documents';
import { readFields } from '../storage/read-fields';
import type { Notices } from './notices';

const documentFields = type({
  orderId: string(),
  targetKey: string(),
  /** Store whose robot has to tell it; null for a notice to a person. */
  storeId: nullable(string()),
  /** Person who gets it as a message; null for a robot. */
  staffId: nullable(string()),
  reason: enums(TO_HANDLE_REASONS),
  owedAt: number(),
});

/** Notice about a delivery that a store's robot, or a message to a person, has to tell. */
export interface Notice extends Of<typeof documentFields> {
  readonly noticeId: string;
}

/**
 * `owed`: to be told; `sent`: told, or lost while it was told; `over`: nobody has to be told any
 * more. A notice becomes `sent` before its message is sent, so that it is never told twice.
 */
type NoticeState = 'owed' | 'sent' | 'over';

/** Notes a failure of telling, which ends nothing else. @returns `value` */
export const noted =
  <Value>(call: Pick<CallContext, 'note'>, value: Value) =>
  (error: unknown): Value => {
    const failure = cloudFailureOf(error);
    call.note({ telling: failure.code, ...loggedOf(failure) });
    return value;
  };

/** Changes the state of a notice; false if another call has changed it before, or it failed. */
export function changeNotice(
  { collection, call }: Pick<Notices, 'collection'> & { readonly call: Pick<CallContext, 'note'> },
  { noticeId }: Notice,
  from: NoticeState,
  to: NoticeState,
): Promise<boolean> {
  return collection.putIf(noticeId, { state: from }, { state: to }).catch(noted(call, false));
}

/** Reads a notice; throws CloudFailure `unreadable-document`. */
export function noticeIn(document: Found): Notice {
  return {
    noticeId: document._id,
    ...readFields(COLLECTIONS.notices, document, documentFields),
  };
}

/** Returns the facts by which the board decides, too, whether somebody has to act on a delivery. */
export function factsOf(attempt: ListedAttempt, stores: readonly Store[], now: number): ClassFacts {
  const thresholds = onlyStoreOf(attempt.boardStoreIds, stores)?.thresholds ?? DEFAULT_THRESHOLDS;
  const stuck = stuckOf(statusOf(attempt.status), attempt, thresholds, now) ?? undefined;
  return { ...attempt, stuck };
}

/** Maximum number of notices that an instance remembers as stored. */
const MOST_REMEMBERED = 2000;

/**
 * Stores a notice for each open door by which a delivery must be told: robots of its stores, and
 * people who see it. There is one for each life, reason and door, whoever stores it. As a rule this
 * takes no database operation. A failure is only noted.
 */
export async function oweNotices(
  notices: Notices,
  orderId: string,
  attempt: ListedAttempt,
  call: Pick<CallContext, 'note'>,
): Promise<void> {
  const failed = (error: unknown): void => {
    call.note({ notices: cloudFailureOf(error).code });
  };
  await noticesOf(notices, orderId, attempt)
    .then((all) => Promise.all(all.map((one) => owe(notices, one).catch(failed))))
    .catch(failed);
}

/** Stores the notices that the answers in a record ask for, see {@link oweNotices}. */
export async function oweNews(
  notices: Notices,
  orderId: string,
  { attempts, registrations }: Pick<DeliveryRecord, 'attempts' | 'registrations'>,
  call: Pick<CallContext, 'note'>,
): Promise<void> {
  const current = currentAttempt(attempts);
  if (current === undefined) return;
  // What had ended before anybody saw it is on no board, and no news.
  const isOld = statusOf(current.status).isFinal && endSeenAt(current, registrations) === null;
  if (!isOld) await oweNotices(notices, orderId, listedAttemptOf(current), call);
}

/**
 * Time (ms) by which trouble may be older than a person's first acceptance to be told: older one
 * was on their board when they accepted, and would use the message up.
 */
const SEEN_BEFORE_MS = 10 * 60_000;

/** Lists the notices that a delivery needs now, whether they are stored or not. */
async function noticesOf(
  { robots, messages, stores, now: clock }: Notices,
  orderId: string,
  attempt: ListedAttempt,
): Promise<readonly NeededNotice[]> {
  const now = clock();
  const { targetKey, boardStoreIds, beganAt } = attempt;
  const [ofStores, { people }] = await Promise.all([robots(), messages()]);
  const doors = [
    ...ofStores.map(({ storeId }) => ({ storeId, staffId: null, stores: [storeId], from: 0 })),
    ...people.map(({ staffId, stores: scope, since: acceptedAt }) => {
      const from = isAheadOfNow(acceptedAt, now) ? 0 : acceptedAt - SEEN_BEFORE_MS;
      return { storeId: null, staffId, stores: scope, from };
    }),
  ].filter((door) => boardStoreIds.some((storeId) => isScopeWithin([storeId], door.stores)));
  if (doors.length === 0) return [];
  const facts = factsOf(attempt, await stores(), now);
  const reason = reasonToActOf(facts, now);
  // The sweep removes notices after a day: an older reason would be told a second time.
  const since = toHandleSince(facts);
  if (reason === null || ageMs(since, now) >= RIDERS_KEPT_MS) return [];
  const lifeBegan = beganAt === null || isAheadOfNow(beganAt, now) ? 0 : beganAt;
  // No life begins after its own notices, even if two clocks differ.
  const owedAt = Math.max(now, lifeBegan);
  const told = doors.filter(({ from }) => since >= from);
  return told.map(({ storeId, staffId }) => {
    const noticeId = noticeIdOf([orderId, targetKey, reason, storeId ?? staffId]);
    const notice = { noticeId, orderId, targetKey, storeId, staffId, reason, owedAt };
    return { notice, since, lifeBegan };
  });
}

/** Notice that is needed since a time; `lifeBegan` is 0 while the begin is unknown. */
interface NeededNotice {
  readonly notice: Notice;
  readonly since: number;
  readonly lifeBegan: number;
}

/** Stores a notice, unless the same life of the order has one that counts. */
async function owe(
  { collection, owedAt: known }: Notices,
  { notice: { noticeId, ...fields }, since, lifeBegan }: NeededNotice,
): Promise<void> {
  const { owedAt: now } = fields;
  // The begin of a life may become known more exactly, so that it is no part of the id.
  const isOfThisLife = (owedAt: number): boolean =>
    lifeBegan <= owedAt && !isAheadOfNow(owedAt, now);
  // A reason that has begun again is looked up again: the last one may be over.
  const key = `${noticeId} ${since}`;
  const remembered = known.get(key);
  if (remembered !== undefined && isOfThisLife(remembered)) return;
  const document = await collection.read(noticeId);
  const before = document === null ? null : noticeIn({ ...document, _id: noticeId });
  const isOver = document?.['state'] === 'over' && before !== null && since > before.owedAt;
  const isOwed = before !== null && isOfThisLife(before.owedAt) && !isOver;
  const { version = 0 } = document ?? {};
  const state: NoticeState = 'owed';
  // The write fails if another caller has stored the notice meanwhile.
  if (!isOwed)
    await collection.replace(noticeId, version, { ...fields, state, version: version + 1 });
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, isOwed ? before.owedAt : now);
}

function noticeIdOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Returns the search condition for notices that the sweep removes, with the riders' data. */
export function expiredNotices(now: number): Condition {
  return { below: ['owedAt', now - RIDERS_KEPT_MS] };
}
