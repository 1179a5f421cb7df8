import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { twoStoreShop, staffIdOf } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';
import { SETTINGS } from '../../../support/shop-world';

describe('a change of role or stores', () => {
  it('does not bring back whoever is removed in the same moment', async () => {
    const { world, stores } = await twoStoreShop();
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.staff, 'update', () =>
      world.instance(SETTINGS).shop('o-manager', 'remove-member', { staffId }),
    );
    const change = world.shop('o-owner', 'change-member', {
      staffId,
      role: 'manager',
      stores: [stores.one],
    });
    await expect(change).rejects.toThrow('changed-meanwhile');
    expect(await world.shop('o-clerk', 'me', {})).toMatchObject({ kind: 'stranger' });
    const { lines } = await world.shop('o-owner', 'list-audit', { before: null });
    expect(lines).toContainEqual(
      expect.objectContaining({ who: '店主', act: 'change-member', outcome: 'refused' }),
    );
  });

  it('leaves alone what is being counted meanwhile', async () => {
    const { world, stores } = await twoStoreShop();
    world.orders.set('shop-one//A', 301);
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.staff, 'update', () =>
      world.instance(SETTINGS).call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' }),
    );
    await world.shop('o-owner', 'change-member', { staffId, role: 'clerk', stores: [stores.one] });
    expect(world.memory.collection(COLLECTIONS.staff)?.get('o-clerk')).toMatchObject({
      lookUps: 1,
    });
  });

  it('makes an owner, who is then one of two, and takes them off the owners', async () => {
    const { world, stores } = await twoStoreShop();
    const staffId = await staffIdOf(world, 'o-manager');
    const change = (by: string, who: string, role: 'owner' | 'clerk') =>
      world.shop(by, 'change-member', { staffId: who, role, stores: [stores.one] });
    await change('o-owner', staffId, 'owner');
    expect(await world.shop('o-manager', 'me', {})).toMatchObject({ role: 'owner', stores: 'all' });
    await change('o-manager', await staffIdOf(world, 'o-owner'), 'clerk');
    await expect(world.shop('o-manager', 'leave', {})).rejects.toThrow('last-owner');
  });
});
