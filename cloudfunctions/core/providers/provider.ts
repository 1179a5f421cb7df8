import type { Call } from '../runtime/define-function';
import type { LookedUp } from './wechat/looked-up';
import type { WeChat } from './wechat/wechat';

/** Account and store number by which a service is asked. */
export interface AskedTarget {
  /** Appkey that the delivery company gave the merchant; of 同城配送 the mini-program's AppID. */
  readonly shopId: string;
  /** Number of the store at the company, or WeChat's; null for a store without one. */
  readonly shopNo: string | null;
  /** Decrypted secret of the account: the company's AppSecret, or keys as JSON. */
  readonly secret: string;
}

/** Numbers of the order that is asked for. */
export interface OrderNumbers {
  /** Id as it was looked up. */
  readonly orderId: string;
  /** `storeOrderId` of the answer before, see `LookedUp`. */
  readonly storeOrderId?: string | undefined;
}

/** Service that delivers. */
export interface Provider {
  /**
   * Asks for one order.
   *
   * @throws CloudFailure `order-not-found` when the service does not know it; any other for the
   *   first that fails: transport, signature, WeChat's error, the company's
   */
  readonly ask: (
    wechat: WeChat,
    target: AskedTarget,
    order: OrderNumbers,
    call: Call,
  ) => Promise<LookedUp>;
}
