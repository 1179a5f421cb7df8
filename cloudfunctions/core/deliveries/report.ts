import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { DeliveryAnswer } from '../../../miniprogram/contract/cloud-api';
import type { Delivery, Position } from '../../../miniprogram/contract/delivery';
import {
  type DeliveryHistory,
  historyAfter,
  historyUntil,
} from '../../../miniprogram/contract/delivery/delivery-history';
import { type Store, DEFAULT_THRESHOLDS } from '../../../miniprogram/contract/shop';
import { summarize } from '../../../miniprogram/contract/delivery/order-summary';
import type { FoundDelivery } from './found';
import { ASK_AGAIN_SOON_SECONDS, nextAskInSeconds, unchangedForMs } from '../asking/next-ask';
import { stuckOf } from '../records/describe-order';
import { mayBeCalled } from '../records/attempt';
import { onlyStoreOf } from '../shop/look-up-targets';

/** Length (ms) of history before `sinceMs` that is sent again, as some results are stored late. */
const HISTORY_OVERLAP_MS = 60_000;

/** Makes the answer for a phone that already has the history up to `sinceMs` (since 1970). */
export function deliveryAnswerOf(
  foundDelivery: FoundDelivery,
  stores: readonly Store[],
  sinceMs: number,
  now: number,
): DeliveryAnswer {
  const { delivery, askedAt, company, storeIds, earlier, isBeingAsked } = foundDelivery;
  const { slowedToSeconds, waitSeconds = 0 } = foundDelivery;
  const history = historyUntil(foundDelivery.attempt.history, now);
  const usualSeconds = nextAskInSeconds(delivery, unchangedForMs(history, now));
  const nextSeconds = usualSeconds && Math.max(usualSeconds, waitSeconds);
  // If the account has several stores, no store position is sent, and default thresholds apply.
  const store = onlyStoreOf(storeIds, stores);
  const summary = summarize({ ...delivery, askedAt }, history);
  const stuck = stuckOf(delivery.status, summary, store?.thresholds ?? DEFAULT_THRESHOLDS, now);
  return {
    ...sentDelivery(foundDelivery, now),
    askedAt: sentAskedAt(askedAt, history, now),
    nextAskInSeconds: isBeingAsked ? ASK_AGAIN_SOON_SECONDS : nextSeconds,
    ...(isBeingAsked ? { isBeingAsked } : {}),
    ...(slowedToSeconds === undefined ? {} : { slowedToSeconds }),
    ...(company === '' ? {} : { company }),
    ...(store?.position ? { storePosition: store.position, storeName: store.name } : {}),
    ...(stuck === null ? {} : { stuck }),
    ...(earlier.length === 0 ? {} : { earlier }),
    history: sentHistory(
      isAheadOfNow(sinceMs, now) ? history : historyAfter(history, sinceMs - HISTORY_OVERLAP_MS),
    ),
  };
}

/** Returns `askedAt`; if it is ahead of `now` (wrong clock), the time of the last stored result. */
function sentAskedAt(askedAt: number, { sightings }: DeliveryHistory, now: number): number {
  const trustedAskedAt = isAheadOfNow(askedAt, now) ? sightings[sightings.length - 1]?.at : askedAt;
  return Math.min(trustedAskedAt ?? now, now);
}

/** Lists the fields of a delivery for a phone; no other field of a record leaves the cloud. */
function sentDelivery({ delivery, attempt }: FoundDelivery, now: number): Delivery {
  const { orderId, status, waybillId, rider, position, arrival } = delivery;
  const { provider, company, receiverPosition, routeMetres, handover } = delivery;
  return {
    orderId,
    status,
    waybillId,
    rider: rider && {
      name: rider.name,
      phone: rider.phone,
      callable: rider.callable && mayBeCalled(attempt, now),
    },
    position: positionOnly(position),
    arrival: arrival && {
      remainingSeconds: arrival.remainingSeconds,
      expectedAt: arrival.expectedAt,
    },
    provider,
    company,
    receiverPosition: receiverPosition && positionOnly(receiverPosition),
    routeMetres,
    handover: handover && { code: handover.code, serial: handover.serial },
  };
}

function sentHistory({ sightings, eventTimes }: DeliveryHistory): DeliveryHistory {
  return {
    sightings: sightings.map(({ at, status, detail, riderName, position, expectedAt }) => {
      return { at, status, detail, riderName, position: positionOnly(position), expectedAt };
    }),
    eventTimes: eventTimes?.map(({ status, at, seenAt }) => ({ status, at, seenAt })),
  };
}

function positionOnly<Place extends Position | null>(position: Place): Place | Position {
  return position && { longitude: position.longitude, latitude: position.latitude };
}
