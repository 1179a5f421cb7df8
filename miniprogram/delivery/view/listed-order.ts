import type { KnownOrder } from '../../contract/cloud-api';
import type { Arrival, DeliveryReport } from '../../contract/delivery';
import { emptyHistory, observe } from '../../contract/delivery/delivery-history';
import { statusOf } from '../../contract/delivery-status';

/** Builds the first picture of a delivery from what the list of the phone says of its order. */
export function dataOfListed(order: KnownOrder) {
  const { orderId, askedAt, company, provider } = order;
  const { endedAt = null, liveAt = null, statusSince = null, promisedAt = null } = order;
  const report: DeliveryReport = {
    orderId,
    status: statusOf(order.status, order.detail),
    waybillId: null,
    rider: null,
    position: null,
    arrival: arrivalAt(order.expectedAt),
    askedAt,
    nextAskInSeconds: null,
    ...(company === undefined ? {} : { company }),
    ...(provider === undefined ? {} : { provider }),
  };
  const { isFinal } = report.status;
  const promised = { ...report, arrival: arrivalAt(promisedAt) };
  // A list does not say which status came before the end, only until when it lasted.
  const before =
    isFinal && liveAt !== null ? [{ status: statusOf('unknown'), askedAt: liveAt }] : [];
  const beganAt = isFinal ? endedAt : statusSince;
  const began = beganAt === null ? [] : [{ askedAt: beganAt }];
  const seen = [...before, ...began].map((sighting) => ({ ...promised, ...sighting }));
  return { report, history: [...seen, report].reduce(observe, emptyHistory()) };
}

function arrivalAt(expectedAt: number | null): Arrival | null {
  return expectedAt === null ? null : { expectedAt, remainingSeconds: 0 };
}
