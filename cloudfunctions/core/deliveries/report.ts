import type { DeliveryAnswer } from '../../../miniprogram/contract/cloud-api';
import { seenAfter } from '../../../miniprogram/contract/delivery-history';
import type { Store } from '../../../miniprogram/contract/shop';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';
import type { FoundDelivery } from './found';
import { NEWER_SOON_SECONDS, nextAskInSeconds, standingMs } from './next-ask';
import { mayBeCalled } from './reveal';
import { stuckOf } from './stuck';

/** Overlap (ms) with the history that the phone has, for sightings that were stored late. */
const STORED_WITHIN_MS = 60_000;

/**
 * Makes the answer that a phone gets about a delivery.
 *
 * @param stores all stores of the shop
 * @param since time up to which the phone knows the history, ms since 1970
 */
export function reportOf(
  found: FoundDelivery,
  stores: readonly Store[],
  since: number,
  now: number,
): DeliveryAnswer {
  const { delivery, askedAt, company, storeIds, earlier, isBeingAsked } = found;
  const { history } = found.attempt;
  // If several stores are possible, the answer has no store position, and the default thresholds.
  const [store] =
    storeIds.length === 1 ? stores.filter(({ storeId }) => storeId === storeIds[0]) : [];
  const stuck = stuckOf(delivery, history, store?.thresholds ?? DEFAULT_THRESHOLDS, now);
  return {
    ...delivery,
    rider: riderOf(found, now),
    askedAt,
    nextAskInSeconds: isBeingAsked
      ? NEWER_SOON_SECONDS
      : nextAskInSeconds(delivery, standingMs(history, now)),
    ...(isBeingAsked ? { isBeingAsked } : {}),
    ...(company === '' ? {} : { company }),
    ...(store?.position ? { storePosition: store.position } : {}),
    ...(stuck === null ? {} : { stuck }),
    ...(earlier.length === 0 ? {} : { earlier }),
    history: seenAfter(history, since - STORED_WITHIN_MS),
  };
}

function riderOf(found: FoundDelivery, now: number): DeliveryAnswer['rider'] {
  const { rider } = found.delivery;
  if (rider === null) return null;
  return { ...rider, callable: rider.callable && mayBeCalled(found, now) };
}
