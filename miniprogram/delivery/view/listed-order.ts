import type { KnownOrder } from '../../contract/cloud-api';
import type { Arrival, DeliveryReport } from '../../contract/delivery';
import {
  type DeliveryHistory,
  emptyHistory,
  addReport,
  sightingsAfter,
} from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { statusOf } from '../../contract/delivery-status';

/** Report of a delivery, with its history up to the report. */
export interface DeliveryData {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
}

/** Builds a report and a history from the list's data of an order. */
export function deliveryDataOfListed(order: KnownOrder): DeliveryData {
  const report = reportOfListed(order);
  // A list does not tell the status before the end, only until when the delivery was under way.
  const { liveAt = null } = order;
  const before = { ...report, arrival: promisedArrival(order), status: statusOf('unknown') };
  const seen =
    report.status.isFinal && liveAt !== null
      ? addReport(emptyHistory(), { ...before, askedAt: liveAt })
      : emptyHistory();
  return { report, history: withListedStatus(seen, order, report) };
}

/**
 * Adds newer data of a list to older data of the same delivery. Unknown then are the position, and
 * rider and waybill id if they may have changed.
 */
export function withListedOrder(older: DeliveryData, order: KnownOrder): DeliveryData {
  const { waybillId, rider, handover: _handover, ...before } = older.report;
  const listed = reportOfListed(order);
  const added = sightingsAfter(withListedStatus(emptyHistory(), order, listed), before.askedAt);
  const history = { ...older.history, sightings: [...older.history.sightings, ...added.sightings] };
  const isSameRun = (currentLife(history).sightings[0]?.at ?? Infinity) <= before.askedAt;
  const isSameRider = isSameRun && rider !== null && rider.name === (order.riderName ?? null);
  const report: DeliveryReport = {
    ...before,
    ...listed,
    waybillId: isSameRun ? waybillId : null,
    rider: isSameRider && !listed.status.isFinal ? rider : null,
  };
  return { report, history };
}

function reportOfListed(order: KnownOrder): DeliveryReport {
  const { orderId, askedAt, expectedAt, company, provider, stuck } = order;
  return {
    orderId,
    status: statusOf(order.status, order.detail),
    waybillId: null,
    rider: null,
    position: null,
    arrival: arrivalAt(expectedAt),
    askedAt,
    nextAskInSeconds: null,
    stuck,
    ...(company === undefined ? {} : { company }),
    ...(provider === undefined ? {} : { provider }),
  };
}

/** Adds two sightings of the status, the first and the last, at the times in the list. */
function withListedStatus(
  history: DeliveryHistory,
  order: KnownOrder,
  report: DeliveryReport,
): DeliveryHistory {
  const { statusSince = null, endedAt = null } = order;
  const beganAt = report.status.isFinal ? endedAt : statusSince;
  const began = { ...report, arrival: promisedArrival(order), askedAt: beganAt ?? report.askedAt };
  return addReport(beganAt === null ? history : addReport(history, began), report);
}

/** Returns the first promise; null without an arrival: an earlier status made that promise. */
function promisedArrival({ promisedAt = null, expectedAt, status }: KnownOrder): Arrival | null {
  return expectedAt === null && !statusOf(status).isFinal ? null : arrivalAt(promisedAt);
}

function arrivalAt(expectedAt: number | null): Arrival | null {
  return expectedAt === null ? null : { expectedAt, remainingSeconds: 0 };
}
