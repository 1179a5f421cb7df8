import { SETTINGS } from '../../../support/shop-world';
import { signDelivery } from '../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import type { AccountDraft } from '../../../../miniprogram/contract/shop-api';
import { APP_ID } from '../../../support/fake-wechat';
import { SECRETS, NEW_ACCOUNT } from '../../../support/two-store-shop';
import { lookUpIn } from '../../../support/look-ups';
import { shop, world, owner, auditLines } from '../../../support/fresh-shop';

const bound = (storeId: string, shopNo: string | null) => ({ bindings: [{ storeId, shopNo }] });
const draft = (changes: Partial<AccountDraft>): AccountDraft => {
  const secret = 'secret-of-account-three';
  return { ...NEW_ACCOUNT, secret, ...bound(shop.stores.one, null), ...changes };
};
const save = (changes: Partial<AccountDraft>) => owner('save-account', draft(changes));
/** Saves the first account again, with changes. */
const again = (changes: Partial<AccountDraft>) =>
  save({ accountId: shop.accounts.one, version: 1, shopId: 'shop-one', ...changes });

const linesOf = async (wanted: string) => (await auditLines()).filter(({ act }) => act === wanted);

describe('saving an account', () => {
  it('keeps what was typed without the spaces around it, tells all but the secret, and is on record', async () => {
    const names = { label: ' 闪送 ', company: ' SS ', shopId: ' shop-three ' };
    const secret = ' secret-of-account-three ';
    const answer = await save({ ...names, secret, ...bound(shop.stores.one, '7') });
    const { shopKey: _shopKey, ...saved } = { shopKey: '', ...answer };
    expect(saved).toEqual({
      appId: APP_ID,
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
    expect(JSON.stringify(world.memory.dump())).not.toContain('secret-of-account-three');
    expect(await linesOf('save-account')).toMatchObject([{ who: '店主', about: '闪送' }, {}, {}]);
    world.orders.set('shop-three/7/A', 301);
    expect(await lookUpIn(world, 'o-clerk', 'A')).toMatchObject({ ok: true });
    expect(world.signs).toContain(signDelivery('shop-three', 'A', 'secret-of-account-three'));
  });

  it('says whose its deliveries are', async () => {
    const { one, two } = shop.stores;
    const numbered = [...bound(one, '1').bindings, ...bound(two, '2').bindings];
    expect(await save({ bindings: numbered })).toMatchObject({ sharing: 'shared-unless-checked' });
    const bindings = [...bound(one, null).bindings, ...bound(two, null).bindings];
    expect(await again({ secret: null, bindings })).toMatchObject({ sharing: 'shared' });
  });

  it('keeps the secret that there is, where none is given', async () => {
    await again({ secret: null, label: '新标签' });
    world.orders.set('shop-one//A', 301);
    await lookUpIn(world, 'o-clerk', 'A');
    expect(world.signs).toEqual([signDelivery('shop-one', 'A', SECRETS.one)]);
  });

  it.each([
    ['of a new account', {}, {}],
    ['under another shopid', { shopId: 'shop-four' }, {}],
    ['whose key is lost', { shopId: 'shop-one' }, { SETTINGS_KEY: 'c5'.repeat(32) }],
  ])('needs the secret %s', async (_name, changes, settings) => {
    const known = 'shopId' in changes ? { accountId: shop.accounts.one, version: 1 } : {};
    const asked = draft({ ...known, ...changes, secret: null });
    const { shop: call } = world.instance({ ...SETTINGS, ...settings });
    await expect(call('o-owner', 'save-account', asked)).rejects.toThrow('secret-needed');
  });

  it.each([
    ['a shopid that another account has', 'account-exists', { shopId: 'shop-two' }],
    ['an account that there is not', 'no-such-entry', { accountId: 'no-such', version: 1 }],
    ['a new one with a version', 'bad-request', { version: 1 }],

    ['no store', 'bad-request', { bindings: [] }],
    ['a store that there is not', 'no-such-entry', bound('no-such', null)],
    ['a store’s number with a blank before', 'bad-request', bound('x', ' 7')],
    ['a store’s number with a blank behind', 'bad-request', bound('x', '7 ')],
    ['a store’s number with a blank in it', 'bad-request', bound('x', '7\u30001')],
    ['a blank label', 'bad-request', { label: ' ' }],
    ['a secret over 256 characters', 'bad-request', { secret: 'x'.repeat(257) }],
    ['a provider that there is not', 'bad-request', { provider: 'pigeon' as 'wechat-instant' }],
  ])('refuses %s', async (_name, code, changes) => {
    await expect(save(changes)).rejects.toThrow(code);
    expect((await owner('list-accounts', {})).accounts).toHaveLength(2);
  });

  it('refuses what somebody else has changed since it was read', async () => {
    await again({ label: '先' });
    await expect(again({ label: '后' })).rejects.toThrow('changed-meanwhile');
    const { accounts } = await owner('list-accounts', {});
    expect(accounts.map(({ label }) => label)).toContain('先');
    await expect(again({ version: 0 })).rejects.toThrow('bad-request');
  });
});

it('removing an account ends with it, at the version that was read, and is on record', async () => {
  const { one: accountId, two } = shop.accounts;
  const remove = (version: number) => owner('remove-account', { accountId, version });
  await expect(remove(2)).rejects.toThrow('changed-meanwhile');
  expect(await linesOf('remove-account')).toMatchObject([{ outcome: 'refused' }]);
  await remove(1);
  const { accounts } = await owner('list-accounts', {});
  expect(accounts.map((account) => account.accountId)).toEqual([two]);
  expect(await linesOf('remove-account')).toMatchObject([
    { about: 'SFTC 账号', outcome: 'done' },
    { outcome: 'refused' },
  ]);
  await expect(remove(1)).rejects.toThrow('no-such-entry');
});
