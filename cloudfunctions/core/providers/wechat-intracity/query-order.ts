import { CloudFailure, nullIfFailsWith } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import type { AskedTarget, OrderNumbers } from '../provider';
import type { LookUp } from '../wechat/looked-up';
import type { WeChat } from '../wechat/wechat';
import type { AnswerPart } from '../wechat/wire';
import { readUsableKeys } from './api-keys';
import { readOrderAnswer } from './order-answer';
import { askSigned, unverifiedAnswer } from './signed-message';

export const LOOK_UP_PATH = '/cgi-bin/express/intracity/queryorder';
/** Pattern of WeChat's own order ids; merchants' own numbers may look the same. */
const WX_ORDER_ID_PATTERN = /^\d{19}$/;
const NOT_FOUND = ['order-not-found'] as const;

/**
 * Looks an order up by WeChat's `queryorder` (docs/intracity-contract.md §1). An id of 19 digits
 * may be WeChat's or the merchant's. Throws `order-not-found`, also for another store's order.
 */
export async function queryOrder(
  wechat: WeChat,
  { shopNo, secret }: AskedTarget,
  { orderId, storeOrderId }: OrderNumbers,
  call: CallContext,
): Promise<LookUp> {
  const keys = readUsableKeys(secret);
  const wxStoreId = shopNo ?? '';
  const askWeChat = async (question: Readonly<Record<string, string>>): Promise<AnswerPart> => {
    const answer = await askSigned(wechat, LOOK_UP_PATH, question, keys, call);
    // An answer repeats the numbers that were asked for; only `wx_store_id` may be missing.
    const isAsked = Object.entries(question).every(
      ([name, asked]) => (answer.text(name) ?? (name === 'wx_store_id' ? asked : null)) === asked,
    );
    if (!isAsked) throw unverifiedAnswer('不是问的那一单的');
    return answer;
  };
  const askStore = (storeOrderId: string): Promise<AnswerPart> =>
    askWeChat({ wx_store_id: wxStoreId, store_order_id: storeOrderId });
  const readAnswer = (answer: AnswerPart): LookUp => readOrderAnswer(answer, orderId, wechat.now());
  if (!WX_ORDER_ID_PATTERN.test(orderId)) return readAnswer(await askStore(orderId));

  const askNumber = async (waybillNo: string): Promise<LookUp> => {
    const storeAnswer = await askStore(waybillNo);
    const isAsked = waybillNo === orderId || storeAnswer.text('wx_order_id') === orderId;
    if (!isAsked) throw new CloudFailure('order-not-found');
    return { ...readAnswer(storeAnswer), storeOrderId: waybillNo };
  };
  const knownAnswer =
    storeOrderId === undefined ? null : await nullIfFailsWith(NOT_FOUND, askNumber(storeOrderId));
  if (knownAnswer !== null) return knownAnswer;
  const wxAnswer = await nullIfFailsWith(NOT_FOUND, askWeChat({ wx_order_id: orderId }));
  if (wxAnswer === null) return askNumber(orderId);
  const [storeId, number] = [wxAnswer.text('wx_store_id'), wxAnswer.text('store_order_id')];
  if (storeId === wxStoreId) return readAnswer(wxAnswer);
  // WeChat's id finds orders of any store, and the answer may lack the store. So the order is asked
  // for once more by its own number in this store, which must lead to the same WeChat id.
  if (storeId !== null || number === null) throw new CloudFailure('order-not-found');
  return askNumber(number);
}
