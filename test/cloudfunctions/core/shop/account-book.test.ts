import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { createAccountBook } from '../../../../cloudfunctions/core/shop/account-book';
import { type TwoStoreShop, twoStoreShop, SECRETS } from '../../../support/two-store-shop';
import { failing } from '../../../support/write-hooks';
import { SETTINGS, shopIn } from '../../../support/shop-world';

const NEW_KEY = 'c5'.repeat(32);
const MOVING = { SETTINGS_KEY: NEW_KEY, SETTINGS_KEY_PREVIOUS: SETTINGS['SETTINGS_KEY'] ?? '' };

let shop: TwoStoreShop;

beforeEach(async () => {
  shop = await twoStoreShop();
});

async function secretsIn(environment: Readonly<Record<string, string>>) {
  const accounts = await createAccountBook(shopIn(shop.world, environment)).accounts();
  return accounts.map(({ secret }) => secret).sort();
}

describe('the accounts that can be asked', () => {
  it('are moved to a new key by the first who reads them, and the key before can go', async () => {
    expect(await secretsIn(MOVING)).toEqual(Object.values(SECRETS));
    expect(await secretsIn({ SETTINGS_KEY: NEW_KEY })).toEqual(Object.values(SECRETS));
    // The version that an owner has read before is outdated.
    const stale = { accountId: shop.accounts.one, version: 1 };
    await expect(shop.world.shop('o-owner', 'remove-account', stale)).rejects.toThrow('changed');
  });

  it('of one name are told apart by the end of their shopid', async () => {
    const held = shop.world.memory.collection(COLLECTIONS.accounts);
    for (const [id, account] of held ?? []) held?.set(id, { ...account, label: '顺丰' });
    const accounts = await createAccountBook(shopIn(shop.world, SETTINGS)).accounts();
    expect(accounts.map(({ label }) => label).sort()).toEqual(['顺丰 …-one', '顺丰 …-two']);
  });

  it('are told though they cannot be moved', async () => {
    failing(shop.world.memory, COLLECTIONS.accounts, 'update');
    expect(await secretsIn(MOVING)).toEqual(Object.values(SECRETS));
  });

  it('have no secret when its key is lost, or when it was encrypted for another', async () => {
    expect(await secretsIn({ SETTINGS_KEY: NEW_KEY })).toEqual([null, null]);
    const held = shop.world.memory.collection(COLLECTIONS.accounts);
    const [one = {}, two = {}] = [...(held?.values() ?? [])];
    held?.set(shop.accounts.one, { ...one, secret: two['secret'] });
    expect(await secretsIn(SETTINGS)).toEqual([SECRETS.two, null].sort());
  });

  it('may lack one from the moment that the stored ones cannot be read', async () => {
    const book = createAccountBook(shopIn(shop.world, SETTINGS));
    expect(await book.mayLackAccountOf('all')).toBe(false);
    const held = shop.world.memory.collection(COLLECTIONS.accounts);
    for (const [id, { version: _, ...rest }] of held ?? []) held?.set(id, rest);
    expect(await book.accounts(0)).toEqual([]);
    shop.world.clock.now += 60_000;
    expect(await book.mayLackAccountOf('all')).toBe(true);
  });
});
