import { ageMs } from '../../../miniprogram/contract/age';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { knownOrderOf } from '../../../miniprogram/contract/known-order';
import type { Store } from '../../../miniprogram/contract/shop';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';
import { onlyStoreOf } from '../shop/look-up-targets';
import { RIDERS_KEPT_MS } from './attempt';
import type { ListedAttempt } from './delivery-record';
import type { VisibleOrder } from './known-orders';
import { stuckOf } from './stuck';

/** Times of a summary that are over. Those of the future are `expectedAt` and `promisedAt`. */
const PAST_TIMES = [
  'askedAt',
  'statusSince',
  'stillSince',
  'acceptedAt',
  'liveAt',
  'endedAt',
] as const satisfies readonly (keyof ListedAttempt)[];

/** Replaces the past times that lie ahead of now, which a wrong clock has stored, by now. */
function withoutTimesAhead(attempt: ListedAttempt, now: number): ListedAttempt {
  const ahead = PAST_TIMES.filter((name) => (attempt[name] ?? 0) > now);
  return { ...attempt, ...Object.fromEntries(ahead.map((name) => [name, now])) };
}

/**
 * Describes an order to the phone. No time that is over is told as later than now. Riders' data are
 * left out when they are old, in case the hourly sweep has not removed them yet.
 *
 * @param stores all stores that the member belongs to
 */
export function describeOrder(
  { orderId, lookedUpAt, current, target, storeIds }: VisibleOrder,
  stores: readonly Store[],
  now: number,
): KnownOrder {
  const told = withoutTimesAhead(current, now);
  const { pair: _pair, waybillId: _waybillId, beganAt: _beganAt, ...listed } = told;
  const { callable: _callable, boardStoreIds: _boardStoreIds, company: _own, ...summary } = listed;
  const isOld = ageMs(current.askedAt, now) >= RIDERS_KEPT_MS;
  const store = onlyStoreOf(storeIds, stores);
  const status = statusOf(current.status);
  const stuck = stuckOf({ status }, current, store?.thresholds ?? DEFAULT_THRESHOLDS, now);
  const company = listed.company ?? target.account.company;
  return knownOrderOf(orderId, isOld ? { ...summary, riderName: null, position: null } : summary, {
    lookedUpAt: Math.min(lookedUpAt, now),
    company: company === '' ? undefined : company,
    store: stores.length > 1 ? store?.name : undefined,
    storePosition: store?.position,
    stuck: stuck ?? undefined,
  });
}
