import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type BoundAccount, BOUND_ACCOUNTS } from './account';
import type { Courier } from './couriers';
import { SignRefusal, WeChatRefusal } from './refusals';
import type { Happens } from './request-faults';

/** A parsed request to the sandbox. */
export interface ApiRequest {
  /** Path of the URL, such as `/cgi-bin/stable_token`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** Body as it was sent. */
  readonly sent: string;
  /** Parsed JSON body, or {} if the body is empty. */
  readonly body: Readonly<Record<string, unknown>>;
  /** AppID of the access token, or of the credentials that ask for one. '' for neither. */
  readonly appId: string;
  readonly happens: Happens;
}

/** Limit of a merchant's order id, in bytes (docs/getorder-contract.md §1 [O]). */
const MAX_ORDER_ID_BYTES = 128;

/** Reads a text field. @throws WeChatRefusal 930561 (§5) unless it is a non-empty string */
export function textOf(body: ApiRequest['body'], field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') {
    throw new WeChatRefusal(930561, `invalid args: ${field}`);
  }
  return value;
}

/** Order and shop that a request names. */
export type OrderReference = ReturnType<typeof orderReferenceOf>;

/**
 * @throws WeChatRefusal 930561 without order id or shopid, 930560 for a shopid that is not bound in
 * the mini-program that asks (§5, §10)
 */
export function orderReferenceOf(request: ApiRequest) {
  const { body, appId } = request;
  const shopId = textOf(body, 'shopid');
  const orderId = textOf(body, 'shop_order_id');
  if (Buffer.byteLength(orderId) > MAX_ORDER_ID_BYTES) {
    throw new WeChatRefusal(930561, 'invalid args: shop_order_id is longer than 128 bytes');
  }
  const account = boundAccounts(request).find((one) => one.shopId === shopId);
  if (account === undefined) throw new WeChatRefusal(930560, 'shopid is not bound');
  return { appId, account, shopId, orderId };
}

/** Lists the accounts that are bound in the mini-program that asks. */
export function boundAccounts({ appId, happens }: ApiRequest): readonly BoundAccount[] {
  return BOUND_ACCOUNTS.filter((one) => one.appId === appId || happens('binding-everywhere'));
}

/** Returns the store's number (`shop_no`), or null. A single store needs none (§1 [O]). */
export function shopNoOf(body: ApiRequest['body']): string | null {
  const shopNo = body['shop_no'];
  return typeof shopNo === 'string' && shopNo !== '' ? shopNo : null;
}

/**
 * Checks `delivery_sign` as the delivery company does (docs/getorder-contract.md §3 [O]).
 *
 * @throws WeChatRefusal 930561 without a sign [I]
 * @throws SignRefusal for a wrong sign
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
