import type { Position } from '../../miniprogram/contract/delivery';
import { DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';
import type { Cloud } from '../cloud/cloud';
import type { SandboxAccount } from '../sandbox/account';
import { PLACED_BY } from '../sandbox/mini-programs';
import { type CallShop, callShopAs } from './call-shop';
import { OWNER } from './people';

export const SETUP_CODE = 'demo-setup-7q4kx';

/** Invented environment variables of the demo, which an owner sets in the cloud's console. */
export const DEMO_SHOP_SETTINGS: Readonly<Record<string, string>> = {
  SETTINGS_KEY: '0000000000000000000000000000000000000000000000000000000000000002',
  OWNER_SETUP_CODE: SETUP_CODE,
};

interface NewShop {
  readonly account: SandboxAccount;
  readonly clerks: readonly { readonly openId: string; readonly name: string }[];
}

/**
 * Sets up a minimal shop in an empty database, through the cloud function `shop`: the mini-program
 * that places orders, one store, one account for all couriers, and clerks.
 *
 * @throws Error when the function refuses
 */
export async function openShop(
  cloud: Pick<Cloud, 'invoke'>,
  { account, clerks }: NewShop,
): Promise<void> {
  const asOwner = callShopAs(cloud, OWNER);
  await asOwner('claim', { code: SETUP_CODE, name: OWNER.ownName });
  const { appId, appSecret: secret } = account;
  await asOwner('save-mini-program', { appId, name: PLACED_BY.name, secret });
  const storeId = await saveStore(asOwner, '演示一店', null);
  await asOwner('save-account', {
    accountId: null,
    version: 0,
    appId,
    provider: 'wechat-instant',
    company: 'DEMO',
    label: '演示配送账号',
    shopId: account.shopId,
    secret: account.deliverySecret,
    bindings: [{ storeId, shopNo: null }],
  });
  for (const clerk of clerks) {
    const { secret } = await asOwner('invite', { role: 'clerk', stores: [storeId] });
    await callShopAs(cloud, clerk)('accept-invite', { secret, name: clerk.name });
  }
}

/** @returns id of the new store */
export async function saveStore(
  asOwner: CallShop,
  name: string,
  position: Position | null,
): Promise<string> {
  const draft = { storeId: null, version: 0, name, position, thresholds: DEFAULT_THRESHOLDS };
  return (await asOwner('save-store', draft)).storeId;
}
