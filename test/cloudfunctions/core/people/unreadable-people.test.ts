import { staffIdOf as staffIdFor } from '../../../../cloudfunctions/core/access/staff';
import { nameAndMark } from '../../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { type TwoStoreShop, twoStoreShop, join } from '../../../support/two-store-shop';

let shop: TwoStoreShop;

beforeEach(async () => {
  shop = await twoStoreShop();
});

const kept = (openId: string) => shop.world.memory.collection(COLLECTIONS.staff)?.get(openId);

function damage(openId: string, odd: Readonly<Record<string, unknown>>): void {
  const { role: _lost, ...rest } = kept(openId) ?? {};
  shop.world.memory.put(COLLECTIONS.staff, { ...rest, ...odd, _id: openId });
}

describe('somebody whose document cannot be read', () => {
  it.each([
    ['lacks the role', {}],
    ['has another role', { role: 'emperor' }],
    ['has odd stores', { role: 'clerk', storeIds: 'odd' }],
    ['has lost what they are called by', { staffId: 7, name: null }],
  ])('is told of to the owner, who removes them and invites anew: it %s', async (_what, odd) => {
    const { world, stores } = shop;
    damage('o-clerk', odd);
    const { members, unreadable } = await world.shop('o-owner', 'list-people', {});
    expect(members.map(({ name }) => name)).toEqual(['店主', 'o-manager', 'o-reviewer']);
    const name = 'name' in odd ? '' : 'o-clerk';
    const staffId = staffIdFor('o-clerk');
    expect(unreadable).toEqual([{ staffId, name }]);

    await world.shop('o-owner', 'remove-member', { staffId });
    expect(kept('o-clerk')).toBeUndefined();
    const { lines } = await world.shop('o-owner', 'list-audit', { before: null });
    const line = { who: '店主', act: 'remove-member', about: nameAndMark({ name, staffId }) };
    expect(lines).toContainEqual(expect.objectContaining(line));
    await join(world, 'o-clerk', 'clerk', [stores.one]);
    expect(await world.shop('o-clerk', 'me', {})).toMatchObject({ role: 'clerk' });
    expect(await world.shop('o-owner', 'list-people', {})).not.toHaveProperty('unreadable');
  });

  it('is nobody of whom a manager is told, or whom they may remove, whatever their stores', async () => {
    const { world, stores } = shop;
    damage('o-clerk', { role: 'emperor' });
    const before = kept('o-clerk');
    await join(world, 'o-of-all', 'manager', 'all');
    await join(world, 'o-of-one', 'manager', [stores.one]);
    for (const manager of ['o-of-all', 'o-of-one']) {
      const people = await world.shop(manager, 'list-people', {});
      expect(people).not.toHaveProperty('unreadable');
      const removal = world.shop(manager, 'remove-member', { staffId: staffIdFor('o-clerk') });
      await expect(removal).rejects.toThrow('no-such-entry');
    }
    expect(kept('o-clerk')).toEqual(before);
  });

  it('has no more rights, and cannot be given any', async () => {
    const { world, stores } = shop;
    damage('o-clerk', { role: 'emperor' });
    await expect(world.shop('o-clerk', 'me', {})).rejects.toThrow('unreadable-document');
    const asked = { role: 'clerk', stores: [stores.one] } as const;
    const change = { ...asked, staffId: staffIdFor('o-clerk') };
    await expect(world.shop('o-owner', 'change-member', change)).rejects.toThrow('no-such-entry');
  });

  it('was an owner: the shop counts on them no more once they are removed', async () => {
    const { world } = shop;
    await join(world, 'o-second', 'owner', 'all');
    damage('o-second', {});
    await world.shop('o-owner', 'remove-member', { staffId: staffIdFor('o-second') });
    expect(world.memory.collection(COLLECTIONS.shop)?.get('shop')).toMatchObject({
      ownerIds: ['o-owner'],
    });
    await expect(world.shop('o-owner', 'leave', {})).rejects.toThrow('last-owner');
  });
});
