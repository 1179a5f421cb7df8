import type { CallContext } from '../../runtime/define-function';
import type { AskedTarget, OrderNumbers } from '../provider';
import { askWeChat } from '../wechat/ask-wechat';
import type { LookedUp } from '../wechat/looked-up';
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
): Promise<LookedUp> {
  const question = {
    shopid: shopId,
    shop_order_id: orderId,
    ...(shopNo === null ? {} : { shop_no: shopNo }),
    delivery_sign: deliverySign(shopId, orderId, secret),
  };
  const read = (body: string): LookedUp => {
    const askedAt = wechat.now();
    return { ...readOrderAnswer(body, orderId, askedAt), askedAt };
  };
  return askWeChat(wechat, LOOK_UP_PATH, question, read, call);
}

/** Lower-case hex (docs/getorder-contract.md §3 [O]), by the AppSecret of the delivery company. */
export function deliverySign(shopId: string, orderId: string, deliverySecret: string): string {
  const signed = `${shopId}${orderId}${deliverySecret}`;
  return createHash('sha1').update(signed, 'utf8').digest('hex');
}
