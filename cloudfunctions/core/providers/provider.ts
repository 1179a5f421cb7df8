import type { CheckLine, CheckName } from '../../../miniprogram/contract/self-check';
import type { Binding } from '../../../miniprogram/contract/shop';
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

/** Delivery account that 自检 checks. */
export interface CheckedAccount extends Pick<AskedTarget, 'shopId'> {
  readonly accountId: string;
  readonly company: string;
  readonly label: string;
  /** Decrypted secret; null when the key that encrypted it is lost. */
  readonly secret: string | null;
  /** Stores that it serves, with their numbers. */
  readonly bindings: readonly Binding[];
}

/** Order, and an account by which it was found. */
export interface OrderAtAccount {
  readonly orderId: string;
  readonly accountId: string;
  readonly shopNo: string | null;
}

/** Where a check gets its answers. */
export interface CheckPorts {
  readonly wechat: WeChat;
  /** Lists known orders, the latest first. */
  readonly knownOrders: () => Promise<readonly OrderAtAccount[]>;
}

/** What 自检 asks of a service that delivers. */
export interface ProviderCheck {
  /** Names of its checks, which need WeChat's token. */
  readonly names: readonly CheckName[];
  /**
   * Checks all accounts of the service. A failed check does not stop the others, and all end in
   * time.
   */
  readonly check: (
    accounts: readonly CheckedAccount[],
    ports: CheckPorts,
    call: Call,
  ) => Promise<readonly CheckLine[]>;
}
