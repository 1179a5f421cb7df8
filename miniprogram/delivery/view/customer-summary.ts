import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { clockOf, clockTime } from '../../ui/wording/clock-time';
import { drift } from '../../ui/wording/lateness';
import { statusWording } from '../../ui/wording/status-wording';
import { expectedArrival } from './arrival';

/**
 * Writes the message about a delivery that staff copy for the customer. It contains no name, phone
 * number or position, and tells the situation at the time of the report. `now` in ms on the cloud's
 * clock.
 */
export function customerSummary(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): string {
  const asOf = clockTime(report.askedAt, now);
  return `您好，您的订单 ${report.orderId}：${situation(report, history)}。（${asOf} 的情况）`;
}

/** What the shop promises the customer of a delivery that takes longer than it should. */
const FOLLOWED_UP = '，我们正在跟进，有新进展马上告诉您';

/** Writes the state in words, and of goods on their way to the customer when they arrive. */
function situation(report: DeliveryReport, history: DeliveryHistory): string {
  const { status, askedAt: now } = report;
  const { customer } = statusWording(status);
  const sentence =
    report.stuck === undefined ? customer : `${customer}，比平时久一些${FOLLOWED_UP}`;
  const arrival = status.stage === 'delivering' ? expectedArrival(report, history, now) : null;
  if (arrival === null) return sentence;
  const { expectedAt, firstAt, minutesLate, isPutOff } = arrival;
  if (minutesLate > 0) return `比预计晚 ${minutesLate} 分钟，骑手还在路上${FOLLOWED_UP}`;
  if (expectedAt <= now) return `${sentence}，按预计这会儿就到`;
  const expected = `${sentence}，预计 ${clockOf(expectedAt)} 送到`;
  const later = isPutOff ? drift(expectedAt, firstAt) : '';
  return later === '' ? expected : `${expected}（${later}）`;
}
