import { createHash } from 'crypto';

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
