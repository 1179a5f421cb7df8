import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';
import type { StoreDraft } from '../../../../miniprogram/contract/shop-api';
import { newStore, NEW_STORE } from '../../../support/two-store-shop';
import { shop, world, owner } from '../../../support/fresh-shop';

const save = (draft: StoreDraft) => owner('save-store', draft);

describe('saving a store', () => {
  it('keeps its name, place and thresholds as they were typed', async () => {
    const minutes = { noRiderMinutes: 1, atStoreMinutes: 2, notMovingMinutes: 3 };
    const thresholds = { ...minutes, overdueMinutes: 600 };
    const position = { longitude: 113.3, latitude: -23.1 };
    const answer = await save({ ...NEW_STORE, name: ' 三店 ', position, thresholds });
    const { shopKey: _shopKey, ...saved } = { shopKey: '', ...answer };
    expect(saved).toEqual({
      storeId: expect.stringMatching(/^[\w-]{12}$/) as unknown,
      version: 1,
      name: '三店',
      position,
      thresholds,
    });
    const { stores } = await owner('list-stores', {});
    expect(stores).toContainEqual(saved);
    const again = await save({ ...NEW_STORE, ...saved, position: null });
    expect(again).toMatchObject({ version: 2, position: null });
  });

  it('refuses what somebody else has changed since it was read', async () => {
    const known = { ...NEW_STORE, storeId: shop.stores.one, version: 1 };
    await save({ ...known, name: '先' });
    await expect(save({ ...known, name: '后' })).rejects.toThrow('changed-meanwhile');
  });

  it.each([
    ['a place beyond the poles', { position: { longitude: 0, latitude: 90.1 } }],
    ['a place beyond the earth', { position: { longitude: -180.1, latitude: 0 } }],
    ['no minutes', { thresholds: { ...DEFAULT_THRESHOLDS, overdueMinutes: 0 } }],
    ['half a minute', { thresholds: { ...DEFAULT_THRESHOLDS, overdueMinutes: 1.5 } }],
    ['more than ten hours', { thresholds: { ...DEFAULT_THRESHOLDS, overdueMinutes: 601 } }],
    ['a name over 30 characters', { name: '店'.repeat(31) }],
    ['a new one with a version', { version: 1 }],
    ['a known one without', { storeId: 'x' }],
  ])('refuses %s', async (_name, changes) => {
    await expect(save({ ...NEW_STORE, ...changes })).rejects.toThrow('bad-request');
  });
});

describe('the stores', () => {
  it('are told by name, to each as far as they are theirs', async () => {
    await newStore(world, '甲店');
    const namesFor = async (openId: string) =>
      (await world.shop(openId, 'list-stores', {})).stores.map(({ name }) => name);
    const names = await namesFor('o-owner');
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'zh-CN')));
    expect(names).toHaveLength(3);
    expect(await namesFor('o-clerk')).toEqual(['一店']);
  });

  it('stay while an account serves them', async () => {
    const { stores, accounts } = shop;
    const remove = (version: number) => owner('remove-store', { storeId: stores.one, version });
    await expect(remove(1)).rejects.toThrow('store-in-use');
    await owner('remove-account', { accountId: accounts.one, version: 1 });
    await expect(remove(2)).rejects.toThrow('changed-meanwhile');
    await remove(1);
    const left = (await owner('list-stores', {})).stores;
    expect(left.map(({ name }) => name)).toEqual(['二店']);
  });
});
