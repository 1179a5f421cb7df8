import { is } from 'superstruct';
import { type CallResult, failureOf, isRefusal } from '../contract/call-result';
import {
  type LookUpAnswer,
  type OrderAction,
  type OrderCalls,
  type RevealedPhone,
  ofShop,
  parseOrderAnswer,
} from '../contract/cloud-api';
import type { CheckedLines } from '../contract/self-check';
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

/** Fetches the rider's full phone number, to dial it. Never rejects, shows no message. */
export function revealPhone(orderId: string): Promise<CallResult<RevealedPhone>> {
  return callGetOrder('reveal-phone', { orderId });
}

/** Fetches the results of getOrder's check of its own set-up. Never rejects, shows no message. */
export function checkGetOrder(): Promise<CallResult<CheckedLines>> {
  return callGetOrder('check-function', {});
}

/** Calls an action of the function `getOrder`. Never rejects, shows no message. */
export function callGetOrder<Action extends OrderAction>(
  action: Action,
  input: OrderCalls[Action]['input'],
): Promise<CallResult<OrderCalls[Action]['data']>> {
  return callCloud('getOrder', { action, ...input }, (value) => parseOrderAnswer(action, value));
}

/**
 * Calls a cloud function, and takes in what every answer tells: the time, and whose data the phone
 * keeps. Those of another shop are deleted, and all when the cloud does not know the caller.
 */
export async function callCloud<Data extends object>(
  ...call: Parameters<typeof callFunction<Data>>
): Promise<CallResult<Data>> {
  const result = await callFunction(...call);
  if ('serverTime' in result) serverClock.adjust(result.serverTime);
  if (!result.ok) {
    if (isRefusal(failureOf(result))) forgetShop();
  } else if (is(result.data, ofShop) && result.data.shopKey !== undefined) {
    if (phoneMemory.keepShopKey(result.data.shopKey)) startAnew();
  }
  return result;
}

/** Deletes all shop data from the phone; where there were any, no page that shows them stays. */
export function forgetShop(): void {
  if (phoneMemory.forgetOrders()) startAnew();
}
