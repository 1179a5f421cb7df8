import type { KnownOrder } from '../../contract/cloud-api';
import { type DeliveryStatus, riderAt, statusOf } from '../../contract/delivery-status';
import { minutesLate } from '../../contract/delivery/urgency';
import { timeOfDay, clockTime, driftWords, minutesInWords } from './measures';
import { statusWording } from './status-wording';

const FOLLOW_UP = '，我们正在跟进，有新进展马上告诉您';

/** Writes the message that staff copy for a customer. It has no name, phone number or position. */
export function customerText(order: KnownOrder, now: number): string {
  const askedClock = clockTime(order.askedAt, now);
  return `您好，您的订单 ${order.orderId}：${situationSentence(order)}。（${askedClock} 的情况）`;
}

function mayArrive({ isFinal, stage }: DeliveryStatus): boolean {
  return !isFinal && stage !== 'returning' && stage !== 'unknown';
}

function situationSentence(order: KnownOrder): string {
  const { askedAt: now, expectedAt, promisedAt = null, stuck } = order;
  const status = statusOf(order.status, order.detail);
  const { customer: customerSentence } = statusWording(status);
  const isDelivering = riderAt(status.name) === 'to-customer';
  // The sentences for an exception and an unknown stage already say that the shop asks the courier.
  const isShopAsking = status.stage === 'exception' || status.stage === 'unknown';
  const lateMinutes = expectedAt !== null && mayArrive(status) ? minutesLate(expectedAt, now) : 0;
  if (lateMinutes > 0) {
    const words = isDelivering ? '骑手还在路上' : customerSentence;
    return `比预计晚 ${minutesInWords(lateMinutes)}，${words}${isShopAsking ? '' : FOLLOW_UP}`;
  }
  const isSlow = stuck !== undefined && mayArrive(status) && !isShopAsking;
  const sentence = isSlow ? `${customerSentence}，比平时久一些${FOLLOW_UP}` : customerSentence;
  if (!isDelivering || expectedAt === null) return sentence;
  if (expectedAt <= now) return `${sentence}，按预计这会儿就到`;
  const arrivalSentence = `${sentence}，预计 ${timeOfDay(expectedAt)} 送到`;
  const isPostponed = promisedAt !== null && minutesLate(promisedAt, now) > 0;
  const postponedWords = isPostponed ? driftWords(expectedAt, promisedAt) : '';
  return postponedWords === '' ? arrivalSentence : `${arrivalSentence}（${postponedWords}）`;
}
