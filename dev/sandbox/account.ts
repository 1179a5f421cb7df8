/** What the sandbox takes for the merchant's own: all made up, but the TEST account, which is WeChat's (docs/getorder-contract.md §6 [O]). */
export interface SandboxAccount {
  readonly appId: string;
  /** The mini-program's AppSecret. */
  readonly appSecret: string;
  /** The one shopid under which the deliveries of all the demo's couriers are found. */
  readonly shopId: string;
  /** The delivery company's AppSecret, which signs (§3). */
  readonly deliverySecret: string;
}

export const DEMO_ACCOUNT: SandboxAccount = {
  appId: 'wx0000000000000001',
  appSecret: '00000000000000000000000000000001',
  shopId: 'demo-shop',
  deliverySecret: 'demo-delivery-secret',
};

/** Spelt as WeChat spells it. */
export const TEST_SHOP_ID = 'test_shop_id';
export const TEST_SECRET = 'test_app_secrect';
