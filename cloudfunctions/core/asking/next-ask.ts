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

const WAITING_SECONDS = 30;
const USUAL_SECONDS = {
  accepting: 20,
  pickup: 20,
  // Companies renew a position about every 30 s [R] (docs/getorder-contract.md §9).
  delivering: 12,
  returning: WAITING_SECONDS,
  unknown: WAITING_SECONDS,
  // Some cancelled orders went on (docs/getorder-contract.md §2 [R]). Phones ask for half an hour.
  exception: 300,
} as const;
const ARRIVING_SECONDS = 8;
const ARRIVING_FROM_SECONDS = 180;
const EXCEPTION_SECONDS = 60;
const EXCEPTION_WATCHED_MS = 24 * 60 * 60_000;
/** Time (ms) without change after which a list asks every UNCHANGED_SECONDS, for any service. */
const UNCHANGED_FROM_MS = 2 * 60 * 60_000;
const UNCHANGED_SECONDS = 300;

export const NEWER_SOON_SECONDS = 4;

/** Returns the time (ms) for which look-ups have shown no change of status, rider or position. */
export function unchangedForMs(history: DeliveryHistory, now: number): number {
  const statusAt = entriesOf(history).slice(-1)[0]?.seenAt ?? now;
  const positionAt = positionChangeOf(currentLife(history))?.changedAt ?? statusAt;
  return now - Math.max(statusAt, positionAt);
}

/** Returns in how many seconds a page should look again; null when no news is expected. */
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

/** Returns the age (ms) of an order's answer at which a list asks again; Infinity: never. */
export function listIntervalMs(order: KnownOrder, now: number): number {
  const orderClass = orderClassOf(order, now);
  if (orderClass === 'ended' || statusOf(order.status).isFinal) return Infinity;
  const { statusSince = null, stillSince = null } = order;
  const unchangedMs = statusSince === null ? 0 : now - Math.max(statusSince, stillSince ?? 0);
  if (order.status === 'exception')
    return unchangedMs < EXCEPTION_WATCHED_MS ? 1000 * EXCEPTION_SECONDS : Infinity;
  const { unchanged } = factsOf(order.provider);
  const isSlow = unchangedMs >= unchanged.fromMs;
  const seconds = Math.max(TIER_SECONDS[orderClass], isSlow ? unchanged.seconds : 0);
  return 1000 * (unchangedMs < UNCHANGED_FROM_MS ? seconds : Math.max(seconds, UNCHANGED_SECONDS));
}

function usualSeconds({ status, arrival }: Pick<Delivery, 'status' | 'arrival'>): number | null {
  const { name, stage, isFinal } = status;
  if (isFinal && stage !== 'exception') return null;
  if (stage === 'accepting' && awaitsRider(name)) return WAITING_SECONDS;
  const isArriving = arrival !== null && arrival.remainingSeconds <= ARRIVING_FROM_SECONDS;
  return stage === 'delivering' && isArriving ? ARRIVING_SECONDS : USUAL_SECONDS[stage];
}
