import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { createAccountBook } from '../../../../cloudfunctions/core/shop/account-book';
import { SECRETS } from '../../../support/two-store-shop';
import { failing } from '../../../support/write-hooks';
import { SETTINGS, shopIn } from '../../../support/shop-world';
import { shop, world, owner, stored, put } from '../../../support/fresh-shop';

const NEW_KEY = 'c5'.repeat(32);
const MOVING = { SETTINGS_KEY: NEW_KEY, SETTINGS_KEY_PREVIOUS: SETTINGS['SETTINGS_KEY'] ?? '' };

async function secretsIn(environment: Readonly<Record<string, string>>) {
  const accounts = await createAccountBook(shopIn(world, environment)).accounts();
  return accounts.map(({ secret }) => secret).sort();
}

describe('the accounts that can be asked', () => {
  it('are moved to a new key by the first who reads them, and the key before can go', async () => {
    expect(await secretsIn(MOVING)).toEqual(Object.values(SECRETS));
    expect(await secretsIn({ SETTINGS_KEY: NEW_KEY })).toEqual(Object.values(SECRETS));
    // The version that an owner has read before is outdated.
    const stale = { accountId: shop.accounts.one, version: 1 };
    await expect(owner('remove-account', stale)).rejects.toThrow('changed');
  });

  it('of one name are told apart by the end of their shopid', async () => {
    for (const id of Object.values(shop.accounts)) put('accounts', id, { label: '顺丰' });
    const accounts = await createAccountBook(shopIn(world, SETTINGS)).accounts();
    expect(accounts.map(({ label }) => label).sort()).toEqual(['顺丰 …-one', '顺丰 …-two']);
  });

  it('are told though they cannot be moved', async () => {
    failing(world.memory, COLLECTIONS.accounts, 'update');
    expect(await secretsIn(MOVING)).toEqual(Object.values(SECRETS));
  });

  it('have no secret when its key is lost, or when it was encrypted for another', async () => {
    expect(await secretsIn({ SETTINGS_KEY: NEW_KEY })).toEqual([null, null]);
    const { one, two } = shop.accounts;
    put('accounts', one, { secret: stored('accounts', two)?.['secret'] });
    expect(await secretsIn(SETTINGS)).toEqual([SECRETS.two, null].sort());
  });

  it('may lack one from the moment that the stored ones cannot be read', async () => {
    const book = createAccountBook(shopIn(world, SETTINGS));
    expect(await book.mayLackAccountOf('all')).toBe(false);
    for (const id of Object.values(shop.accounts)) put('accounts', id, { version: undefined });
    expect(await book.accounts(0)).toEqual([]);
    world.clock.now += 60_000;
    expect(await book.mayLackAccountOf('all')).toBe(true);
  });
});
