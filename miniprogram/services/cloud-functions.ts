import type { CallResult } from '../contract/call-result';
import type {
  LatestOrders,
  LookUpAnswer,
  OrderAction,
  OrderCalls,
  RevealedPhone,
} from '../contract/cloud-api';
import { parseOrderAnswer } from '../contract/cloud-api';
import type { CheckedLines } from '../contract/self-check';
import type { ShopAction, ShopCalls } from '../contract/shop-api';
import { parseShopAnswer } from '../contract/shop-api';
import { callFunction } from '../platform/call-function';

/**
 * Looks a delivery up; never rejects, shows nothing.
 *
 * @param orderIds that may be meant, the likeliest first; at least one
 * @param since up to when this phone knows what was seen of it (ms on the cloud's clock); nothing when left out
 * @param exact they are whole order ids, whatever other ids end so
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

/** Asks for the orders that the person's stores asked for last; never rejects, shows nothing. */
export function latestOrders(): Promise<CallResult<LatestOrders>> {
  return callGetOrder('latest-orders', {});
}

/** Asks for the rider's full number, to dial it; never rejects, shows nothing. */
export function revealPhone(orderId: string): Promise<CallResult<RevealedPhone>> {
  return callGetOrder('reveal-phone', { orderId });
}

/** Asks the function `getOrder` what it finds of itself; never rejects, shows nothing. */
export function checkGetOrder(): Promise<CallResult<CheckedLines>> {
  return callGetOrder('check-function', {});
}

/** Asks the function `shop` for one of its actions; never rejects, shows nothing. */
export function callShop<Action extends ShopAction>(
  action: Action,
  input: ShopCalls[Action]['input'],
): Promise<CallResult<ShopCalls[Action]['data']>> {
  return callFunction('shop', { action, ...input }, (value) => parseShopAnswer(action, value));
}

function callGetOrder<Action extends OrderAction>(
  action: Action,
  input: OrderCalls[Action]['input'],
): Promise<CallResult<OrderCalls[Action]['data']>> {
  return callFunction('getOrder', { action, ...input }, (value) => parseOrderAnswer(action, value));
}
