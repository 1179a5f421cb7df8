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
import { type CallContext, cloudFailureOf, logFieldsOf } from '../runtime/define-function';
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

/** Notice about a delivery, for a group chat (sent by a store's robot) or for one person. */
export interface Notice extends Of<typeof noticeSchema> {
  readonly noticeId: string;
}

/**
 * State of a notice. `owed`: to be sent; `sent`: sent, or lost on the way; `over`: never to be
 * sent. A notice becomes `sent` before its message is sent, so that it is never sent twice.
 */
type NoticeState = 'owed' | 'sent' | 'over';

/** Notice to send now. `reasonSince`: when its reason began, ms since 1970. */
export interface NeededNotice {
  readonly notice: Notice;
  readonly reasonSince: number;
  readonly storeName: string;
}

/** Returns a handler that logs a failure and goes on with `valueIfFailed` to the next notice. */
export const noteFailure =
  <Value>(call: Pick<CallContext, 'note'>, valueIfFailed: Value) =>
  (error: unknown): Value => {
    const failure = cloudFailureOf(error);
    call.note({ telling: failure.code, ...logFieldsOf(failure) });
    return valueIfFailed;
  };

/** Changes a notice from `oldState` to `newState`; false if its state was another, or it failed. */
export function changeNotice(
  { collection, call }: Pick<Notices, 'collection'> & { readonly call: Pick<CallContext, 'note'> },
  { noticeId }: Notice,
  oldState: NoticeState,
  newState: NoticeState,
): Promise<boolean> {
  const returnFalse = noteFailure(call, false);
  return collection.putIf(noticeId, { state: oldState }, { state: newState }).catch(returnFalse);
}

/** Reads a notice; throws CloudFailure `unreadable-document`. */
export function noticeIn(document: Found): Notice {
  return { noticeId: document._id, ...readFields(COLLECTIONS.notices, document, noticeSchema) };
}

/** Returns the facts of a delivery attempt that decide whether somebody must act on it. */
export function factsOf(attempt: ListedAttempt, stores: readonly Store[], now: number): ClassFacts {
  const thresholds = onlyStoreOf(attempt.boardStoreIds, stores)?.thresholds ?? DEFAULT_THRESHOLDS;
  const stuck = stuckOf(statusOf(attempt.status), attempt, thresholds, now) ?? undefined;
  return { ...attempt, stuck };
}

/** Maximum number of entries in `Notices.owedAtByKey`. */
const MAX_REMEMBERED_NOTICES = 2000;

/**
 * Stores a notice for each robot and person that must learn of a delivery: robots of its stores,
 * and people who see it. Each gets one notice for each reason and each run of the order from
 * placing to end. Mostly this takes no database operation. A failure is only logged.
 */
export async function oweNotices(
  notices: Notices,
  orderId: string,
  attempt: ListedAttempt,
  call: Pick<CallContext, 'note'>,
): Promise<void> {
  const noteError = (error: unknown): void => {
    call.note({ notices: cloudFailureOf(error).code });
  };
  await neededNoticesOf(notices, orderId, attempt)
    .then((needed) => Promise.all(needed.map((one) => oweNotice(notices, one).catch(noteError))))
    .catch(noteError);
}

/** Stores the notices ({@link oweNotices}) that an order's record needs after new answers. */
export async function oweNoticesOfAnswers(
  notices: Notices,
  orderId: string,
  { attempts, registrations }: Pick<DeliveryRecord, 'attempts' | 'registrations'>,
  call: Pick<CallContext, 'note'>,
): Promise<void> {
  const shown = currentAttempt(attempts);
  if (shown === undefined) return;
  // An order that had ended before anybody saw it is on no board, so it needs no notice.
  const isUnseen = statusOf(shown.status).isFinal && endSeenAt(shown, registrations) === null;
  if (!isUnseen) await oweNotices(notices, orderId, listedAttemptOf(shown), call);
}

/**
 * Greatest age (ms) that a reason may have when a person first accepts messages, so that the person
 * gets a message about it. Older reasons are left out, because the person saw them on the board.
 */
const SEEN_BEFORE_ACCEPTED_MS = 10 * 60_000;

