import { clockTime } from '../shared/clock-time';
import type { DeliveryReport } from '../shared/delivery';

/** What a customer is told of each status: warm, true, and with nothing that only the shop can act on. */
const FOR_CUSTOMERS: Readonly<Record<string, string>> = {
  101: '正在找骑手来店里取货',
  102: '骑手已经接单，正赶来店里取货',
  103: '这次配送已经取消，接下来怎么安排，我们马上跟您确认',
  201: '骑手已经到店，正在取货',
  202: '骑手已经取到货，马上出发',
  203: '这次配送已经取消，接下来怎么安排，我们马上跟您确认',
  204: '骑手临时来不了，让您久等了；我们会尽快重新安排，有新进展告诉您',
  205: '这次没能把货交给骑手，让您久等了；我们会尽快重新安排，有新进展告诉您',
  301: '骑手正在送货，已经在路上了',
  302: '已经送到，请您查收',
  303: '这次配送已经取消，货正送回店里，接下来怎么安排，我们马上跟您确认',
  304: '骑手没能联系上您，货正送回店里；麻烦您回个电话，我们再给您安排',
  305: '听说您没有收下这一单，货正送回店里；哪里不合适，请告诉我们',
  401: '这次没能送到您手里，货已经回到店里；要不要再送，听您安排',
  501: '配送公司那边取消了这一单，实在抱歉；我们会尽快重新安排，有新进展告诉您',
  502: '因为天气或道路的原因，这一单暂时送不了，实在抱歉；我们会尽快安排，有新进展告诉您',
};
const NOT_KNOWN = '配送还在进行，我们正在向配送公司确认到哪一步了';

/** What can be sent to the customer: how the delivery stands, without anybody's name, number or place. `now` in ms. */
export function customerSummary(report: DeliveryReport, now: number): string {
  const { status, arrival, askedAt } = report;
  const told = FOR_CUSTOMERS[String(status.code)] ?? NOT_KNOWN;
  return `您好，您的订单 ${report.orderId}：${told}${expectation()}。（${clockTime(askedAt, now)} 的情况）`;

  function expectation(): string {
    if (arrival === null || status.stage !== 'delivering' || status.isFinal) return '';
    return arrival.expectedAt > now
      ? `，预计 ${clockTime(arrival.expectedAt, now)} 送到`
      : '，比预计的晚了一些，请再稍等一会儿';
  }
}
