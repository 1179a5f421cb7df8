import type { Actor } from '../access/access';
import { CloudFailure } from '../runtime/cloud-failure';
import { PROVIDERS } from '../providers/providers';
import { getQuota } from '../providers/wechat/quota';
import { oweNews } from '../notices/owed';
import { type AskResult, type DeliveryRecord, withAnswers } from '../records/delivery-record';
import { type Answers, rememberAnswers } from '../records/remember-answers';
import { type CallContext, withLessTime } from '../runtime/define-function';
import { endsInTime } from '../runtime/in-time';
import type { LogFields } from '../runtime/log';
import { commonStores, storesOf } from '../shop/look-up-targets';
import type { Documents } from '../storage/documents';
import type { Lease } from '../storage/single-flight';
import type { TargetAnswer } from './ask-targets';
import type { Asking } from './asking';
import { type Need, type OrderQuestion, giveBackLease, joinOrderFlight } from './order-flight';
import type { QuotaOwner } from '../providers/wechat/mini-program-quota';
import { type SearchManner, askCurrentTarget, rememberFound, searchOrder } from './search';

export interface AskManner extends Need, SearchManner {
  /** Time (ms) at the end of the call that only database writes may use, not waiting or asking. */
  readonly keepMs: number;
}

export type OrderAnswer =
  /** Cached: the record is fresh enough, so that WeChat was not asked. */
  | { readonly kind: 'cached'; readonly record: DeliveryRecord }
  /** Being asked: another caller is asking WeChat for a newer answer. */
  | { readonly kind: 'being-asked'; readonly record: DeliveryRecord }
  /** Late: nothing is cached, and another caller's answer has not come in time. */
  | { readonly kind: 'late' }
  /** Not asked: the database failed to give a lease, and lists ask only with a lease. */
  | { readonly kind: 'not-asked' }
  /** Asked, with the answers that count; `isStored`: a target said whether it has the order. */
  | {
      readonly kind: 'asked';
      readonly record: DeliveryRecord;
      readonly answers: readonly TargetAnswer[];
      readonly isStored: boolean;
    };

/** Maximum time (ms) that an answer waits for database writes. */
const LONGEST_WRITE_MS = 1000;

/**
 * Asks WeChat for an order, unless the cache is enough or another caller is asking. A person's
 * look-up may search all look-up targets; an order of a list is asked for only at its own target.
 *
 * @param record record of the order as it was read a moment ago
 */
export async function askOrder(
  asking: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  manner: AskManner,
): Promise<OrderAnswer> {
  const { actor } = question;
  const call = withLessTime(actor.call, manner.keepMs);
  const hurried = { ...question, actor: { ...actor, call } };
  const flight = await joinOrderFlight(asking, hurried, record, manner);
  switch (flight.role) {
    case 'answered':
      return { kind: 'cached', record: flight.lastRead };
    case 'follower':
      return { kind: 'being-asked', record: flight.lastRead };
    case 'late':
      return { kind: 'late' };
    case 'alone':
      if (manner.isLookUp) break;
      await waitForWrites(
        actor.call,
        giveBackLease(asking.documents, question.orderId, flight.lease),
      );
      return { kind: 'not-asked' };
    case 'leader':
      break;
  }
  const leased = { record: flight.lastRead, lease: flight.lease };
  return askAndStore(asking, hurried, leased, manner, actor.call);
}

/** Record of an order, and the caller's lease on it; `lease` is null when there is none. */
interface LeasedRecord {
  readonly record: DeliveryRecord;
  readonly lease: Lease | null;
}

