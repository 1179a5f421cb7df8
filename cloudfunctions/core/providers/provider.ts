import type { CheckLine } from '../../../miniprogram/contract/self-check';
import type { Account } from '../../../miniprogram/contract/shop-settings';
import type { CallContext } from '../runtime/define-function';
import type { LookUp } from './wechat/looked-up';
import type { WeChat } from './wechat/wechat';

/** Account and store whose order is looked up. */
export interface AskedTarget {
  /** Appkey that the delivery company gave the merchant; empty for 同城配送. */
  readonly shopId: string;
  /** Number of the store at the delivery company or at WeChat; null when it has no number. */
  readonly shopNo: string | null;
  /** Decrypted secret of the account: the company's AppSecret or, for 同城配送, keys as JSON. */
  readonly secret: string;
}

export interface OrderNumbers {
  readonly orderId: string;
  /** Store's own order number, see {@link LookUp}. */
  readonly storeOrderId?: string | undefined;
}

export interface Provider {
  /** Path of the look-up API, for which WeChat has a separate quota. */
  readonly path: string;
  /** Looks one order up; throws CloudFailure `order-not-found` if the service does not know it. */
  readonly ask: (
    wechat: WeChat,
    target: AskedTarget,
    order: OrderNumbers,
    call: CallContext,
  ) => Promise<LookUp>;
}

/** Account that 自检 checks. `secret` is decrypted; null when the key to decrypt it is lost. */
export interface CheckedAccount extends Pick<
  Account,
  'accountId' | 'company' | 'label' | 'shopId' | 'bindings'
> {
  readonly secret: string | null;
}

export interface OrderAtAccount {
  readonly orderId: string;
  readonly accountId: string;
  readonly shopNo: string | null;
}

export interface CheckDependencies {
  readonly wechat: WeChat;
  readonly recentOrders: () => Promise<readonly OrderAtAccount[]>;
}

/** Checks a mini-program's accounts at a service, for 自检. One failed check stops no other check. */
export type CheckAccounts = (
  accounts: readonly CheckedAccount[],
  dependencies: CheckDependencies,
  call: CallContext,
) => Promise<readonly CheckLine[]>;
