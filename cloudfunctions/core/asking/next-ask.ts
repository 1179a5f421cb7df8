import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import type { Delivery } from '../../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  entriesOf,
  positionChangeOf,
} from '../../../miniprogram/contract/delivery/delivery-history';
import { currentLife } from '../../../miniprogram/contract/delivery/delivery-life';
import { awaitsRider, statusOf } from '../../../miniprogram/contract/delivery-status';
import { orderClassOf, TIER_SECONDS } from '../../../miniprogram/contract/delivery/urgency';
import { factsOf } from '../../../miniprogram/contract/providers';

/**
 * Interval between look-ups while a rider delivers. Companies renew a position about every 30 s [R]
 * (docs/getorder-contract.md §9).
 */
const DELIVERING_SECONDS = 12;
const ARRIVING_SECONDS = 8;
/** Remaining time (s) until arrival from which the shorter interval ARRIVING_SECONDS applies. */
const ARRIVING_FROM_SECONDS = 180;
const ON_THE_WAY_TO_PICK_UP_SECONDS = 20;
const WAITING_SECONDS = 30;
/**
 * Interval after a cancellation by the courier or by force majeure, because some of these orders
 * went on (docs/getorder-contract.md §2 [R]). The phone stops asking after half an hour.
 */
const REVIVABLE_SECONDS = 300;
/** Interval between look-ups while the delivery company reports an exception. */
const EXCEPTION_SECONDS = 60;
/** Time (ms) without change after which an order with an exception is no longer asked for. */
const EXCEPTION_WATCHED_MS = 24 * 60 * 60_000;
/** Time (ms) without change after which a list asks every UNCHANGED_SECONDS, for any service. */
const UNCHANGED_FROM_MS = 2 * 60 * 60_000;
const UNCHANGED_SECONDS = 300;

/** Seconds until the next look-up while another caller is asking WeChat for a newer answer. */
export const NEWER_SOON_SECONDS = 4;

/** Returns the time (ms) for which look-ups have shown no change of status, rider or position. */
export function unchangedForMs(history: DeliveryHistory, now: number): number {
  const statusAt = entriesOf(history).slice(-1)[0]?.seenAt ?? now;
  const positionAt = positionChangeOf(currentLife(history))?.changedAt ?? statusAt;
  return now - Math.max(statusAt, positionAt);
}

/**
 * Returns when a page should look the delivery up again.
 *
 * @param unchangedMs time (ms) for which nothing has changed (`unchangedForMs`)
 * @returns seconds from now; null when no news is expected
 */
export function nextAskInSeconds(
  delivery: Pick<Delivery, 'status' | 'arrival' | 'provider'>,
  unchangedMs: number,
): number | null {
  if (delivery.status.name === 'exception')
    return unchangedMs < EXCEPTION_WATCHED_MS ? EXCEPTION_SECONDS : null;
  const usual = usualSeconds(delivery);
  if (usual === null) return null;
  const { leastSeconds, unchanged } = factsOf(delivery.provider);
  const isDelivering = delivery.status.stage === 'delivering';
  const least = isDelivering ? leastSeconds.delivering : leastSeconds.otherwise;
  return Math.max(usual, least, unchangedMs < unchanged.fromMs ? 0 : unchanged.seconds);
}

/**
 * Returns the age (ms) of an order's answer at which a list that shows the order asks again.
 *
 * @returns null when a list no longer asks: the order has ended, or its exception is too old
 */
export function listIntervalMs(order: KnownOrder, now: number): number | null {
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'ended' || statusOf(order.status).isFinal) return null;
  const { statusSince = null, stillSince = null } = order;
  const unchangedMs = statusSince === null ? 0 : now - Math.max(statusSince, stillSince ?? 0);
  if (order.status === 'exception')
    return unchangedMs < EXCEPTION_WATCHED_MS ? 1000 * EXCEPTION_SECONDS : null;
  const { unchanged } = factsOf(order.provider);
  const isSlow = unchangedMs >= unchanged.fromMs;
  const seconds = Math.max(TIER_SECONDS[orderClass], isSlow ? unchanged.seconds : 0);
  return 1000 * (unchangedMs < UNCHANGED_FROM_MS ? seconds : Math.max(seconds, UNCHANGED_SECONDS));
}

function usualSeconds({ status, arrival }: Pick<Delivery, 'status' | 'arrival'>): number | null {
  if (status.stage === 'exception') return REVIVABLE_SECONDS;
  if (status.isFinal) return null;
  switch (status.stage) {
    case 'delivering':
      return arrival !== null && arrival.remainingSeconds <= ARRIVING_FROM_SECONDS
        ? ARRIVING_SECONDS
        : DELIVERING_SECONDS;
    case 'accepting':
      return awaitsRider(status.name) ? WAITING_SECONDS : ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'pickup':
      return ON_THE_WAY_TO_PICK_UP_SECONDS;
    case 'returning':
    case 'unknown':
      return WAITING_SECONDS;
  }
}
