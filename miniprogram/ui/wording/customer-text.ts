import type { KnownOrder } from '../../contract/cloud-api';
import { type DeliveryStatus, riderAt, statusOf } from '../../contract/delivery-status';
import { minutesLate } from '../../contract/delivery/urgency';
import { timeOfDay, clockTime, driftWords, minutesInWords } from './measures';
import { statusWording } from './status-wording';

const WE_FOLLOW_UP = '，我们正在跟进，有新进展马上告诉您';

/** Writes the message that staff copy for the customer, without name, phone number or position. */
export function customerText(order: KnownOrder, now: number): string {
  const asOf = clockTime(order.askedAt, now);
  return `您好，您的订单 ${order.orderId}：${situationSentence(order)}。（${asOf} 的情况）`;
}

function isArrivalAwaited({ isFinal, stage }: DeliveryStatus): boolean {
  return !isFinal && stage !== 'returning' && stage !== 'unknown';
}

function situationSentence(order: KnownOrder): string {
  const { askedAt: now, expectedAt, promisedAt = null, stuck } = order;
  const status = statusOf(order.status, order.detail);
  const { customer } = statusWording(status);
  const isDelivering = riderAt(status.name) === 'to-customer';
  // For an exception or an unknown stage, the status's own words say that the shop asks.
  const isAsked = status.stage === 'exception' || status.stage === 'unknown';
  const late = expectedAt === null || !isArrivalAwaited(status) ? 0 : minutesLate(expectedAt, now);
  if (late > 0) {
    const words = isDelivering ? '骑手还在路上' : customer;
    return `比预计晚 ${minutesInWords(late)}，${words}${isAsked ? '' : WE_FOLLOW_UP}`;
  }
  const isLong = stuck !== undefined && isArrivalAwaited(status) && !isAsked;
  const sentence = isLong ? `${customer}，比平时久一些${WE_FOLLOW_UP}` : customer;
  if (!isDelivering || expectedAt === null) return sentence;
  if (expectedAt <= now) return `${sentence}，按预计这会儿就到`;
  const expected = `${sentence}，预计 ${timeOfDay(expectedAt)} 送到`;
  const isPutOff = promisedAt !== null && minutesLate(promisedAt, now) > 0;
  const later = isPutOff ? driftWords(expectedAt, promisedAt) : '';
  return later === '' ? expected : `${expected}（${later}）`;
}
