import type { Actor } from '../access/access';
import { type AskManner, askOrder } from '../asking/ask-order';
import type { Asking } from '../asking/asking';
import type { OrderQuestion } from '../asking/order-flight';
import { ShopLimits } from '../asking/question-limits';
import { createTokenFetcher } from '../asking/tokens';
import type { Deliveries } from '../deliveries/deliveries';
import { dropPaid, isSame, withOneMore, withRegistrations } from '../records/change-registrations';
import { type DeliveryRecord, KNOWN_MISSING_MS } from '../records/delivery-record';
import { readRecord, recordOf } from '../records/read-record';
import {
  type Registration,
  countAwaited,
  isQueued,
  LEFT_OUT,
  nextAskAt,
  passedSteps,
  RETRY_MS,
  unknownBy,
} from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { cloudFailureOf, withLessTime } from '../runtime/define-function';
import type { UsableAccount } from '../shop/account-book';
import { type LookUpTarget, targetsOf } from '../shop/look-up-targets';
import { changeDocument } from '../storage/change-document';
import { NO_BOUND } from '../storage/counted-uses';
import type { Documents } from '../storage/documents';
import type { DueOrder } from './awaited-orders';
import { paidCounterId } from './paid-reads';

/** Number of awaited orders that one call asks for. Each may cost one question for each account. */
export const AWAITED_AT_ONCE = 5;
/** Number of due orders that one call reads. Some are spare, because records may be damaged. */
const MOST_READ = 50;
/** Maximum number of a person's unknown ids that are asked for often; further ids wait longer. */
const MOST_UNKNOWN = 60;

/**
 * Asks WeChat for awaited orders. Each order is asked for only at the accounts of the stores in its
 * registration; a paid order only at those of its mini-program. The questions count for the shop,
 * not as unknown ids.
 *
 * @param keepMs time (ms) of the call that stays unused; `recentKeys` as in SearchManner
 * @returns orders that were handled, even if another caller asks or the lane is full
 */
export async function askAwaited(
  asking: Deliveries,
  due: readonly DueOrder[],
  actor: Actor,
  { keepMs, recentKeys }: Pick<AskManner, 'keepMs' | 'recentKeys'>,
): Promise<readonly DueOrder[]> {
  if (due.length === 0) return [];
  const { call } = actor;
  const hurried = withLessTime(call, keepMs);
  const fetchToken = createTokenFetcher(asking.wechat, hurried);
  // A failure is only noted. The orders stay due, and the caller still gets an answer.
  const failed = (error: unknown): void => {
    call.note({ awaited: cloudFailureOf(error).code });
  };
  try {
    const accounts = await asking.accounts.accounts();
    const askable = due.filter(
      ({ registration }) => askableTargets(accounts, registration).length > 0,
    );
    const readable = await firstReadable(asking.documents, askable);
    const timely = await withoutLate(asking, readable);
    const parts = { accounts, fetchToken, recentKeys, actor: { ...actor, call: hurried } };
    await Promise.all(timely.map((one) => askOne(asking, one, parts).catch(failed)));
    return readable.map(({ order }) => order);
  } catch (error) {
    failed(error);
    return [];
  }
}

function askableTargets(
  accounts: readonly UsableAccount[],
  registration: Registration,
): readonly LookUpTarget[] {
  const targets = targetsOf(accountsFor(accounts, registration), registration.storeIds);
  return targets.filter(({ account }) => account.secret !== null);
}

function accountsFor(
  accounts: readonly UsableAccount[],
  { by }: Registration,
): readonly UsableAccount[] {
  return accounts.filter(({ appId }) => by.kind !== 'paid' || appId === by.id);
}

interface ReadableOrder {
  readonly order: DueOrder;
  readonly record: DeliveryRecord;
}

/** Reads the records of the first due orders. Orders with damaged records stay due. */
async function firstReadable(
  documents: Documents,
  due: readonly DueOrder[],
): Promise<readonly ReadableOrder[]> {
  const some = due.slice(0, MOST_READ);
  const ids = some.map(({ orderId }) => orderId);
  const found = await documents.list({ holds: ['_id', ids], limit: MOST_READ });
  const records = new Map(found.map((document) => [document._id, recordOf(document)]));
  const readable = some.flatMap((order) => {
    const record = records.get(order.orderId);
    return record?.isDamaged === false ? [{ order, record }] : [];
  });
  return readable.slice(0, AWAITED_AT_ONCE);
}

/** Postpones new orders of a person who has too many unknown ids; returns the other orders. */
async function withoutLate(
  asking: Asking,
  readable: readonly ReadableOrder[],
): Promise<readonly ReadableOrder[]> {
  const { documents, now } = asking;
  const isFirst = ({ order: { registration } }: ReadableOrder): boolean =>
    registration.by.kind === 'person' && isQueued(registration);
  const people = new Set(readable.filter(isFirst).map(({ order }) => order.registration.by.id));
  const late: ReadableOrder[] = [];
  for (const id of people) {
    const unknown = await countAwaited(documents, unknownBy(id), now());
    const own = readable.filter((one) => isFirst(one) && one.order.registration.by.id === id);
    late.push(...own.slice(Math.max(0, MOST_UNKNOWN - unknown)));
  }
  await Promise.all(
    late.map(({ order }) => note(asking, order, (one) => ({ ...one, tried: LEFT_OUT }))),
  );
  return readable.filter((one) => !late.includes(one));
}

