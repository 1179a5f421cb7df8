import type { KnownOrder } from '../../contract/cloud-api';
import type { Arrival, DeliveryReport } from '../../contract/delivery';
import {
  type DeliveryHistory,
  emptyHistory,
  addReport,
  historyAfter,
} from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { statusOf } from '../../contract/delivery-status';

/** Report of a delivery, with its history up to the report. */
export interface DeliveryData {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
}

/** Builds a report and a history from what the list 最近查过 has of an order. */
export function deliveryDataOfListed(order: KnownOrder): DeliveryData {
  const report = reportOfListed(order);
  // The list lacks the status before the end. It only says when the order was last under way.
  const { liveAt = null } = order;
  const liveReport = { ...report, arrival: promisedArrival(order), status: statusOf('unknown') };
  const liveHistory =
    report.status.isFinal && liveAt !== null
      ? addReport(emptyHistory(), { ...liveReport, askedAt: liveAt })
      : emptyHistory();
  return { report, history: withListedStatus(liveHistory, order, report) };
}

/** Updates older data of a delivery by newer data of a list, which lack the rider's position. */
export function withListedOrder(oldData: DeliveryData, order: KnownOrder): DeliveryData {
  const { waybillId, rider, handover: _handover, ...oldReport } = oldData.report;
  const listReport = reportOfListed(order);
  const listHistory = withListedStatus(emptyHistory(), order, listReport);
  const { sightings } = historyAfter(listHistory, oldReport.askedAt);
  const history = { ...oldData.history, sightings: [...oldData.history.sightings, ...sightings] };
  const isSameRun = (currentLife(history).sightings[0]?.at ?? Infinity) <= oldReport.askedAt;
  const isSameRider = isSameRun && rider !== null && rider.name === (order.riderName ?? null);
  const report: DeliveryReport = {
    ...oldReport,
    ...listReport,
    waybillId: isSameRun ? waybillId : null,
    rider: isSameRider && !listReport.status.isFinal ? rider : null,
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

/** Adds sightings of the listed status: when it began (if known), and when it was last seen. */
function withListedStatus(
  history: DeliveryHistory,
  order: KnownOrder,
  report: DeliveryReport,
): DeliveryHistory {
  const { statusSince = null, endedAt = null } = order;
  const beganAt = report.status.isFinal ? endedAt : statusSince;
  if (beganAt === null) return addReport(history, report);
  const beginReport = { ...report, arrival: promisedArrival(order), askedAt: beganAt };
  return addReport(addReport(history, beginReport), report);
}

/** Returns the first promised arrival; null if the order under way has no promise any more. */
function promisedArrival({ promisedAt = null, expectedAt, status }: KnownOrder): Arrival | null {
  return expectedAt === null && !statusOf(status).isFinal ? null : arrivalAt(promisedAt);
}

function arrivalAt(expectedAt: number | null): Arrival | null {
  return expectedAt === null ? null : { expectedAt, remainingSeconds: 0 };
}
