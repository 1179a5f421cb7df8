import type { Actor } from '../access/access';
import { PROVIDERS } from '../providers/providers';
import { getQuota } from '../providers/wechat/quota';
import { oweNoticesOfAnswers } from '../notices/owed';
import { type AskResult, type DeliveryRecord, withAnswers } from '../records/delivery-record';
import { type AnswersToStore, storeAnswers } from '../records/remember-answers';
import { type CallContext, cloudFailureOf, withLessTime } from '../runtime/define-function';
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
  /** Time (ms) kept at the end of the call for other work; questions to WeChat end before it. */
  readonly keepMs: number;
}

export type OrderAnswer =
  /** Cached: the answer on record is fresh enough, so WeChat was not asked. */
  | { readonly kind: 'cached'; readonly record: DeliveryRecord }
  /** Being asked: another caller asks WeChat at this moment; `record` has the cached answer. */
  | { readonly kind: 'being-asked'; readonly record: DeliveryRecord }
  /** Not asked: no time was left; or the database failed while a list was refreshed. */
  | { readonly kind: 'not-asked' }
  /** Asked: WeChat was asked. `isStored`: an answer (order found, or not found) is stored. */
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
  const hurriedQuestion = { ...question, actor: { ...actor, call } };
  const flight = await joinOrderFlight(asking, hurriedQuestion, record, options);
  if (flight.role === 'answered') return { kind: 'cached', record: flight.lastRead };
  if (flight.role === 'follower') return { kind: 'being-asked', record: flight.lastRead };
  if (flight.role === 'late') return { kind: 'not-asked' };
  if (flight.role === 'alone' && !options.isLookUp) {
    const leaseReturn = giveBackLease(asking.documents, question.orderId, flight.lease);
    await waitForWrites(actor.call, leaseReturn);
    return { kind: 'not-asked' };
  }
  return askAndStore(asking, hurriedQuestion, flight, options, actor.call);
}

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
  const searching =
    listed === undefined
      ? searchOrder(asking, question, record, options, lease)
      : askCurrentTarget(asking, question, record, listed.target);
  const { answers, newAnswers } = await searching.catch(async (error: unknown) => {
    await waitForWrites(call, giveBackLease(documents, orderId, lease), limits.settleId(false));
    throw error;
  });
  const askedAt = now();
  const results = newAnswers.flatMap((answer) => resultsOf(answer, actor, askedAt));
  for (const one of results)
    if ('found' in one && !record.attempts.some(({ targetKey }) => targetKey === one.targetKey))
      rememberFoundTarget(asking.foundTargetKeys, one.targetKey);
  const leaseEnds = lease === null ? [] : [record.leaseUntil, lease.until];
  const toStore = { orderId, lastRead: record, results, askedAt, leaseEnds, isLookUp };
  const owners = newAnswers.map(({ target }) => target.account);
  const isStored = results.length > 0;
  const isUnknownId =
    isStored && results.length === newAnswers.length && results.every((one) => 'notFoundAt' in one);
  const newRecord = withAnswers(record, results, askedAt);
  const storing = storeAndGiveBackLease(documents, toStore, lease);
  // A notice is stored only after the answer, because sending the notice reads the stored answer.
  const storingNotices = storing.then(
    () => (isStored ? oweNoticesOfAnswers(asking.notices, orderId, newRecord, call) : undefined),
    () => undefined,
  );
  await Promise.all([
    waitForWrites(call, storing, limits.settleId(isUnknownId), readQuotas(asking, owners, call)),
    waitShortly(call, storingNotices, { notices: 'late' }),
  ]);
  return { kind: 'asked', record: newRecord, answers, isStored };
}

/** Reads from WeChat how much of each quota is used. Only one caller an hour reads a quota. */
async function readQuotas(
  { budget, wechat }: AskContext,
  askedOwners: readonly QuotaOwner[],
  call: CallContext,
): Promise<void> {
  for (const owner of await budget.claimDueReadings(askedOwners)) {
    const { path } = PROVIDERS[owner.provider];
    const quota = await getQuota(wechat(owner.appId), path, call).catch((error: unknown) => {
      call.note({ quota: cloudFailureOf(error).code });
      return null;
    });
    if (quota !== null) await budget.storeQuota(owner, quota);
  }
}

/** Stores answers and gives back the lease, even if there is no answer, or the write fails. */
async function storeAndGiveBackLease(
  documents: Documents,
  answers: AnswersToStore,
  lease: Lease | null,
): Promise<void> {
  const { orderId, results, isLookUp, askedAt } = answers;
  if (results.length === 0)
    return giveBackLease(documents, orderId, lease, isLookUp ? {} : { triedAt: askedAt });
  try {
    await storeAnswers(documents, answers);
  } catch (error) {
    await giveBackLease(documents, orderId, lease);
    throw error;
  }
}

/** Converts an answer to results to store; none if a failure says nothing about the order. */
function resultsOf(answer: TargetAnswer, { staff }: Actor, askedAt: number): readonly AskResult[] {
  const { key: targetKey, account } = answer.target;
  if (failsWith(answer, 'order-not-found')) return [{ targetKey, notFoundAt: askedAt }];
  if ('failure' in answer) return [];
  const { found } = answer;
  const storeIds = storesOf(answer.target);
  const actorStoreIds = commonStoreIds(storeIds, staff.stores);
  const company = found.delivery.company ?? account.company;
  return [{ targetKey, company, storeIds, actorStoreIds, found }];
}

/** Waits at most MAX_WRITE_WAIT_MS for writes. If one fails, the call still sends its answer. */
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
