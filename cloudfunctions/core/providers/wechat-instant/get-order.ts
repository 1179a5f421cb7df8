import type { Delivery } from '../../../../miniprogram/contract/delivery';
import type { Call } from '../../runtime/define-function';
import { askWeChat } from '../wechat/ask-wechat';
import type { RiderContact } from './order-answer';
import { readOrderAnswer } from './order-answer';
import type { WeChat } from '../wechat/wechat';
import { createHash } from 'crypto';

/**
 * A delivery as the company reports it, and the rider's number as it came, which does not leave the
 * cloud but by a reveal.
 */
export interface LookedUp {
  readonly delivery: Delivery;
  readonly contact: RiderContact | null;
  /** When the company answered, ms since 1970. */
  readonly askedAt: number;
}

/** By what a delivery company knows the merchant (docs/getorder-contract.md §1, §3). */
export interface DeliveryAccount {
  /** The appkey that the company gave out. */
  readonly shopId: string;
  /** The store's number there; null where it has none. */
  readonly shopNo: string | null;
  /** The company's AppSecret, not the mini-program's. */
  readonly secret: string;
}

/**
 * Asks WeChat's `order/get` for one order (docs/getorder-contract.md §1).
 *
 * @throws CloudFailure by the contract's order of decisions: transport, `errcode`, `resultcode`
 */
export function getOrder(
  wechat: WeChat,
  { shopId, shopNo, secret }: DeliveryAccount,
  orderId: string,
  call: Call,
): Promise<LookedUp> {
  const question = {
    shopid: shopId,
    shop_order_id: orderId,
    ...(shopNo === null ? {} : { shop_no: shopNo }),
    delivery_sign: deliverySign(shopId, orderId, secret),
  };
  const read = (body: string): LookedUp => {
    const askedAt = wechat.now();
    return { ...readOrderAnswer(body, orderId, askedAt), askedAt };
  };
  return askWeChat(wechat, '/cgi-bin/express/local/business/order/get', question, read, call);
}

/** Copied for each sign: that costs less than to make one. */
const EMPTY = createHash('sha1');

/**
 * `delivery_sign`: sha1(shopid + shop_order_id + AppSecret) in lower-case hex, plain concatenation
 * in UTF-8 (docs/getorder-contract.md §3 [O]).
 *
 * @param deliverySecret the delivery company's AppSecret, not the mini-program's
 */
export function deliverySign(shopId: string, orderId: string, deliverySecret: string): string {
  return EMPTY.copy().update(`${shopId}${orderId}${deliverySecret}`, 'utf8').digest('hex');
}
