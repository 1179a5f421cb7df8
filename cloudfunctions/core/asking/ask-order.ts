import type { Actor } from '../access/access';
import { CloudFailure } from '../runtime/cloud-failure';
import { PROVIDERS } from '../providers/providers';
import { getQuota } from '../providers/wechat/quota';
import { oweNoticesOfAnswers } from '../notices/owed';
import { type AskResult, type DeliveryRecord, withAnswers } from '../records/delivery-record';
import { type AnswersToStore, storeAnswers } from '../records/remember-answers';
import { type CallContext, withLessTime } from '../runtime/define-function';
import { endsInTime } from '../runtime/in-time';
import type { LogFields } from '../runtime/log';
import { commonStoreIds, storesOf } from '../shop/look-up-targets';
import type { Documents } from '../storage/documents';
import type { Lease } from '../storage/lease';
import { type TargetAnswer, failsWith } from './ask-targets';
import type { AskContext } from './asking';
import { type AskNeed, type OrderQuestion, giveBackLease, joinOrderFlight } from './order-flight';
import type { QuotaOwner } from '../providers/wechat/mini-program-quota';
import { type SearchOptions, askCurrentTarget, rememberFoundTarget, searchOrder } from './search';

export interface AskOptions extends AskNeed, SearchOptions {
  /** Time (ms) at the end of the call that is kept for database writes. */
  readonly keepMs: number;
}

export type OrderAnswer =
  /** Cached: the record is fresh enough, so that WeChat was not asked. */
  | { readonly kind: 'cached'; readonly record: DeliveryRecord }
  /** Being asked: another caller is asking WeChat for a newer answer. */
  | { readonly kind: 'being-asked'; readonly record: DeliveryRecord }
  /** Not asked: another caller asks. A look-up got its answer too late; a list does not wait. */
  | { readonly kind: 'not-asked' }
  /** Asked: WeChat was asked. `isStored`: at least one target said whether it has the order. */
  | {
      readonly kind: 'asked';
      readonly record: DeliveryRecord;
      readonly answers: readonly TargetAnswer[];
      readonly isStored: boolean;
    };

const MAX_WRITE_WAIT_MS = 1000;

/** Asks WeChat for an order, unless its record is fresh enough or another caller is asking. */
export async function askOrder(
  asking: AskContext,
  question: OrderQuestion,
  record: DeliveryRecord,
  options: AskOptions,
): Promise<OrderAnswer> {
  const { actor } = question;
  const call = withLessTime(actor.call, options.keepMs);
  const hurried = { ...question, actor: { ...actor, call } };
  const flight = await joinOrderFlight(asking, hurried, record, options);
  if (flight.role === 'answered') return { kind: 'cached', record: flight.lastRead };
  if (flight.role === 'follower') return { kind: 'being-asked', record: flight.lastRead };
  if (flight.role === 'late') return { kind: 'not-asked' };
  if (flight.role === 'alone' && !options.isLookUp) {
    const givingBack = giveBackLease(asking.documents, question.orderId, flight.lease);
    await waitForWrites(actor.call, givingBack);
    return { kind: 'not-asked' };
  }
  return askAndStore(asking, hurried, flight, options, actor.call);
}

/** Asks WeChat, stores the answers, and gives back the lease and the unused questions. */
async function askAndStore(
  asking: AskContext,
  question: OrderQuestion,
  { lastRead: record, lease }: { readonly lastRead: DeliveryRecord; readonly lease: Lease | null },
  options: AskOptions,
  call: CallContext,
): Promise<OrderAnswer> {
  const { documents, now } = asking;
  const { orderId, actor } = question;
  const { limits, isLookUp, listed } = options;
  const asks =
    listed === undefined
      ? searchOrder(asking, question, record, options, lease)
      : askCurrentTarget(asking, question, record, listed.target);
  const { answers, asked } = await asks.catch(async (error: unknown) => {
    await waitForWrites(call, giveBackLease(documents, orderId, lease), limits.settleId(false));
    throw error;
  });
  const at = now();
  const stored = asked.flatMap((answer) => storedResultsOf(answer, actor, at));
  for (const one of stored)
    if ('found' in one && !record.attempts.some(({ targetKey }) => targetKey === one.targetKey))
      rememberFoundTarget(asking.foundTargetKeys, one.targetKey);
  const leaseEnds = lease === null ? [] : [record.leaseUntil, lease.until];
  const kept = { orderId, before: record, asked: stored, at, leaseEnds, isLookUp };
  const owners = asked.map(({ target }) => target.account);
  const isStored = stored.length > 0;
  const isUnknown =
    isStored && stored.length === asked.length && stored.every((one) => 'notFoundAt' in one);
  // A queued order was not tried, so it gets no new `triedAt`, and stays due as before.
  const isTried = !isLookUp && !answers.some((one) => failsWith(one, 'queued'));
  const after = withAnswers(record, stored, at);
  const storing = storeAndGiveBackLease(documents, kept, lease, isTried ? at : undefined);
  // A notice is sent only after its answer is stored, because sending reads the stored answer.
  const owing = storing.then(
    () => (isStored ? oweNoticesOfAnswers(asking.notices, orderId, after, call) : undefined),
    () => undefined,
  );
  await Promise.all([
    waitForWrites(call, storing, limits.settleId(isUnknown), readQuotas(asking, owners, call)),
    waitShortly(call, owing, { notices: 'late' }),
  ]);
  return { kind: 'asked', record: after, answers, isStored };
}

/** Reads from WeChat how much of each quota is used: one caller an hour for each quota. */
async function readQuotas(
  { budget, wechat }: AskContext,
  asked: readonly QuotaOwner[],
  call: CallContext,
): Promise<void> {
  for (const owner of await budget.claimDueReadings(asked)) {
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
async function storeAndGiveBackLease(
  documents: Documents,
  answers: AnswersToStore,
  lease: Lease | null,
  triedAt: number | undefined,
): Promise<void> {
  const { orderId, asked } = answers;
  if (asked.length === 0) return giveBackLease(documents, orderId, lease, triedAt);
  try {
    await storeAnswers(documents, answers);
  } catch (error) {
    await giveBackLease(documents, orderId, lease);
    throw error;
  }
}

/** Converts an answer to its stored form; empty for a failure that says nothing about the order. */
function storedResultsOf(answer: TargetAnswer, { staff }: Actor, at: number): readonly AskResult[] {
  const { key: targetKey, account } = answer.target;
  if (failsWith(answer, 'order-not-found')) return [{ targetKey, notFoundAt: at }];
  if ('failure' in answer) return [];
  const { found } = answer;
  const storeIds = storesOf(answer.target);
  const actorStoreIds = commonStoreIds(storeIds, staff.stores);
  const company = found.delivery.company ?? account.company;
  return [{ targetKey, company, storeIds, actorStoreIds, found }];
}

/** Waits a short time for writes. If a write fails, the answer is sent all the same. */
function waitForWrites(call: CallContext, ...writes: readonly Promise<unknown>[]): Promise<void> {
  return waitShortly(call, Promise.all(writes), { deliveryStore: 'failed' });
}

async function waitShortly(
  call: CallContext,
  work: Promise<unknown>,
  noteIfLate: LogFields,
): Promise<void> {
  const limitMs = Math.min(MAX_WRITE_WAIT_MS, call.timeLeftMs());
  if (!(await endsInTime(work, limitMs))) call.note(noteIfLate);
}