/** Asks WeChat, stores the answers, gives back the lease, and settles the limits (`settle`). */
async function askAndStore(
  asking: Asking,
  question: OrderQuestion,
  { record, lease }: LeasedRecord,
  manner: AskManner,
  call: CallContext,
): Promise<OrderAnswer> {
  const { documents, now } = asking;
  const { orderId, actor } = question;
  const { limits, isLookUp, listed } = manner;
  const asks =
    listed === undefined
      ? searchOrder(asking, question, record, manner, lease)
      : askCurrentTarget(asking, question, record, listed.target);
  const { answers, asked } = await asks.catch(async (error: unknown) => {
    await waitForWrites(call, giveBackLease(documents, orderId, lease), limits.settle(false));
    throw error;
  });
  const at = now();
  const stored = asked.flatMap((answer) => asStored(answer, actor, at));
  for (const one of stored)
    if ('found' in one && !record.attempts.some(({ targetKey }) => targetKey === one.targetKey))
      rememberFound(asking.foundKeys, one.targetKey);
  const leaseEnds = lease === null ? [] : [record.leaseUntil, lease.until];
  // A queued order was not tried, so it gets no new `triedAt`, and stays due as before.
  const isQueued = answers.some((one) => 'failure' in one && one.failure.code === 'queued');
  const kept = { orderId, before: record, asked: stored, at, leaseEnds, isLookUp };
  const owners = asked.map(({ target }) => target.account);
  const isUnknown =
    asked.length > 0 &&
    stored.length === asked.length &&
    stored.every((one) => 'notFoundAt' in one);
  const triedAt = isLookUp || isQueued ? undefined : at;
  const after = withAnswers(record, stored, at);
  const isStored = stored.length > 0;
  const storing = store(documents, kept, lease, triedAt);
  // A notice must not be told before its answer is stored, because telling reads the answer.
  const owing = storing.then(
    () => (isStored ? oweNews(asking.notices, orderId, after, call) : undefined),
    () => undefined,
  );
  const writes = [storing, limits.settle(isUnknown)];
  await Promise.all([
    waitForWrites(call, ...writes, readQuotas(asking, owners, call)),
    waitShortly(call, owing, { notices: 'late' }),
  ]);
  return { kind: 'asked', record: after, answers, isStored };
}

/** Reads from WeChat the quotas that the questions used: each once an hour, by one caller only. */
async function readQuotas(
  { budget, wechat }: Asking,
  asked: readonly QuotaOwner[],
  call: CallContext,
): Promise<void> {
  for (const owner of await budget.takeDueReadings(asked)) {
    const { path } = PROVIDERS[owner.provider];
    const quota = await getQuota(wechat(owner.appId), path, call).catch((error: unknown) => {
      if (!(error instanceof CloudFailure)) throw error;
      call.note({ quota: error.code });
      return null;
    });
    if (quota !== null) await budget.storeQuota(owner, quota);
  }
}

/** Stores answers. The lease is given back even when there are no answers, or the write fails. */
async function store(
  documents: Documents,
  answers: Answers,
  lease: Lease | null,
  triedAt: number | undefined,
): Promise<void> {
  const { orderId, asked } = answers;
  if (asked.length === 0) return giveBackLease(documents, orderId, lease, triedAt);
  try {
    await rememberAnswers(documents, answers);
  } catch (error) {
    await giveBackLease(documents, orderId, lease);
    throw error;
  }
}

/** Converts an answer to its stored form; empty for a failure that says nothing about the order. */
function asStored(answer: TargetAnswer, { staff }: Actor, at: number): readonly AskResult[] {
  const { target } = answer;
  const { key: targetKey, account } = target;
  if ('found' in answer) {
    const { found } = answer;
    const storeIds = storesOf(target);
    const actorStoreIds = commonStores(storeIds, staff.stores);
    const company = found.delivery.company ?? account.company;
    return [{ targetKey, company, storeIds, actorStoreIds, found }];
  }
  return answer.failure.code === 'order-not-found' ? [{ targetKey, notFoundAt: at }] : [];
}

/** Waits a short time for writes. A failed write costs a later request, but not this answer. */
async function waitForWrites(
  call: CallContext,
  ...writes: readonly Promise<unknown>[]
): Promise<void> {
  await waitShortly(call, Promise.all(writes), { deliveryStore: 'failed' });
}

async function waitShortly(
  call: CallContext,
  work: Promise<unknown>,
  otherwise: LogFields,
): Promise<void> {
  const limitMs = Math.min(LONGEST_WRITE_MS, call.timeLeftMs());
  if (!(await endsInTime(work, limitMs))) call.note(otherwise);
}
