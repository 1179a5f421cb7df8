import type { KnownOrder } from '../../contract/cloud-api';
import { ago, clockTime } from './clock-time';
import type { Tone } from '../../contract/delivery-status';
import { statusOf, toneOf } from '../../contract/delivery-status';
import { statusWording } from './status-wording';

/** Texts of a known order for one line of a list. */
export interface OrderLine {
  readonly orderId: string;
  readonly tag: string;
  readonly tone: Tone;
  /** Expected time of arrival; without one, the status as a sentence. */
  readonly detail: string;
  /** Age of the data, like `25 秒前`. */
  readonly age: string;
  /** Order id without its matching end; present only when the end of an order id was typed. */
  readonly before?: string;
  /** End of the order id that equals the typed text; present together with `before`. */
  readonly end?: string;
}

/**
 * Builds the line of a known order.
 *
 * @param now current time in ms on the cloud's clock
 */
export function orderLine(order: KnownOrder, now: number): OrderLine {
  const status = statusOf(order.status, order.detail);
  const { tag, title } = statusWording(status);
  // An expected arrival that has passed is not shown.
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
