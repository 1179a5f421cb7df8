import type { Call } from '../runtime/define-function';
import { inTime } from '../runtime/in-time';
import type { Actor } from '../access/access';
import type { Flight } from '../storage/single-flight';
import { joinFlight } from '../storage/single-flight';
import type { TargetAnswer } from './ask-targets';
import type { CachedAnswer } from '../records/cached-answer';
import { cachedAnswerOf } from '../records/cached-answer';
import type { Asking } from './asking';
import { takeLease } from '../records/remember';
import type { Asked, DeliveryRecord } from '../records/delivery-record';
import { recordOf } from '../records/read-record';
import type { OrderQuestion } from './search';
import { visibleTo } from './search';
import { commonStores, EVERY_STORE, storesOf } from '../shop/look-up-targets';

/** Maximum time (ms) that an answer waits for database writes. */
const LONGEST_WRITE_MS = 1000;
/**
 * Time (ms) that a caller waits for another caller's newer answer, by the age of the cached one.
 * For 'answered' and 'unknown' see `patienceMs` in core/storage/single-flight.ts.
 */
const PATIENCE = {
  fresh: 'answered',
  recent: 0,
  stale: 1500,
  none: 'unknown',
} as const satisfies Readonly<Record<CachedAnswer, number | 'answered' | 'unknown'>>;

/**
 * Joins the single flight for an order, in which one caller asks WeChat for all. A follower that
 * knows nothing waits as long as its call may last, and never asks beside the leader: in an outage
 * that would be as many requests as people. A damaged record is never written, so it cannot hold a
 * lease, and every caller asks alone.
 *
 * @param patienceMs see `SharedDocument`; by default a caller waits for a newer answer by the age
 *   of the cached one
 */
export async function joinOrderFlight(
  { documents, now, sleep }: Asking,
  question: OrderQuestion,
  record: DeliveryRecord,
  patienceMs = (known: DeliveryRecord): number | 'answered' | 'unknown' =>
    PATIENCE[cachedAnswerOf(visibleTo(question, known, now()))],
): Promise<Flight<DeliveryRecord>> {
  const { orderId, actor, bypassCache } = question;
  if (bypassCache || record.isDamaged) return { role: 'alone', known: record, lease: null };
  const failed = (): void => {
    actor.call.note({ deliveryStore: 'failed' });
  };
  const document = {
    read: async () => recordOf(await documents.read(orderId)),
    lease: (known: DeliveryRecord, leaseUntil: number) =>
      takeLease(documents, orderId, known, leaseUntil, now()),
    leaseUntilOf: ({ leaseUntil }: DeliveryRecord) => leaseUntil,
    patienceMs,
  };
  const parts = { now, sleep, keepMs: 0, failed };
  return joinFlight(parts, document, record, actor.call);
}

/**
 * Waits for database writes, up to a time limit. A failed one is only logged, because it costs
 * another request to WeChat later, but not this answer.
 */
export async function waitForWrites(
  call: Call,
  ...work: readonly (Promise<unknown> | null)[]
): Promise<void> {
  const limitMs = Math.min(LONGEST_WRITE_MS, call.timeLeftMs());
  const begun = work.filter((one) => one !== null);
  if (!(await inTime(Promise.all(begun), limitMs))) call.note({ deliveryStore: 'failed' });
}

/** Converts an answer to what is stored of it: nothing, if the target could not tell. */
export function askedOf(
  answer: TargetAnswer,
  { staff }: Pick<Actor, 'staff'>,
  at: number,
): readonly Asked[] {
  const { target } = answer;
  const { key, account } = target;
  if ('found' in answer) {
    const storeIds = storesOf(target) ?? [EVERY_STORE];
    const actorStoreIds = commonStores(storeIds, staff.stores);
    const company = answer.found.delivery.company ?? account.company;
    const own = { targetKey: key, company, storeIds, actorStoreIds };
    return [{ ...own, found: answer.found }];
  }
  return answer.failure.code === 'order-not-found' ? [{ targetKey: key, notFoundAt: at }] : [];
}
