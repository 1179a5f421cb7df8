import { COLLECTIONS } from '../../../../miniprogram/shared/shop-collections';
import { checkEntries } from '../../../../cloudfunctions/core/shop/entries-check';
import type { ShopParts } from '../../../../cloudfunctions/core/shop/shop-parts';
import { furnishedShop, newStore } from '../../../support/furnished-shop';
import { createDocuments } from '../../../../cloudfunctions/core/runtime/documents';
import type { ShopWorld } from '../../../support/shop-world';
import { SETUP_CODE, shopWorld } from '../../../support/shop-world';

async function found(
  { memory }: ShopWorld,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const documents = (name: string) => createDocuments(memory.database, name, () => undefined);
  const collections = {
    shop: documents(COLLECTIONS.shop),
    stores: documents(COLLECTIONS.stores),
    accounts: documents(COLLECTIONS.accounts),
  } as unknown as ShopParts['collections'];
  const lines = await checkEntries({ collections, environment });
  expect(lines.every(({ check }) => check === 'settings')).toBe(true);
  return lines.map(({ finding }) => finding);
}

describe('what the owner still has to enter', () => {
  let bare: ShopWorld;

  beforeEach(async () => {
    bare = shopWorld();
    await bare.shop('o-owner', 'claim', { code: SETUP_CODE, name: '店主' });
  });

  it('is nothing where all is there', async () => {
    expect(await found((await furnishedShop()).world)).toEqual([]);
  });

  it('is the AppSecret, stores, and an account', async () => {
    expect(await found(bare)).toEqual(['app-secret-missing', 'stores-missing', 'accounts-missing']);
  });

  it('is an account only, when there is a store', async () => {
    await newStore(bare, '一店');
    await bare.shop('o-owner', 'save-app-secret', { appSecret: '0'.repeat(32) });
    expect(await found(bare)).toEqual(['accounts-missing']);
  });

  it('is nothing of what stands in the environment', async () => {
    const environment = {
      WECHAT_APP_SECRET: '0'.repeat(32),
      DELIVERY_SHOP_ID: 'shop-out',
      DELIVERY_APP_SECRET: 'secret',
    };
    expect(await found(bare, environment)).toEqual([]);
  });

  it('is the rest of an account that stands in the environment by half', async () => {
    expect(await found(bare, { WECHAT_APP_SECRET: 's', DELIVERY_SHOP_ID: 'shop-out' })).toEqual([
      'account-incomplete',
    ]);
  });
});
