import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery/delivery-history';
import { customerText } from '../../ui/wording/customer-text';
import { expectedArrival } from './arrival';

/** Writes the message about a delivery for its customer. `now` in ms on the cloud's clock. */
export function customerSummary(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): string {
  const { orderId, status, askedAt } = report;
  const arrival = expectedArrival(report, history, askedAt);
  const [expectedAt, promisedAt] = [arrival?.expectedAt ?? null, arrival?.firstAt ?? null];
  const isStuck = report.stuck !== undefined;
  return customerText({ orderId, status, askedAt, expectedAt, promisedAt, isStuck }, now);
}
