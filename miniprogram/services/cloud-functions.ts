import type { CallResult } from '../contract/call-result';
import { failureOf, isRefusal } from '../contract/call-result';
import type {
  LookUpAnswer,
  OrderAction,
  OrderCalls,
  RefreshedOrders,
  RevealedPhone,
} from '../contract/cloud-api';
import { parseOrderAnswer } from '../contract/cloud-api';
import type { CheckedLines } from '../contract/self-check';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { parseShopAnswer } from '../contract/shop-api';
import { callFunction } from '../platform/call-function';
import { startAnew } from '../platform/navigation';
import { phoneMemory, serverClock } from './phone-memory';

/**
 * Looks up a delivery; never rejects, and shows no message.
 *
 * @param orderIds order ids that may be meant, the likeliest first; at least one
 * @param since time up to which this phone has the history (ms on the cloud's clock); the whole
 * history when left out
 * @param exact true for complete order ids: orders whose ids merely end in them are ignored
 */
export function lookUpDelivery(
  [orderId = '', ...others]: readonly string[],
  since?: number,
  exact?: boolean,
): Promise<CallResult<LookUpAnswer>> {
  const input: OrderCalls['look-up']['input'] = {
    orderId,
    ...(others.length === 0 ? {} : { others }),
    ...(since === undefined ? {} : { since }),
    ...(exact === true ? { exact } : {}),
  };
  return callGetOrder('look-up', input);
}

/**
 * Fetches the orders of the list 最近查过 as they are now. Never rejects, shows no message.
 *
 * @param orderIds orders under way in the list, at most 20, which WeChat may be asked for
 */
export function refreshOrders(orderIds: readonly string[]): Promise<CallResult<RefreshedOrders>> {
  return callGetOrder('refresh-orders', { orderIds });
}

/** Fetches the rider's full phone number, to dial it. Never rejects, shows no message. */
export function revealPhone(orderId: string): Promise<CallResult<RevealedPhone>> {
  return callGetOrder('reveal-phone', { orderId });
}

/** Fetches the results of getOrder's check of its own set-up. Never rejects, shows no message. */
export function checkGetOrder(): Promise<CallResult<CheckedLines>> {
  return callGetOrder('check-function', {});
}

/** Calls an action of the function `shop`. Never rejects, shows no message. */
export function callShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  return callCloud('shop', { action, ...input }, (value) => parseShopAnswer(action, value));
}

function callGetOrder<Action extends OrderAction>(
  action: Action,
  input: OrderCalls[Action]['input'],
): Promise<CallResult<OrderCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseOrderAnswer(action, value));
}

/**
 * Calls a cloud function, and takes in what every answer tells: the time, and whose data the phone
 * keeps. All of them are deleted when the cloud does not know the caller, and when the answer is of
 * another shop; then no page of the one before stays open, either.
 */
export async function callCloud<Data extends object>(
  ...call: Parameters<typeof callFunction<Data>>
): Promise<CallResult<Data>> {
  const result = await callFunction(...call);
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (result.ok) {
    const { shopKey } = result.data as Pick<RefreshedOrders, 'shopKey'>;
    if (shopKey !== undefined && phoneMemory.keepShopKey(shopKey)) startAnew();
  } else if (isRefusal(failureOf(result))) phoneMemory.forgetOrders();
  return result;
}