type QuestionParts = Pick<OrderQuestion, 'accounts' | 'fetchToken' | 'actor'> &
  Pick<AskManner, 'recentKeys'>;

/** Asks for one order by each id that it may have, and stores the result in its registration. */
async function askOne(
  asking: Deliveries,
  { order, record: first }: ReadableOrder,
  { actor, recentKeys, ...parts }: QuestionParts,
): Promise<void> {
  const { documents, now } = asking;
  const { orderId, registration } = order;
  const { storeIds, otherIds = [], by } = registration;
  const accounts = accountsFor(parts.accounts, registration);
  const targets = askableTargets(accounts, registration);
  const { tried, since: stepAt } = passedSteps(registration, now());
  // An answer of the minute before counts, too: the card of a scanned order may have asked before
  // the order was stored.
  const since = isQueued(registration) ? stepAt - KNOWN_MISSING_MS : stepAt;
  const ofStores = { ...actor, staff: { ...actor.staff, stores: storeIds } };
  let hasFailed = false;
  for (const id of [orderId, ...otherIds]) {
    const record = id === orderId ? first : await readRecord(documents, id);
    if (record instanceof CloudFailure || record.isDamaged) continue;
    const isMissingIn =
      ({ knownMissing }: DeliveryRecord) =>
      ({ key }: LookUpTarget): boolean =>
        knownMissing.some(({ targetKey, at }) => targetKey === key && at >= since);
    // A question is repeated only at accounts that have not answered it.
    const isRetry = registration.retryAt !== undefined;
    const unanswered = isRetry ? targets.filter((one) => !isMissingIn(record)(one)) : targets;
    const asked = accounts.filter((one) => unanswered.some(({ account }) => account === one));
    if (asked.length === 0) continue;
    const question = {
      ...parts,
      accounts: asked,
      orderId: id,
      actor: ofStores,
      bypassCache: false,
    };
    const limits = new ShopLimits(asking, by.kind === 'person' ? 'brought' : 'new');
    const manner = { limits, recentKeys, isLookUp: false, keepMs: 0 };
    const answer = await askOrder(asking, question, record, manner);
    if (answer.kind !== 'asked' && answer.kind !== 'cached') return;
    const isFoundAt = ({ key }: LookUpTarget): boolean =>
      answer.record.attempts.some(({ targetKey }) => targetKey === key);
    if (targets.some(isFoundAt)) return id === orderId ? undefined : moveTo(asking, id, order);
    if (unanswered.every(isMissingIn(answer.record))) continue;
    // The lane has no room for all questions, so the order stays due.
    const answers = answer.kind === 'asked' ? answer.answers : [];
    if (answers.some((one) => 'failure' in one && one.failure.code === 'queued')) return;
    hasFailed = true;
  }
  const isLast = nextAskAt({ ...registration, tried }, now()) === null;
  if (by.kind === 'paid' && isLast && !hasFailed) {
    const unmatched = { by: 1, atMost: NO_BOUND };
    if (await dropPaid(documents, orderId, by.id, now()))
      await asking.collections.limits.putIf(paidCounterId(by.id), {}, {}, { unmatched });
    return;
  }
  // A paid order has few steps, and goes on with the next one even if an account fails for long.
  const isAgain = hasFailed && (isLast || by.kind !== 'paid');
  await note(asking, order, ({ retryAt: _over, ...one }) =>
    isAgain ? { ...one, retryAt: now() + RETRY_MS[by.kind] } : { ...one, tried },
  );
}

/** Changes a registration, unless it has been replaced meanwhile. */
async function note(
  { documents, now }: Asking,
  { orderId, registration }: DueOrder,
  noted: (one: Registration) => Registration,
): Promise<void> {
  const change = (one: Registration): Registration =>
    isSame(one, registration) && one.at === registration.at ? noted(one) : one;
  await changeDocument(documents, orderId, (document) =>
    document === null
      ? null
      : withRegistrations(document, orderId, (all) => all.map(change), now()),
  );
}

/** Moves a registration to the document of the id by which WeChat knows the order. */
async function moveTo(
  { documents, now }: Asking,
  id: string,
  { orderId, registration }: DueOrder,
): Promise<void> {
  const { otherIds: _others, ...moved } = registration;
  await changeDocument(documents, id, (document) =>
    withRegistrations(document, id, (all) => withOneMore(all, moved, now()), now()),
  );
  const rest = (all: readonly Registration[]) => all.filter((one) => !isSame(one, registration));
  await changeDocument(documents, orderId, (document) =>
    withRegistrations(document, orderId, rest, now()),
  );
}
