import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { StoreScope } from '../../../../miniprogram/contract/shop';
import { twoStoreShop } from '../../../support/two-store-shop';

/** Makes an invite of the manager for a clerk, or of the owner for a manager of all stores. */
async function invited(stores?: StoreScope) {
  const shop = await twoStoreShop();
  const { secret } = await (stores === undefined
    ? shop.world.shop('o-manager', 'invite', { role: 'clerk', stores: [shop.stores.one] })
    : shop.world.shop('o-owner', 'invite', { role: 'manager', stores }));
  return {
    ...shop,
    see: (openId = 'o-new') => shop.world.shop(openId, 'see-invite', { secret }),
    accept: () => shop.world.shop('o-new', 'accept-invite', { secret, name: '小王' }),
  };
}

// Of which invites nothing is told: people/invites.test.ts.
describe('an invite, before it is accepted', () => {
  it('tells whoever holds its secret who invites, as what, and to which stores that there are', async () => {
    const { world, stores, see } = await invited();
    const told = { role: 'clerk', storeNames: ['一店'], inviterName: 'o-manager' };
    expect(await see()).toMatchObject(told);
    world.memory.collection(COLLECTIONS.stores)?.delete(stores.one);
    expect(await see()).toMatchObject({ storeNames: [] });
  });

  it('is as it was after it has been seen, however often', async () => {
    const { world, see, accept } = await invited();
    const before = world.memory.dump();
    await see();
    await see('o-other');
    expect(world.memory.dump()).toEqual(before);
    expect(await accept()).toMatchObject({ role: 'clerk' });
  });

  it('says that it is for all stores; waiting for its inviter, to whom it was given only', async () => {
    const { see, accept } = await invited('all');
    expect(await see()).toMatchObject({ role: 'manager', storeNames: 'all' });
    await accept();
    await expect(see('o-other')).rejects.toThrow('invite-invalid');
    expect(await see()).toMatchObject({ role: 'manager' });
  });
});
