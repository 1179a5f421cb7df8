import type { DeliveryAnswer } from '../../../miniprogram/contract/cloud-api';
import { seenAfter } from '../../../miniprogram/contract/delivery-history';
import type { Store } from '../../../miniprogram/contract/shop';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';
import type { FoundDelivery } from './found';
import { NEWER_SOON_SECONDS, nextAskInSeconds } from './next-ask';
import { mayBeCalled } from './reveal';
import { stuckOf } from './stuck';

/** An answer that another instance got may be written down so much later. */
const WRITTEN_WITHIN_MS = 60_000;

/**
 * A delivery as a phone is told of it.
 *
 * @param stores the shop's
 * @param since up to when the phone knows what was seen of it, ms since 1970
 */
export function reportOf(
  found: FoundDelivery,
  stores: readonly Store[],
  since: number,
  now: number,
): DeliveryAnswer {
  const { delivery, askedAt, company, storeIds, earlier, isBeingAsked } = found;
  const { history } = found.attempt;
  // Of one that may be of several stores nobody knows where it began, and how patient they are.
  const [store] =
    storeIds.length === 1 ? stores.filter(({ storeId }) => storeId === storeIds[0]) : [];
  const stuck = stuckOf(delivery, history, store?.thresholds ?? DEFAULT_THRESHOLDS, now);
  return {
    ...delivery,
    rider: riderOf(found, now),
    askedAt,
    nextAskInSeconds: isBeingAsked ? NEWER_SOON_SECONDS : nextAskInSeconds(delivery),
    ...(isBeingAsked ? { isBeingAsked } : {}),
    ...(company === '' ? {} : { company }),
    ...(store?.position ? { storePosition: store.position } : {}),
    ...(stuck === null ? {} : { stuck }),
    ...(earlier.length === 0 ? {} : { earlier }),
    history: seenAfter(history, since - WRITTEN_WITHIN_MS),
  };
}

function riderOf(found: FoundDelivery, now: number): DeliveryAnswer['rider'] {
  const { rider } = found.delivery;
  if (rider === null) return null;
  return { ...rider, callable: rider.callable && mayBeCalled(found, now) };
}
