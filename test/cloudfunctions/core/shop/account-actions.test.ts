import { deliverySign } from '../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { AccountDraft } from '../../../../miniprogram/contract/shop-api';
import type { TwoStoreShop } from '../../../support/two-store-shop';
import { twoStoreShop, SECRETS } from '../../../support/two-store-shop';
import { SETTINGS } from '../../../support/shop-world';

let shop: TwoStoreShop;

beforeEach(async () => {
  shop = await twoStoreShop();
});

function draft(changes: Partial<AccountDraft> = {}): AccountDraft {
  return {
    accountId: null,
    version: 0,
    provider: 'wechat-instant',
    company: 'SS',
    label: '闪送',
    shopId: 'shop-three',
    secret: 'secret-of-account-three',
    bindings: [{ storeId: shop.stores.one, shopNo: null }],
    ...changes,
  };
}

const save = (changes: Partial<AccountDraft>) =>
  shop.world.shop('o-owner', 'save-account', draft(changes));
/** Saves the first account again, with changes. */
const again = (changes: Partial<AccountDraft>) =>
  save({ accountId: shop.accounts.one, version: 1, shopId: 'shop-one', ...changes });

async function auditLines(act: string): Promise<readonly unknown[]> {
  const { lines } = await shop.world.shop('o-owner', 'list-audit', { before: null });
  return lines.filter((line) => line.act === act);
}

describe('saving an account', () => {
  it('keeps what was typed without the spaces around it, tells all but the secret, and is on record', async () => {
    const answer = await save({
      label: ' 闪送 ',
      company: ' SS ',
      shopId: ' shop-three ',
      secret: ' secret-of-account-three ',
      bindings: [{ storeId: shop.stores.one, shopNo: '7' }],
    });
    const { shopKey: _shopKey, ...saved } = { shopKey: '', ...answer };
    expect(saved).toEqual({
      accountId: expect.stringMatching(/^[\w-]{12}$/) as unknown,
      version: 1,
      provider: 'wechat-instant',
      company: 'SS',
      label: '闪送',
      shopId: 'shop-three',
      secret: 'set',
      bindings: [{ storeId: shop.stores.one, shopNo: '7' }],
      sharing: 'one-store',
    });
    expect(JSON.stringify(shop.world.memory.dump())).not.toContain('secret-of-account-three');
    expect(await auditLines('save-account')).toContainEqual(
      expect.objectContaining({ who: '店主', about: '闪送' }),
    );
    shop.world.orders.set('shop-three/7/A', 301);
    expect(
      await shop.world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' }),
    ).toMatchObject({
      data: { status: { name: 'delivering' } },
    });
    expect(shop.world.signs).toContain(deliverySign('shop-three', 'A', 'secret-of-account-three'));
  });

  it.each([' 7', '7 ', '7 1', '7\u30001'])(
    'takes no store’s number with blanks: %j',
    async (shopNo) => {
      const bindings = [{ storeId: shop.stores.one, shopNo }];
      await expect(save({ bindings })).rejects.toThrow('bad-request');
    },
  );

  it('says whose its deliveries are', async () => {
    const { stores } = shop;
    const bound = (...numbers: readonly (string | null)[]) =>
      numbers.map((shopNo, n) => ({ storeId: n === 0 ? stores.one : stores.two, shopNo }));
    expect(await save({ bindings: bound('1', '2') })).toMatchObject({
      sharing: 'shared-unless-checked',
    });
    expect(await again({ secret: null, bindings: bound(null, null) })).toMatchObject({
      sharing: 'shared',
    });
  });

  it('keeps the secret that there is, where none is given', async () => {
    await again({ secret: null, label: '新标签' });
    shop.world.orders.set('shop-one//A', 301);
    await shop.world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' });
    expect(shop.world.signs).toEqual([deliverySign('shop-one', 'A', SECRETS.one)]);
  });

  it.each([
    ['of a new account', () => save({ secret: null })],
    ['under another shopid', () => again({ secret: null, shopId: 'shop-four' })],
    [
      'whose key is lost',
      () =>
        shop.world
          .instance({ ...SETTINGS, SETTINGS_KEY: 'c5'.repeat(32) })
          .shop('o-owner', 'save-account', {
            ...draft({ accountId: shop.accounts.one, version: 1, shopId: 'shop-one' }),
            secret: null,
          }),
    ],
  ])('needs the secret %s', async (_name, attempt) => {
    await expect(attempt()).rejects.toThrow('secret-needed');
  });

  it.each([
    ['a shopid that another account has', 'account-exists', { shopId: 'shop-two' }],
    ['an account that there is not', 'no-such-entry', { accountId: 'no-such', version: 1 }],
    ['a new one with a version', 'bad-request', { version: 1 }],
    ['no store', 'bad-request', { bindings: [] }],
    [
      'a store that there is not',
      'no-such-entry',
      { bindings: [{ storeId: 'no-such', shopNo: null }] },
    ],
    ['a blank label', 'bad-request', { label: ' ' }],
    ['a secret over 256 characters', 'bad-request', { secret: 'x'.repeat(257) }],
    ['a provider that there is not', 'bad-request', { provider: 'pigeon' as 'wechat-instant' }],
  ])('refuses %s', async (_name, code, changes) => {
    await expect(save(changes)).rejects.toThrow(code);
    expect((await shop.world.shop('o-owner', 'list-accounts', {})).accounts).toHaveLength(2);
  });

  it('refuses what somebody else has changed since it was read', async () => {
    await again({ label: '先' });
    await expect(again({ label: '后' })).rejects.toThrow('changed-meanwhile');
    const { accounts } = await shop.world.shop('o-owner', 'list-accounts', {});
    expect(accounts.map(({ label }) => label)).toContain('先');
    await expect(
      save({ accountId: shop.accounts.one, version: 0, shopId: 'shop-one' }),
    ).rejects.toThrow('bad-request');
  });

  it('ends at a hundred accounts', async () => {
    const held = shop.world.memory.collection(COLLECTIONS.accounts);
    const one = held?.get(shop.accounts.one) ?? {};
    for (let n = held?.size ?? 0; n < 100; n += 1) held?.set(`${n}`, { ...one, _id: `${n}` });
    await expect(save({})).rejects.toThrow('limit-reached');
  });
});

describe('removing an account', () => {
  it('ends with it, at the version that was read, and is on record', async () => {
    const { world, accounts } = shop;
    const accountId = accounts.one;
    const stale = world.shop('o-owner', 'remove-account', { accountId, version: 2 });
    await expect(stale).rejects.toThrow('changed-meanwhile');
    expect(await auditLines('remove-account')).toMatchObject([{ outcome: 'refused' }]);
    await world.shop('o-owner', 'remove-account', { accountId, version: 1 });
    const left = (await world.shop('o-owner', 'list-accounts', {})).accounts;
    expect(left.map((account) => account.accountId)).toEqual([accounts.two]);
    expect(await auditLines('remove-account')).toMatchObject([
      { about: 'SFTC 账号', outcome: 'done' },
      { outcome: 'refused' },
    ]);
    const again = world.shop('o-owner', 'remove-account', { accountId, version: 1 });
    await expect(again).rejects.toThrow('no-such-entry');
  });
});
