import type { DeliveryReport } from '../shared/delivery';
import { clockTime } from '../shared/clock-time';
import { statusWording } from '../shared/status-wording';

/** What can be sent to the customer: how the delivery stands, without anybody's name, number or place. `now` in ms. */
export function customerSummary(report: DeliveryReport, now: number): string {
  const { title } = statusWording(report.status);
  const expected =
    report.arrival === null || report.status.isFinal || report.arrival.expectedAt <= now
      ? ''
      : `，预计 ${clockTime(report.arrival.expectedAt, now)} 送达`;
  return `您的订单 ${report.orderId}：${title}${expected}（${clockTime(report.askedAt, now)} 查询）。`;
}
