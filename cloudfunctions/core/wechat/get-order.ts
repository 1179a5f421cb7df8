import type { Delivery } from '../../../miniprogram/shared/delivery';
import type { Call } from '../runtime/define-function';
import type { AccessTokens } from './access-token';
import { deliverySign } from './delivery-sign';
import type { RiderContact } from './order-answer';
import { readOrderAnswer } from './order-answer';
import type { PostJson } from './post-json';
import { WeChatError } from './wechat-error';

/** A delivery as the company reports it, and the rider's number as it came, which does not leave the cloud but by a reveal. */
export interface LookedUp {
  readonly delivery: Delivery;
  readonly contact: RiderContact | null;
  /** When the company answered, ms since 1970. */
  readonly askedAt: number;
}

/** By what a delivery company knows the merchant (docs/getorder-contract.md §1, §3). */
export interface DeliveryAccount {
  /** The appkey that the company gave out. */
  readonly shopId: string;
  /** The store's number there; null where it has none. */
  readonly shopNo: string | null;
  /** The company's AppSecret, not the mini-program's. */
  readonly secret: string;
}

export type GetOrder = (account: DeliveryAccount, orderId: string, call: Call) => Promise<LookedUp>;

interface GetOrderParts {
  readonly apiBaseUrl: string;
  readonly tokens: AccessTokens;
  readonly post: PostJson;
  readonly now: () => number;
}

/**
 * WeChat's `order/get` (docs/getorder-contract.md §1). A dead token is replaced and the call sent again, once (§4).
 *
 * @throws CloudFailure by the contract's order of decisions: transport, `errcode`, `resultcode`
 */
export function createGetOrder({ apiBaseUrl, tokens, post, now }: GetOrderParts): GetOrder {
  const ask = async (
    { shopId, shopNo, secret }: DeliveryAccount,
    orderId: string,
    token: string,
    call: Call,
  ): Promise<LookedUp> => {
    const url = `${apiBaseUrl}/cgi-bin/express/local/business/order/get?access_token=${encodeURIComponent(token)}`;
    call.count('upstream');
    const body = await post(
      url,
      {
        shopid: shopId,
        shop_order_id: orderId,
        ...(shopNo === null ? {} : { shop_no: shopNo }),
        delivery_sign: deliverySign(shopId, orderId, secret),
      },
      call.timeLeftMs(),
    );
    const askedAt = now();
    return { ...readOrderAnswer(body, orderId, askedAt), askedAt };
  };

  return async (account, orderId, call) => {
    const token = await tokens.current(call);
    try {
      return await ask(account, orderId, token, call);
    } catch (error) {
      if (!(error instanceof WeChatError && error.isDeadToken)) throw error;
      call.note({ deadToken: error.errcode });
      return ask(account, orderId, await tokens.replace(token, call), call);
    }
  };
}
