import { MINUTE_MS, RIDERS_KEPT_MS, ageMs } from '../../../miniprogram/contract/age';
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

/** Describes an order for lists, without rider data past its time. Future times become now. */
export function describeOrder(
  { orderId, lookedUpAt, current, target, storeIds }: VisibleOrder,
  stores: readonly Store[],
  now: number,
): KnownOrder {
  const { status, detail, askedAt, expectedAt, promisedAt, hasMoved } = current;
  const hasOldRider = ageMs(askedAt, now) >= RIDERS_KEPT_MS;
  const store = onlyStoreOf(storeIds, stores);
  const thresholds = store?.thresholds ?? DEFAULT_THRESHOLDS;
  const company = current.company ?? target.account.company;
  const summary = {
    status,
    detail,
    askedAt: Math.min(askedAt, now),
    expectedAt,
    promisedAt,
    hasMoved,
    statusSince: atMostNow(current.statusSince, now),
    stillSince: atMostNow(current.stillSince, now),
    acceptedAt: atMostNow(current.acceptedAt, now),
    liveAt: atMostNow(current.liveAt, now),
    endedAt: atMostNow(current.endedAt, now),
    riderName: hasOldRider ? null : current.riderName,
    position: hasOldRider ? null : current.position,
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

function atMostNow<Time extends number | null | undefined>(time: Time, now: number): Time | number {
  return typeof time === 'number' ? Math.min(time, now) : time;
}

/** Minutes that a rider may take to reach the store after accepting; to leave after picking up. */
const MAX_ARRIVING_MINUTES = 15;
const MAX_DEPARTING_MINUTES = 10;
/** Minutes within which goods must be back at the store, if WeChat sends no rider's position. */
const MAX_RETURNING_MINUTES = 30;

/** Returns why an order is stuck; null if it is not. Any other reason goes before `overdue`. */
export function stuckOf(
  status: DeliveryStatus,
  { statusSince = null, stillSince = null, promisedAt = null }: OrderFacts,
  thresholds: StuckThresholds,
  now: number,
): Stuck | null {
  if (status.isFinal) return null;
  const { noRiderMinutes, atStoreMinutes, notMovingMinutes, overdueMinutes } = thresholds;
  const returningMinutes = stillSince === null ? MAX_RETURNING_MINUTES : notMovingMinutes;
  /** Reason, beginning and allowed minutes of a standstill, by where the rider is. */
  const standstills = {
    none: ['no-rider', statusSince, noRiderMinutes],
    'to-store': ['not-arrived', statusSince, MAX_ARRIVING_MINUTES],
    'at-store': ['at-store', statusSince, atStoreMinutes],
    leaving: ['not-departed', statusSince, MAX_DEPARTING_MINUTES],
    'to-customer': ['not-moving', stillSince, notMovingMinutes],
    back: ['not-moving', stillSince ?? statusSince, returningMinutes],
    gone: null,
    unknown: null,
  } as const;
  // A return to the store has no promised arrival time, so it is never overdue.
  const overdueSince = status.stage === 'returning' ? null : promisedAt;
  const overdue = ['overdue', overdueSince, overdueMinutes] as const;
  for (const [reason, since, minutes] of [standstills[riderAt(status.name)] ?? overdue, overdue]) {
    if (since === null) continue;
    const dueAt = since + minutes * MINUTE_MS;
    if (now >= dueAt) return { reason, since, dueAt };
  }
  return null;
}
