import { clockTime } from '../../ui/wording/clock-time';
import type { DeliveryReport } from '../../contract/delivery';
import { statusWording } from '../../ui/wording/status-wording';

/**
 * Writes the message about a delivery that staff copy for the customer. It contains no name, phone
 * number or position. `now` in ms on the cloud's clock.
 */
export function customerSummary(report: DeliveryReport, now: number): string {
  const { status, arrival, askedAt } = report;
  const sentence = statusWording(status).customer;
  return `您好，您的订单 ${report.orderId}：${sentence}${expectation()}。（${clockTime(askedAt, now)} 的情况）`;

  function expectation(): string {
    if (arrival === null || status.stage !== 'delivering' || status.isFinal) return '';
    return arrival.expectedAt > now
      ? `，预计 ${clockTime(arrival.expectedAt, now)} 送到`
      : '，比预计的晚了一些，请再稍等一会儿';
  }
}
