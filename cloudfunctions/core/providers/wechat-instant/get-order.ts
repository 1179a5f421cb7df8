import type { CallContext } from '../../runtime/define-function';
import type { AskedTarget, OrderNumbers } from '../provider';
import { askWeChat } from '../wechat/ask-wechat';
import type { LookUp } from '../wechat/looked-up';
import { readOrderAnswer } from './order-answer';
import type { WeChat } from '../wechat/wechat';
import { createHash } from 'crypto';

export const LOOK_UP_PATH = '/cgi-bin/express/local/business/order/get';

/** Asks WeChat's `order/get` for one order (docs/getorder-contract.md §1). */
export function getOrder(
  wechat: WeChat,
  { shopId, shopNo, secret }: AskedTarget,
  { orderId }: OrderNumbers,
  call: CallContext,
): Promise<LookUp> {
  const question = {
    shopid: shopId,
    shop_order_id: orderId,
    ...(shopNo === null ? {} : { shop_no: shopNo }),
    delivery_sign: signDelivery(shopId, orderId, secret),
  };
  const readAnswer = (body: string): LookUp => {
    const askedAt = wechat.now();
    return { ...readOrderAnswer(body, orderId, askedAt), askedAt };
  };
  return askWeChat(wechat, LOOK_UP_PATH, question, readAnswer, call);
}

/** Signs with the delivery company's AppSecret, in lower-case hex (getorder-contract.md §3). */
export function signDelivery(shopId: string, orderId: string, deliverySecret: string): string {
  const signedText = `${shopId}${orderId}${deliverySecret}`;
  return createHash('sha1').update(signedText, 'utf8').digest('hex');
}
