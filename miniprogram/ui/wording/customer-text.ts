import { type DeliveryStatus, riderAt } from '../../contract/delivery-status';
import { minutesLate } from '../../contract/delivery/urgency';
import { timeOfDay, clockTime, driftWords } from './measures';
import { statusWording } from './status-wording';

/** Facts of the message for a customer. Times in ms on the cloud's clock. */
export interface CustomerFacts {
  readonly orderId: string;
  readonly status: DeliveryStatus;
  readonly askedAt: number;
  /** Arrival that counts now; null when none is known. */
  readonly expectedAt: number | null;
  /** Arrival that was promised first; null when none was. */
  readonly promisedAt: number | null;
  /** True for a delivery that stands longer than its store lets it. */
  readonly isStuck: boolean;
}

/** Promise to the customer for a delivery that takes longer than it should. */
const FOLLOWED_UP = '，我们正在跟进，有新进展马上告诉您';

/**
 * Writes the message about a delivery that staff copy for the customer, without name, phone number
 * or position. `now` in ms on the cloud's clock.
 */
export function customerText(facts: CustomerFacts, now: number): string {
  const asOf = clockTime(facts.askedAt, now);
  return `您好，您的订单 ${facts.orderId}：${situation(facts)}。（${asOf} 的情况）`;
}

/** Tells whether the customer is known to expect the goods still. */
function isAwaited({ isFinal, stage }: DeliveryStatus): boolean {
  return !isFinal && stage !== 'returning' && stage !== 'unknown';
}

/** Writes the state in words, and of goods on their way to the customer when they arrive. */
function situation(facts: CustomerFacts): string {
  const { status, askedAt: now, expectedAt, promisedAt, isStuck } = facts;
  const { customer } = statusWording(status);
  const isDelivering = riderAt(status.name) === 'to-customer';
  // The words of an exception and of an unknown stage say that the shop asks.
  const isAsked = status.stage === 'exception' || status.stage === 'unknown';
  const late = expectedAt === null || !isAwaited(status) ? 0 : minutesLate(expectedAt, now);
  if (late > 0) {
    const words = isDelivering ? '骑手还在路上' : customer;
    return `比预计晚 ${late} 分钟，${words}${isAsked ? '' : FOLLOWED_UP}`;
  }
  const isLong = isStuck && !isAsked;
  const sentence = isLong ? `${customer}，比平时久一些${FOLLOWED_UP}` : customer;
  if (!isDelivering || expectedAt === null) return sentence;
  if (expectedAt <= now) return `${sentence}，按预计这会儿就到`;
  const expected = `${sentence}，预计 ${timeOfDay(expectedAt)} 送到`;
  const isPutOff = promisedAt !== null && minutesLate(promisedAt, now) > 0;
  const later = isPutOff ? driftWords(expectedAt, promisedAt) : '';
  return later === '' ? expected : `${expected}（${later}）`;
}
