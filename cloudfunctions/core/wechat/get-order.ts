import type { Delivery } from '../../../miniprogram/shared/delivery';
import type { Call } from '../runtime/define-function';
import type { Settings } from '../runtime/settings';
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

export type GetOrder = (orderId: string, call: Call) => Promise<LookedUp>;

interface GetOrderParts {
  readonly settings: Settings;
  readonly tokens: AccessTokens;
  readonly post: PostJson;
  readonly now: () => number;
}

/**
 * WeChat's `order/get` (docs/getorder-contract.md §1). A dead token is replaced and the call sent again, once (§4).
 *
 * @throws CloudFailure by the contract's order of decisions: transport, `errcode`, `resultcode`
 */
export function createGetOrder({ settings, tokens, post, now }: GetOrderParts): GetOrder {
  const ask = async (orderId: string, token: string, call: Call): Promise<LookedUp> => {
    const url = `${settings.apiBaseUrl}/cgi-bin/express/local/business/order/get?access_token=${encodeURIComponent(token)}`;
    call.count('upstream');
    const body = await post(
      url,
      {
        shopid: settings.shopId,
        shop_order_id: orderId,
        ...(settings.shopNo === null ? {} : { shop_no: settings.shopNo }),
        delivery_sign: deliverySign(settings.shopId, orderId, settings.deliverySecret),
      },
      call.timeLeftMs(),
    );
    const askedAt = now();
    return { ...readOrderAnswer(body, orderId, askedAt), askedAt };
  };

  return async (orderId, call) => {
    const token = await tokens.current(call);
    try {
      return await ask(orderId, token, call);
    } catch (error) {
      if (!(error instanceof WeChatError && error.isDeadToken)) throw error;
      call.note({ deadToken: error.errcode });
      return ask(orderId, await tokens.replace(token, call), call);
    }
  };
}
