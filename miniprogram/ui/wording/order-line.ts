import type { KnownOrder } from '../../contract/cloud-api';
import { ago, clockTime } from './clock-time';
import type { Tone } from '../../contract/delivery-status';
import { statusOf, toneOf } from '../../contract/delivery-status';
import { statusWording } from './status-wording';

/** A known order as one line of a list. */
export interface OrderLine {
  readonly orderId: string;
  readonly tag: string;
  readonly tone: Tone;
  /** When it arrives, or how it stands. */
  readonly detail: string;
  /** How old what is told is: `25 秒前`. */
  readonly age: string;
  /** The order id up to what was typed of it, and its end, which is that; where only an end was. */
  readonly before?: string;
  readonly end?: string;
}

/** @param now ms on the cloud's clock */
export function orderLine(order: KnownOrder, now: number): OrderLine {
  const status = statusOf(order.status, order.detail);
  const { tag, title } = statusWording(status);
  // A promise that has passed says nothing any more.
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
