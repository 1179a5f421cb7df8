import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import type { Delivery } from '../../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  entriesOf,
  findPositionChange,
} from '../../../miniprogram/contract/delivery/delivery-history';
import { currentLife } from '../../../miniprogram/contract/delivery/delivery-life';
import { awaitsRider, statusOf } from '../../../miniprogram/contract/delivery-status';
import { orderClassOf, TIER_SECONDS } from '../../../miniprogram/contract/delivery/urgency';
import { factsOf } from '../../../miniprogram/contract/providers';

const WAITING_INTERVAL_SECONDS = 30;
const INTERVAL_SECONDS_BY_STAGE = {
  accepting: 20,
  pickup: 20,
  // 12 s is enough: companies send a position every 30 s [R] (docs/getorder-contract.md §9).
  delivering: 12,
  returning: WAITING_INTERVAL_SECONDS,
  unknown: WAITING_INTERVAL_SECONDS,
  // Asking goes on: some cancelled orders were delivered [R] (docs/getorder-contract.md §2).
  exception: 300,
} as const;
const ARRIVING_INTERVAL_SECONDS = 8;
const ARRIVING_WITHIN_SECONDS = 180;
const EXCEPTION_INTERVAL_SECONDS = 60;
const EXCEPTION_ASKED_FOR_MS = 24 * 60 * 60_000;
/** Time (ms) without change after which lists ask for an order every SLOW_INTERVAL_SECONDS. */
const UNCHANGED_AFTER_MS = 2 * 60 * 60_000;
const SLOW_INTERVAL_SECONDS = 300;

export const ASK_AGAIN_SOON_SECONDS = 4;

/** Returns the time (ms) for which look-ups have shown no change of status, rider or position. */
export function unchangedForMs(history: DeliveryHistory, now: number): number {
  const statusChangedAt = entriesOf(history).slice(-1)[0]?.seenAt ?? now;
  const positionChangedAt = findPositionChange(currentLife(history))?.changedAt ?? statusChangedAt;
  return now - Math.max(statusChangedAt, positionChangedAt);
}

/** Returns in how many seconds a page should look up again; null if no change is expected. */
export function nextAskInSeconds(
  delivery: Pick<Delivery, 'status' | 'arrival' | 'provider'>,
  unchangedMs: number,
): number | null {
  if (delivery.status.name === 'exception')
    return unchangedMs < EXCEPTION_ASKED_FOR_MS ? EXCEPTION_INTERVAL_SECONDS : null;
  const usualSeconds = usualAskSeconds(delivery);
  if (usualSeconds === null) return null;
  const { leastSeconds, unchanged } = factsOf(delivery.provider);
  const isDelivering = delivery.status.stage === 'delivering';
  const minSeconds = isDelivering ? leastSeconds.delivering : leastSeconds.otherwise;
  return Math.max(usualSeconds, minSeconds, unchangedMs < unchanged.fromMs ? 0 : unchanged.seconds);
}

/** Returns the age (ms) of an order's answer at which lists ask WeChat again; Infinity: never. */
export function listIntervalMs(order: KnownOrder, now: number): number {
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'ended' || statusOf(order.status).isFinal) return Infinity;
  const { statusSince = null, stillSince = null } = order;
  const unchangedMs = statusSince === null ? 0 : now - Math.max(statusSince, stillSince ?? 0);
  if (order.status === 'exception')
    return unchangedMs < EXCEPTION_ASKED_FOR_MS ? 1000 * EXCEPTION_INTERVAL_SECONDS : Infinity;
  const { unchanged } = factsOf(order.provider);
  const isLongUnchanged = unchangedMs >= unchanged.fromMs;
  const seconds = Math.max(TIER_SECONDS[orderClass], isLongUnchanged ? unchanged.seconds : 0);
  return (
    1000 * (unchangedMs < UNCHANGED_AFTER_MS ? seconds : Math.max(seconds, SLOW_INTERVAL_SECONDS))
  );
}

function usualAskSeconds({ status, arrival }: Pick<Delivery, 'status' | 'arrival'>): number | null {
  const { name, stage, isFinal } = status;
  if (isFinal && stage !== 'exception') return null;
  if (awaitsRider(name)) return WAITING_INTERVAL_SECONDS;
  const isArriving = arrival !== null && arrival.remainingSeconds <= ARRIVING_WITHIN_SECONDS;
  if (stage === 'delivering' && isArriving) return ARRIVING_INTERVAL_SECONDS;
  return INTERVAL_SECONDS_BY_STAGE[stage];
}
