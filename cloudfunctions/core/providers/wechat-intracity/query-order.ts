import { CloudFailure, nullIfFailsWith } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import type { AskedTarget, OrderNumbers } from '../provider';
import type { LookedUp } from '../wechat/looked-up';
import type { WeChat } from '../wechat/wechat';
import type { WireObject } from '../wechat/wire';
import { usableKeys } from './api-keys';
import { readOrderAnswer } from './order-answer';
import { askSigned, unverifiedAnswer } from './signed-message';

export const LOOK_UP_PATH = '/cgi-bin/express/intracity/queryorder';
/** Form of WeChat's own order ids; merchants' own numbers may look the same. */
const WX_ORDER_ID = /^\d{19}$/;
const NOT_FOUND = ['order-not-found'] as const;

/**
 * Asks WeChat's `queryorder` (docs/intracity-contract.md §1): 19 digits as WeChat's order id, then
 * as the merchant's number. Throws `order-not-found`, also for another store's order.
 */
export async function queryOrder(
  wechat: WeChat,
  { shopNo, secret }: AskedTarget,
  { orderId, storeOrderId }: OrderNumbers,
  call: CallContext,
): Promise<LookedUp> {
  const keys = usableKeys(secret);
  const wxStoreId = shopNo ?? '';
  const ask = async (question: Readonly<Record<string, string>>): Promise<WireObject> => {
    const wire = await askSigned(wechat, LOOK_UP_PATH, question, keys, call);
    // An answer repeats the numbers of the question; only `wx_store_id` may be missing in it.
    const isAsked = Object.entries(question).every(
      ([name, asked]) => (wire.text(name) ?? (name === 'wx_store_id' ? asked : null)) === asked,
    );
    if (!isAsked) throw unverifiedAnswer('不是问的那一单的');
    return wire;
  };
  const atStore = (storeOrderId: string): Promise<WireObject> =>
    ask({ wx_store_id: wxStoreId, store_order_id: storeOrderId });
  const read = (wire: WireObject): LookedUp => readOrderAnswer(wire, orderId, wechat.now());
  if (!WX_ORDER_ID.test(orderId)) return read(await atStore(orderId));

  const byNumber = async (number: string): Promise<LookedUp> => {
    const wire = await atStore(number);
    const isAsked = number === orderId || wire.text('wx_order_id') === orderId;
    if (!isAsked) throw new CloudFailure('order-not-found');
    return { ...read(wire), storeOrderId: number };
  };
  const known =
    storeOrderId === undefined ? null : await nullIfFailsWith(NOT_FOUND, byNumber(storeOrderId));
  if (known !== null) return known;
  const found = await nullIfFailsWith(NOT_FOUND, ask({ wx_order_id: orderId }));
  if (found === null) return byNumber(orderId);
  const [answered, number] = [found.text('wx_store_id'), found.text('store_order_id')];
  if (answered === wxStoreId) return read(found);
  // WeChat's id is not bound to a store, and the documentation's sample lacks the store's number.
  // So the order belongs to this store only if the store has it by the same id.
  if (answered !== null || number === null) throw new CloudFailure('order-not-found');
  return byNumber(number);
}
