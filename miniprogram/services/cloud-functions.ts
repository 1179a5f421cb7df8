import { is, nullable, optional, string, type } from 'superstruct';
import { type CallResult, failureOf, isRefusal } from '../contract/call-result';
import { type OrderAction, type OrderCalls, parseOrderAnswer } from '../contract/cloud-api';
import { darkMap } from '../contract/shop';
import { statusOf } from '../contract/delivery-status';
import { callFunction } from '../platform/call-function';
import { reopenTab } from '../platform/navigation';
import { onNetworkReturn } from '../platform/network';
import { timers } from '../platform/device';
import type { PollerPhone } from './poller/poller';
import { phoneMemory, serverClock } from './phone-memory';

export const pollerPhone: PollerPhone = {
  now: serverClock.now,
  timers,
  random: Math.random,
  onNetworkReturn,
};

/** Calls of `getOrder`. They never reject and show no message. */

/**
 * Looks up a delivery by order ids that may be meant, the likeliest first; at least one.
 *
 * @param since time (ms on the cloud's clock) up to which this phone has the history
 * @param exact true for complete order ids: the cloud then ignores ids that only end in them
 * @param isScanned true for a label scanned on the board
 */
export function lookUpDelivery(
  [orderId = '', ...others]: readonly string[],
  since?: number,
  exact = false,
  isScanned = false,
) {
  return callGetOrder('look-up', {
    orderId,
    ...(others.length > 0 && { others }),
    ...(since !== undefined && { since }),
    ...(exact && { exact }),
    ...(isScanned && { isScanned }),
  });
}

/** Refreshes 最近查过 on this phone; the cloud asks WeChat about orders under way that are due. */
export async function refreshRecents() {
  const isKept = phoneMemory.untilForgotten();
  const underWay = phoneMemory.recents().filter(({ status }) => !statusOf(status).isFinal);
  const orderIds = underWay.map(({ orderId }) => orderId);
  const result = await callGetOrder('refresh-orders', { orderIds });
  if (result.ok && isKept()) phoneMemory.mergeLatest(result.data.orders);
  return result;
}

/** Fetches the rider's full phone number, to dial it. */
export function revealPhone(orderId: string) {
  return callGetOrder('reveal-phone', { orderId });
}

export function checkGetOrder() {
  return callGetOrder('check-function', {});
}

function callGetOrder<Action extends OrderAction>(
  action: Action,
  input: OrderCalls[Action]['input'],
): Promise<CallResult<OrderCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseOrderAnswer(action, value));
}

/** Fields about the shop that any answer may have. */
const aboutShop = type({ shopKey: optional(string()), darkMap: optional(nullable(darkMap)) });

/**
 * Calls a cloud function. From its answer, stores the time, the shop's key and the dark style.
 * Deletes all shop data if the key is of another shop, or if the cloud refuses the caller.
 */
export async function callCloud<Data extends object>(
  ...call: Parameters<typeof callFunction<Data>>
): Promise<CallResult<Data>> {
  const isKept = phoneMemory.untilForgotten();
  const result = await callFunction(...call);
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (!result.ok) {
    if (isRefusal(failureOf(result))) forgetShop();
  } else if (is(result.data, aboutShop)) {
    const { shopKey, darkMap: style } = result.data;
    if (shopKey !== undefined && phoneMemory.keepShopKey(shopKey)) reopenTab();
    // If the field is missing, the cloud could not read the style: the stored style stays.
    if (style !== undefined && isKept()) phoneMemory.keepDarkMap(style);
  }
  return result;
}

/** Deletes all shop data from the phone. If there were any, closes the pages that show them. */
export function forgetShop(): void {
  if (phoneMemory.forgetOrders()) reopenTab();
}
