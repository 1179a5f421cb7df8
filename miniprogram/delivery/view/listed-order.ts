import type { KnownOrder } from '../../contract/cloud-api';
import type { Arrival, DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { emptyHistory, observe } from '../../contract/delivery-history';
import { statusOf } from '../../contract/delivery-status';

/** Builds a report and a history with as much as a list knows of an order. */
export function dataOfListed(order: KnownOrder): {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
} {
  const { orderId, askedAt, expectedAt, company } = order;
  const { promisedAt = null, statusSince = null, liveAt = null, endedAt = null } = order;
  const report: DeliveryReport = {
    orderId,
    status: statusOf(order.status, order.detail),
    waybillId: null,
    rider: null,
    position: null,
    arrival: arrivalAt(expectedAt),
    askedAt,
    nextAskInSeconds: null,
    ...(company === undefined ? {} : { company }),
  };
  const { isFinal } = report.status;
  const began = {
    ...report,
    arrival: arrivalAt(promisedAt),
    askedAt: isFinal ? endedAt : statusSince,
  };
  // A list does not tell which status came before the end, only until when it lasted.
  const before = { ...began, status: statusOf('unknown'), askedAt: isFinal ? liveAt : null };
  const history = [before, began, report].reduce(
    (seen, { askedAt: at, ...shown }) =>
      at === null ? seen : observe(seen, { ...shown, askedAt: at }),
    emptyHistory(),
  );
  return { report, history };
}

function arrivalAt(expectedAt: number | null): Arrival | null {
  return expectedAt === null ? null : { expectedAt, remainingSeconds: 0 };
}
