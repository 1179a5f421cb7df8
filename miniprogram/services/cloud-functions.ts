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

/** Looks up ids, likeliest first. The cloud sends only the history after `historySince` (ms). */
export function lookUpDelivery(
  [orderId = '', ...otherIds]: readonly string[],
  historySince?: number,
  isExact = false,
  isScanned = false,
) {
  return callGetOrder('look-up', {
    orderId,
    ...(otherIds.length > 0 && { others: otherIds }),
    ...(historySince !== undefined && { since: historySince }),
    ...(isExact && { exact: isExact }),
    ...(isScanned && { isScanned }),
  });
}

/** Refreshes 最近查过. The cloud looks up the orders under way whose last answer is old. */
export async function refreshRecents() {
  const isDataKept = phoneMemory.dataKeptTest();
  const underWay = phoneMemory.recents().filter(({ status }) => !statusOf(status).isFinal);
  const orderIds = underWay.map(({ orderId }) => orderId);
  const result = await callGetOrder('refresh-orders', { orderIds });
  if (result.ok && isDataKept()) phoneMemory.mergeCloudOrders(result.data.orders);
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

/** Fields about the shop that the answer of any action may have. */
const shopFields = type({ shopKey: optional(string()), darkMap: optional(nullable(darkMap)) });

/** Calls the cloud; never rejects. Stores shop fields of answers. If refused, deletes shop data. */
export async function callCloud<Data extends object>(
  ...call: Parameters<typeof callFunction<Data>>
): Promise<CallResult<Data>> {
  const isDataKept = phoneMemory.dataKeptTest();
  const result = await callFunction(...call);
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (!result.ok) {
    if (isRefusal(failureOf(result))) deleteShopData();
  } else if (is(result.data, shopFields)) {
    const { shopKey, darkMap: style } = result.data;
    if (shopKey !== undefined && phoneMemory.storeShopKey(shopKey)) reopenTab();
    // An answer without `darkMap` means that the cloud could not read it: the phone keeps its own.
    if (style !== undefined && isDataKept()) phoneMemory.storeDarkMap(style);
  }
  return result;
}

/** Deletes all shop data from the phone. If there were any, closes the pages that show the shop. */
export function deleteShopData(): void {
  if (phoneMemory.deleteShopData()) reopenTab();
}