/** Lists the notices that a delivery needs now, whether they are stored or not. */
async function neededNoticesOf(
  { robots, messageRecipients, stores, now: readClock }: Notices,
  orderId: string,
  attempt: ListedAttempt,
): Promise<readonly NoticeToOwe[]> {
  const now = readClock();
  const { targetKey, boardStoreIds, beganAt } = attempt;
  const [robotList, { people }] = await Promise.all([robots(), messageRecipients()]);
  const recipients = [
    ...robotList.map(({ storeId }) => ({ storeId, staffId: null, stores: [storeId], from: 0 })),
    ...people.map(({ staffId, stores: scope, since: acceptedAt }) => {
      const fromMs = isAheadOfNow(acceptedAt, now) ? 0 : acceptedAt - SEEN_BEFORE_ACCEPTED_MS;
      return { storeId: null, staffId, stores: scope, from: fromMs };
    }),
  ].filter((recipient) =>
    boardStoreIds.some((storeId) => isScopeWithin([storeId], recipient.stores)),
  );
  if (recipients.length === 0) return [];
  const facts = factsOf(attempt, await stores(), now);
  const reason = reasonToActOf(facts, now);
  // Notices are deleted after a day, so a second notice would be sent for an older reason.
  const reasonSince = toHandleSince(facts);
  if (reason === null || ageMs(reasonSince, now) >= RIDERS_KEPT_MS) return [];
  const lifeBeganAt = beganAt === null || isAheadOfNow(beganAt, now) ? 0 : beganAt;
  // The clocks may differ, but a notice must not seem older than the current run of its order.
  const owedAt = Math.max(now, lifeBeganAt);
  const dueRecipients = recipients.filter(({ from }) => reasonSince >= from);
  return dueRecipients.map(({ storeId, staffId }) => {
    const noticeId = noticeIdOf([orderId, targetKey, reason, storeId ?? staffId]);
    const notice = { noticeId, orderId, targetKey, storeId, staffId, reason, owedAt };
    return { notice, reasonSince, lifeBeganAt };
  });
}

/** Notice, and when its reason and the run of its order began (ms since 1970; 0 if not known). */
interface NoticeToOwe {
  readonly notice: Notice;
  readonly reasonSince: number;
  readonly lifeBeganAt: number;
}

/** Stores a notice, unless one is stored for this run of the order, from placing to end. */
async function oweNotice(
  { collection, owedAtByKey: rememberedTimes }: Notices,
  { notice: { noticeId, ...fields }, reasonSince, lifeBeganAt }: NoticeToOwe,
): Promise<void> {
  const { owedAt } = fields;
  // The id of a notice lacks the time when the run began, because that time may be corrected.
  const isOfThisLife = (storedAt: number): boolean =>
    lifeBeganAt <= storedAt && !isAheadOfNow(storedAt, owedAt);
  // The key includes when the reason began. For a new beginning, the stored notice is read again.
  const memoryKey = `${noticeId} ${reasonSince}`;
  const remembered = rememberedTimes.get(memoryKey);
  if (remembered !== undefined && isOfThisLife(remembered)) return;
  const document = await collection.read(noticeId);
  const stored = document === null ? null : noticeIn({ ...document, _id: noticeId });
  const isOver = document?.['state'] === 'over' && stored !== null && reasonSince > stored.owedAt;
  const isStillOwed = stored !== null && isOfThisLife(stored.owedAt) && !isOver;
  const { version = 0 } = document ?? {};
  const state: NoticeState = 'owed';
  // `replace` writes nothing if another call has changed the notice since it was read.
  if (!isStillOwed)
    await collection.replace(noticeId, version, { ...fields, state, version: version + 1 });
  if (rememberedTimes.size >= MAX_REMEMBERED_NOTICES) rememberedTimes.clear();
  rememberedTimes.set(memoryKey, isStillOwed ? stored.owedAt : owedAt);
}

function noticeIdOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Returns the search condition for notices to delete: as old as riders' data may become. */
export function expiredNotices(now: number): Condition {
  return { below: ['owedAt', now - RIDERS_KEPT_MS] };
}
