import { RIDERS_KEPT_MS, ageMs } from '../../../miniprogram/contract/age';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import {
  type DeliveryStatus,
  riderAt,
  statusOf,
} from '../../../miniprogram/contract/delivery-status';
import type { Stuck } from '../../../miniprogram/contract/delivery';
import type { OrderFacts } from '../../../miniprogram/contract/delivery/order-summary';
import {
  type Store,
  type StuckThresholds,
  DEFAULT_THRESHOLDS,
} from '../../../miniprogram/contract/shop';
import { knownOrderOf } from '../../../miniprogram/contract/delivery/known-order';
import { onlyStoreOf } from '../shop/look-up-targets';
import type { VisibleOrder } from './known-orders';

/**
 * Describes an order to the phone. No past time is later than now, even if a wrong clock has stored
 * it. Old data of riders are left out, in case the hourly sweep has not removed them yet.
 *
 * @param stores all stores that the member belongs to
 */
export function describeOrder(
  { orderId, lookedUpAt, current, target, storeIds }: VisibleOrder,
  stores: readonly Store[],
  now: number,
): KnownOrder {
  const { status, detail, askedAt, statusSince, stillSince, acceptedAt, liveAt, endedAt } = current;
  const isOld = ageMs(askedAt, now) >= RIDERS_KEPT_MS;
  const store = onlyStoreOf(storeIds, stores);
  const thresholds = store?.thresholds ?? DEFAULT_THRESHOLDS;
  const company = current.company ?? target.account.company;
  const summary = {
    status,
    detail,
    askedAt: Math.min(askedAt, now),
    expectedAt: current.expectedAt,
    promisedAt: current.promisedAt,
    hasMoved: current.hasMoved,
    statusSince: pastTime(statusSince, now),
    stillSince: pastTime(stillSince, now),
    acceptedAt: pastTime(acceptedAt, now),
    liveAt: pastTime(liveAt, now),
    endedAt: pastTime(endedAt, now),
    riderName: isOld ? null : current.riderName,
    position: isOld ? null : current.position,
  };
  return knownOrderOf(orderId, summary, {
    provider: current.provider,
    lookedUpAt: Math.min(lookedUpAt, now),
    company: company === '' ? undefined : company,
    store: stores.length > 1 ? store?.name : undefined,
    storePosition: store?.position,
    stuck: stuckOf(statusOf(status), current, thresholds, now) ?? undefined,
  });
}

function pastTime<Time extends number | null | undefined>(time: Time, now: number): Time | number {
  return typeof time === 'number' ? Math.min(time, now) : time;
}

const MINUTE = 60_000;
/** Minutes in which a rider comes who has accepted, and leaves who has the goods. */
const ARRIVES_MINUTES = 15;
const DEPARTS_MINUTES = 10;
/** Minutes in which goods come back whose way nobody sees. */
const RETURNS_MINUTES = 30;

/**
 * Finds whether a delivery is stuck: longer in one state than the store's thresholds allow, counted
 * from the first look-up that showed it. A reason that the staff can act on comes before `overdue`.
 *
 * @returns reason and start; null when the delivery is not stuck
 */
export function stuckOf(
  status: DeliveryStatus,
  { statusSince = null, stillSince = null, promisedAt = null }: OrderFacts,
  thresholds: StuckThresholds,
  now: number,
): Stuck | null {
  if (status.isFinal) return null;
  const after = (reason: Stuck['reason'], since: number | null, minutes: number): Stuck | null => {
    const dueAt = since === null ? Infinity : since + minutes * MINUTE;
    return since === null || now < dueAt ? null : { reason, since, dueAt };
  };
  const waitedTooLong = (): Stuck | null => {
    switch (riderAt(status.name)) {
      case 'none':
        return after('no-rider', statusSince, thresholds.noRiderMinutes);
      case 'at-store':
        return after('at-store', statusSince, thresholds.atStoreMinutes);
      case 'to-customer':
        return after('not-moving', stillSince, thresholds.notMovingMinutes);
      case 'to-store':
        return after('not-arrived', statusSince, ARRIVES_MINUTES);
      case 'leaving':
        return after('not-departed', statusSince, DEPARTS_MINUTES);
      case 'back':
        return stillSince === null
          ? after('not-moving', statusSince, RETURNS_MINUTES)
          : after('not-moving', stillSince, thresholds.notMovingMinutes);
      case 'gone':
      case 'unknown':
        return null;
    }
  };
  // A return to the store has no promised arrival time, so it is never overdue.
  if (status.stage === 'returning') return waitedTooLong();
  return waitedTooLong() ?? after('overdue', promisedAt, thresholds.overdueMinutes);
}
