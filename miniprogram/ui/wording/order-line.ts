import type { KnownOrder } from '../../contract/cloud-api';
import { ago, clockTime } from './clock-time';
import type { Tone } from '../../contract/delivery-status';
import { statusOf, toneOf } from '../../contract/delivery-status';
import { statusWording } from './status-wording';

/** Known order as one line of a list. */
export interface OrderLine {
  readonly orderId: string;
  readonly tag: string;
  readonly tone: Tone;
  /** Expected time of arrival, or the status as a sentence. */
  readonly detail: string;
  /** Age of the data, like `25 秒前`. */
  readonly age: string;
  /** Part of the order id before the typed text, where only the end of the id was typed. */
  readonly before?: string;
  /** End of the order id that equals the typed text. */
  readonly end?: string;
}

/**
 * Builds the line of a known order.
 *
 * @param now ms on the cloud's clock
 */
export function orderLine(order: KnownOrder, now: number): OrderLine {
  const status = statusOf(order.status, order.detail);
  const { tag, title } = statusWording(status);
  // A promised time in the past is not shown.
  const isPromised = !status.isFinal && order.expectedAt !== null && order.expectedAt > now;
  const expected = isPromised ? order.expectedAt : null;
  return {
    orderId: order.orderId,
    tag,
    tone: toneOf(order.status),
    detail: expected === null ? title : `预计 ${clockTime(expected, now)} 送达`,
    age: ago(now - order.askedAt),
  };
}
