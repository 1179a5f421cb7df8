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
import { type TargetAnswer, failsAs } from './ask-targets';
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
  /** Not asked: another caller's answer came too late for a look-up, or a list got no lease. */
  | { readonly kind: 'not-asked' }
  /** Asked, with the answers that count; `isStored`: a target said whether it has the order. */
  | {
      readonly kind: 'asked';
      readonly record: DeliveryRecord;
      readonly answers: readonly TargetAnswer[];
      readonly isStored: boolean;
    };

const LONGEST_WRITE_MS = 1000;

/** Asks unless the record is enough or another caller asks; a list asks only at its target. */
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
  if (flight.role === 'answered') return { kind: 'cached', record: flight.lastRead };
  if (flight.role === 'follower') return { kind: 'being-asked', record: flight.lastRead };
  if (flight.role === 'late') return { kind: 'not-asked' };
  if (flight.role === 'alone' && !manner.isLookUp) {
    const givingBack = giveBackLease(asking.documents, question.orderId, flight.lease);
    await waitForWrites(actor.call, givingBack);
    return { kind: 'not-asked' };
  }
  return askAndStore(asking, hurried, flight, manner, actor.call);
}

/** Asks WeChat, stores the answers, gives back the lease, and settles the limits (`settle`). */
async function askAndStore(
  asking: Asking,
  question: OrderQuestion,
  { lastRead: record, lease }: { readonly lastRead: DeliveryRecord; readonly lease: Lease | null },
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
  const kept = { orderId, before: record, asked: stored, at, leaseEnds, isLookUp };
  const owners = asked.map(({ target }) => target.account);
  const isStored = stored.length > 0;
  const isUnknown =
    isStored && stored.length === asked.length && stored.every((one) => 'notFoundAt' in one);
  // A queued order was not tried, so it gets no new `triedAt`, and stays due as before.
  const isTried = !isLookUp && !answers.some((one) => failsAs(one, 'queued'));
  const after = withAnswers(record, stored, at);
  const storing = store(documents, kept, lease, isTried ? at : undefined);
  // A notice must not be told before its answer is stored, because telling reads the answer.
  const owing = storing.then(
    () => (isStored ? oweNews(asking.notices, orderId, after, call) : undefined),
    () => undefined,
  );
  await Promise.all([
    waitForWrites(call, storing, limits.settle(isUnknown), readQuotas(asking, owners, call)),
    waitShortly(call, owing, { notices: 'late' }),
  ]);
  return { kind: 'asked', record: after, answers, isStored };
}

/** Reads the quotas that the questions used from WeChat: each once an hour, by one caller only. */
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
  const { key: targetKey, account } = answer.target;
  if (failsAs(answer, 'order-not-found')) return [{ targetKey, notFoundAt: at }];
  if ('failure' in answer) return [];
  const { found } = answer;
  const storeIds = storesOf(answer.target);
  const actorStoreIds = commonStores(storeIds, staff.stores);
  const company = found.delivery.company ?? account.company;
  return [{ targetKey, company, storeIds, actorStoreIds, found }];
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
