import { staffIdOf as staffIdFor } from '../../../../cloudfunctions/core/access/staff';
import { nameAndMark } from '../../../../miniprogram/contract/shop';
import { join } from '../../../support/two-store-shop';
import { shop, world, owner, auditLines, stored, put } from '../../../support/fresh-shop';

const kept = (openId: string) => stored('staff', openId);

function damage(openId: string, odd: Readonly<Record<string, unknown>>): void {
  put('staff', openId, { role: undefined, ...odd });
}

describe('somebody whose document cannot be read', () => {
  it.each([
    ['lacks the role', {}],
    ['has another role', { role: 'emperor' }],
    ['has odd stores', { role: 'clerk', storeIds: 'odd' }],
    ['has lost what they are called by', { staffId: 7, name: null }],
  ])('is told of to the owner, who removes them and invites anew: it %s', async (_what, odd) => {
    damage('o-clerk', odd);
    const { members, unreadable } = await owner('list-people', {});
    expect(members.map(({ name }) => name)).toEqual(['店主', 'o-manager', 'o-reviewer']);
    const name = 'name' in odd ? '' : 'o-clerk';
    const staffId = staffIdFor('o-clerk');
    expect(unreadable).toEqual([{ staffId, name }]);

    await owner('remove-member', { staffId });
    expect(kept('o-clerk')).toBeUndefined();
    const line = { who: '店主', act: 'remove-member', about: nameAndMark({ name, staffId }) };
    expect(await auditLines()).toContainEqual(expect.objectContaining(line));
    await join(world, 'o-clerk', 'clerk', [shop.stores.one]);
    expect(await world.shop('o-clerk', 'me', {})).toMatchObject({ role: 'clerk' });
    expect(await owner('list-people', {})).not.toHaveProperty('unreadable');
  });

  it('is nobody of whom a manager is told, or whom they may remove, whatever their stores', async () => {
    damage('o-clerk', { role: 'emperor' });
    const before = kept('o-clerk');
    await join(world, 'o-of-all', 'manager', 'all');
    await join(world, 'o-of-one', 'manager', [shop.stores.one]);
    for (const manager of ['o-of-all', 'o-of-one']) {
      expect(await world.shop(manager, 'list-people', {})).not.toHaveProperty('unreadable');
      const removal = world.shop(manager, 'remove-member', { staffId: staffIdFor('o-clerk') });
      await expect(removal).rejects.toThrow('no-such-entry');
    }
    expect(kept('o-clerk')).toEqual(before);
  });

  it('has no more rights, and cannot be given any', async () => {
    damage('o-clerk', { role: 'emperor' });
    await expect(world.shop('o-clerk', 'me', {})).rejects.toThrow('unreadable-document');
    const rights = { role: 'clerk', stores: [shop.stores.one] } as const;
    const change = owner('change-member', { ...rights, staffId: staffIdFor('o-clerk') });
    await expect(change).rejects.toThrow('no-such-entry');
  });

  it('was an owner: the shop counts on them no more once they are removed', async () => {
    await join(world, 'o-second', 'owner', 'all');
    damage('o-second', {});
    await owner('remove-member', { staffId: staffIdFor('o-second') });
    expect(stored('shop', 'shop')).toMatchObject({ ownerIds: ['o-owner'] });
    await expect(owner('leave', {})).rejects.toThrow('last-owner');
  });
});
