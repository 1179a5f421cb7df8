import type { CallResult } from '../shared/call-result';
import type {
  LatestOrders,
  LookUpAnswer,
  OrderAction,
  OrderCalls,
  RevealedPhone,
} from '../shared/cloud-api';
import { parseOrderAnswer } from '../shared/cloud-api';
import type { CheckedLines } from '../shared/self-check';
import type { ShopAction, ShopCalls } from '../shared/shop-api';
import { parseShopAnswer } from '../shared/shop-api';
import { callFunction, missingCloud } from './call-function';
import { CLOUD_ENVIRONMENT } from './cloud-environment';

/**
 * Opens the way to the mini-program's cloud environment; called once, when the app starts. Without
 * cloud support every call answers `cloud-missing`, without the environment's id, or where there is
 * none of that id, `environment-missing`: what pages tell then.
 */
export function openCloud(): void {
  if (missingCloud() === null) wx.cloud.init({ env: CLOUD_ENVIRONMENT, traceUser: false });
}

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
