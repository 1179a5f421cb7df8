import { is, nullable, optional, string, type } from 'superstruct';
import { type CallResult, failureOf, isRefusal } from '../contract/call-result';
import { type OrderAction, type OrderCalls, parseOrderAnswer } from '../contract/cloud-api';
import { darkMap } from '../contract/shop';
import { statusOf } from '../contract/delivery-status';
import { callFunction } from '../platform/call-function';
import { reopenTab } from '../platform/navigation';
import { watchNetworkReturn } from '../platform/network';
import { timers } from '../platform/device';
import type { PollerPhone } from './poller/poller';
import { phoneMemory, serverClock } from './phone-memory';

export const pollerPhone: PollerPhone = {
  now: serverClock.now,
  timers,
  random: Math.random,
  onNetworkReturn: watchNetworkReturn,
};

/** Calls of `getOrder`. They never reject, and they show nothing. */

/** Looks up a delivery by ids, the likeliest first. `since`: the phone has the history so far. */
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

/** Refreshes 最近查过 on this phone. The cloud looks up orders under way whose answer is old. */
export async function refreshRecents() {
  const isKept = phoneMemory.dataKeptTest();
  const underWay = phoneMemory.recents().filter(({ status }) => !statusOf(status).isFinal);
  const orderIds = underWay.map(({ orderId }) => orderId);
  const result = await callGetOrder('refresh-orders', { orderIds });
  if (result.ok && isKept()) phoneMemory.mergeCloudOrders(result.data.orders);
  return result;
}

/** Fetches the rider's full phone number, to dial it. */
export function revealPhone(orderId: string) {
  return callGetOrder('reveal-phone', { orderId });
}

export function selfCheckGetOrder() {
  return callGetOrder('check-function', {});
}

function callGetOrder<Action extends OrderAction>(
  action: Action,
  input: OrderCalls[Action]['input'],
): Promise<CallResult<OrderCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseOrderAnswer(action, value));
}

/** Fields about the shop, which any answer may have. */
const shopFields = type({ shopKey: optional(string()), darkMap: optional(nullable(darkMap)) });

/** Calls the cloud, and stores what the answer says about the shop. A refusal deletes all data. */
export async function callCloud<Data extends object>(
  ...call: Parameters<typeof callFunction<Data>>
): Promise<CallResult<Data>> {
  const isKept = phoneMemory.dataKeptTest();
  const result = await callFunction(...call);
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (!result.ok) {
    if (isRefusal(failureOf(result))) deleteShopData();
  } else if (is(result.data, shopFields)) {
    const { shopKey, darkMap: style } = result.data;
    if (shopKey !== undefined && phoneMemory.storeShopKey(shopKey)) reopenTab();
    // Without the field, the cloud could not read the style: the phone keeps the stored one.
    if (style !== undefined && isKept()) phoneMemory.storeDarkMap(style);
  }
  return result;
}

/** Deletes all shop data from the phone. If there were any, closes the pages that show them. */
export function deleteShopData(): void {
  if (phoneMemory.deleteShopData()) reopenTab();
}
