import { createHash } from 'node:crypto';
import { boundAccount } from './account';
import type { BoundAccount } from './account';
import type { Courier } from './couriers';
import { SignRefusal, WeChatRefusal } from './refusals';
import type { Happens } from './request-faults';

/** A call of the sandbox, taken apart. */
export interface ApiRequest {
  readonly query: URLSearchParams;
  /** Empty when nothing was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly happens: Happens;
}

/** A merchant's order id has at most 128 bytes (docs/getorder-contract.md §1 [O]). */
const MAX_ORDER_ID_BYTES = 128;

/** @throws WeChatRefusal 930561 (§5) unless the field is text, and not empty */
export function textOf(body: ApiRequest['body'], field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') {
    throw new WeChatRefusal(930561, `invalid args: ${field}`);
  }
  return value;
}

/** Which order of which shop a call is about. */
export interface OrderReference {
  readonly account: BoundAccount;
  readonly shopId: string;
  readonly orderId: string;
}

/** @throws WeChatRefusal 930561 for what is no order reference, 930560 for a shop that is not bound (§5) */
export function orderReferenceOf(body: ApiRequest['body']): OrderReference {
  const shopId = textOf(body, 'shopid');
  const orderId = textOf(body, 'shop_order_id');
  if (Buffer.byteLength(orderId) > MAX_ORDER_ID_BYTES) {
    throw new WeChatRefusal(930561, 'invalid args: shop_order_id is longer than 128 bytes');
  }
  const account = boundAccount(shopId);
  if (account === undefined) throw new WeChatRefusal(930560, 'shopid is not bound');
  return { account, shopId, orderId };
}

/** The store's number; null when it is left out, as it may be with a single store (§1 [O]). */
export function shopNoOf(body: ApiRequest['body']): string | null {
  const shopNo = body['shop_no'];
  return typeof shopNo === 'string' && shopNo !== '' ? shopNo : null;
}

/**
 * The delivery company's check of `delivery_sign` (§3 [O]).
 *
 * @throws WeChatRefusal 930561 when there is none [I]
 * @throws SignRefusal when it is wrong
 */
export function checkSign(
  body: ApiRequest['body'],
  { account, orderId }: OrderReference,
  courier: Courier,
): void {
  const expected = createHash('sha1')
    .update(`${account.shopId}${orderId}${account.secret}`, 'utf8')
    .digest('hex');
  if (textOf(body, 'delivery_sign') !== expected) throw new SignRefusal(courier);
}
