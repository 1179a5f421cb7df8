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

const ASK_WAITING_SECONDS = 30;
const ASK_SECONDS_BY_STAGE = {
  accepting: 20,
  pickup: 20,
  // Companies renew a position about every 30 s [R] (docs/getorder-contract.md §9).
  delivering: 12,
  returning: ASK_WAITING_SECONDS,
  unknown: ASK_WAITING_SECONDS,
  // Some cancelled orders went on (docs/getorder-contract.md §2 [R]): phones ask for half an hour.
  exception: 300,
} as const;
const ASK_ARRIVING_SECONDS = 8;
const ARRIVING_WITHIN_SECONDS = 180;
const ASK_EXCEPTION_SECONDS = 60;
const EXCEPTION_ASKED_FOR_MS = 24 * 60 * 60_000;
/** Time (ms) without change after which a list asks only every ASK_UNCHANGED_SECONDS. */
const UNCHANGED_AFTER_MS = 2 * 60 * 60_000;
const ASK_UNCHANGED_SECONDS = 300;

export const ASK_AGAIN_SOON_SECONDS = 4;

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
    return unchangedMs < EXCEPTION_ASKED_FOR_MS ? ASK_EXCEPTION_SECONDS : null;
  const usual = usualAskSeconds(delivery);
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
    return unchangedMs < EXCEPTION_ASKED_FOR_MS ? 1000 * ASK_EXCEPTION_SECONDS : Infinity;
  const { unchanged } = factsOf(order.provider);
  const isSlow = unchangedMs >= unchanged.fromMs;
  const seconds = Math.max(TIER_SECONDS[orderClass], isSlow ? unchanged.seconds : 0);
  return (
    1000 * (unchangedMs < UNCHANGED_AFTER_MS ? seconds : Math.max(seconds, ASK_UNCHANGED_SECONDS))
  );
}

function usualAskSeconds({ status, arrival }: Pick<Delivery, 'status' | 'arrival'>): number | null {
  const { name, stage, isFinal } = status;
  if (isFinal && stage !== 'exception') return null;
  if (stage === 'accepting' && awaitsRider(name)) return ASK_WAITING_SECONDS;
  const isArriving = arrival !== null && arrival.remainingSeconds <= ARRIVING_WITHIN_SECONDS;
  return stage === 'delivering' && isArriving ? ASK_ARRIVING_SECONDS : ASK_SECONDS_BY_STAGE[stage];
}
