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

const noticeSchema = type({
  orderId: string(),
  targetKey: string(),
  /** Store whose robot has to send the notice; null for a notice to a person. */
  storeId: nullable(string()),
  /** Person who gets the notice as a message; null for a robot. */
  staffId: nullable(string()),
  reason: enums(TO_HANDLE_REASONS),
  owedAt: number(),
});

/** Notice about a delivery, which a store's robot sends, or a person gets as a message. */
export interface Notice extends Of<typeof noticeSchema> {
  readonly noticeId: string;
}

/**
 * `owed`: to be sent; `sent`: sent, or lost on the way; `over`: need not be sent any more. A notice
 * becomes `sent` before its message is sent, so that it is never sent twice.
 */
type NoticeState = 'owed' | 'sent' | 'over';

/** Notice to send, the beginning of its reason (ms since 1970), and the store's name. */
export interface NeededNotice {
  readonly notice: Notice;
  readonly since: number;
  readonly storeName: string;
}

/** Notes a failure to send, which stops nothing else. @returns `value` */
export const noteFailure =
  <Value>(call: Pick<CallContext, 'note'>, value: Value) =>
  (error: unknown): Value => {
    const failure = cloudFailureOf(error);
    call.note({ telling: failure.code, ...loggedOf(failure) });
    return value;
  };

/** Changes the state of a notice; false if another call was faster, or the write failed. */
export function changeNotice(
  { collection, call }: Pick<Notices, 'collection'> & { readonly call: Pick<CallContext, 'note'> },
  { noticeId }: Notice,
  from: NoticeState,
  to: NoticeState,
): Promise<boolean> {
  return collection.putIf(noticeId, { state: from }, { state: to }).catch(noteFailure(call, false));
}

/** Reads a notice; throws CloudFailure `unreadable-document`. */
export function noticeIn(document: Found): Notice {
  return { noticeId: document._id, ...readFields(COLLECTIONS.notices, document, noticeSchema) };
}

/** Returns the facts from which boards and notices decide whether somebody must act. */
export function factsOf(attempt: ListedAttempt, stores: readonly Store[], now: number): ClassFacts {
  const thresholds = onlyStoreOf(attempt.boardStoreIds, stores)?.thresholds ?? DEFAULT_THRESHOLDS;
  const stuck = stuckOf(statusOf(attempt.status), attempt, thresholds, now) ?? undefined;
  return { ...attempt, stuck };
}

/** Maximum number of notices that an instance remembers as stored. */
const MAX_REMEMBERED_NOTICES = 2000;

/**
 * Stores a notice for each robot and person that must learn of a delivery: robots of its stores,
 * and people who see it. There is one for each life, reason, and robot or person, whoever stores
 * it. Mostly this takes no database operation. A failure is only noted.
 */
export async function oweNotices(
  notices: Notices,
  orderId: string,
  attempt: ListedAttempt,
  call: Pick<CallContext, 'note'>,
): Promise<void> {
  const noteNoticesFailure = (error: unknown): void => {
    call.note({ notices: cloudFailureOf(error).code });
  };
  await neededNoticesOf(notices, orderId, attempt)
    .then((all) => Promise.all(all.map((one) => oweNotice(notices, one).catch(noteNoticesFailure))))
    .catch(noteNoticesFailure);
}

/** Stores the notices that a record with new answers needs, see {@link oweNotices}. */
export async function oweNoticesOfAnswers(
  notices: Notices,
  orderId: string,
  { attempts, registrations }: Pick<DeliveryRecord, 'attempts' | 'registrations'>,
  call: Pick<CallContext, 'note'>,
): Promise<void> {
  const current = currentAttempt(attempts);
  if (current === undefined) return;
  // An order that had ended before anybody saw it is on no board, so it needs no notice.
  const isUnseen = statusOf(current.status).isFinal && endSeenAt(current, registrations) === null;
  if (!isUnseen) await oweNotices(notices, orderId, listedAttemptOf(current), call);
}

/**
 * Greatest age (ms) of a reason when a person first accepts messages. The person saw older reasons
 * on the board, so a message about them would be wasted.
 */
const SEEN_BEFORE_ACCEPTED_MS = 10 * 60_000;

/** Lists the notices that a delivery needs now, both stored and missing ones. */
async function neededNoticesOf(
  { robots, messages, stores, now: clock }: Notices,
  orderId: string,
  attempt: ListedAttempt,
): Promise<readonly NoticeToOwe[]> {
  const now = clock();
  const { targetKey, boardStoreIds, beganAt } = attempt;
  const [ofStores, { people }] = await Promise.all([robots(), messages()]);
  const recipients = [
    ...ofStores.map(({ storeId }) => ({ storeId, staffId: null, stores: [storeId], from: 0 })),
    ...people.map(({ staffId, stores: scope, since: acceptedAt }) => {
      const from = isAheadOfNow(acceptedAt, now) ? 0 : acceptedAt - SEEN_BEFORE_ACCEPTED_MS;
      return { storeId: null, staffId, stores: scope, from };
    }),
  ].filter((recipient) =>
    boardStoreIds.some((storeId) => isScopeWithin([storeId], recipient.stores)),
  );
  if (recipients.length === 0) return [];
  const facts = factsOf(attempt, await stores(), now);
  const reason = reasonToActOf(facts, now);
  // The sweep removes notices after a day: an older reason would be sent a second time.
  const since = toHandleSince(facts);
  if (reason === null || ageMs(since, now) >= RIDERS_KEPT_MS) return [];
  const lifeBegan = beganAt === null || isAheadOfNow(beganAt, now) ? 0 : beganAt;
  // A notice is never older than its life, even if two clocks differ.
  const owedAt = Math.max(now, lifeBegan);
  const due = recipients.filter(({ from }) => since >= from);
  return due.map(({ storeId, staffId }) => {
    const noticeId = noticeIdOf([orderId, targetKey, reason, storeId ?? staffId]);
    const notice = { noticeId, orderId, targetKey, storeId, staffId, reason, owedAt };
    return { notice, since, lifeBegan };
  });
}

/** Notice that is needed since a time; `lifeBegan` is 0 while the begin is unknown. */
interface NoticeToOwe {
  readonly notice: Notice;
  readonly since: number;
  readonly lifeBegan: number;
}

/** Stores a notice, unless the same life of the order has a valid one. */
async function oweNotice(
  { collection, owedAt: known }: Notices,
  { notice: { noticeId, ...fields }, since, lifeBegan }: NoticeToOwe,
): Promise<void> {
  const { owedAt: now } = fields;
  // The beginning of a life may be corrected later, so a notice's id does not contain it.
  const isOfThisLife = (owedAt: number): boolean =>
    lifeBegan <= owedAt && !isAheadOfNow(owedAt, now);
  // If a reason has begun again, the database is read again: its last notice may be over.
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
  if (known.size >= MAX_REMEMBERED_NOTICES) known.clear();
  known.set(key, isOwed ? before.owedAt : now);
}

function noticeIdOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Returns the search condition for notices that the sweep removes, with the riders' data. */
export function expiredNotices(now: number): Condition {
  return { below: ['owedAt', now - RIDERS_KEPT_MS] };
}
