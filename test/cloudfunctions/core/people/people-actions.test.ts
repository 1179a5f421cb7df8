import { nameAndMark } from '../../../../miniprogram/contract/shop';
import { join, staffIdOf, twoStoreShop } from '../../../support/two-store-shop';
import { shop, world, owner, auditLines, lookUp, put } from '../../../support/fresh-shop';

describe('the people of a shop', () => {
  it('are told apart by ids that are no openids', async () => {
    const people = await owner('list-people', {});
    expect(people.members.map(({ name, role, isMe }) => [name, role, isMe])).toEqual([
      ['店主', 'owner', true],
      ['o-manager', 'manager', false],
      ['o-clerk', 'clerk', false],
      ['o-reviewer', 'reviewer', false],
    ]);
    const text = JSON.stringify(people.members.map((member) => ({ ...member, name: '' })));
    expect(text).not.toMatch(/o-(owner|manager|clerk|reviewer)/);
  });

  it('are seen by a manager as far as they belong to the same stores', async () => {
    const { stores } = shop;
    await join(world, 'o-elsewhere', 'clerk', [stores.two]);
    await owner('invite', { role: 'clerk', stores: [stores.two] });
    await world.shop('o-manager', 'invite', { role: 'clerk', stores: [stores.one] });
    const { members, invites } = await world.shop('o-manager', 'list-people', {});
    expect(members.map(({ name }) => name)).toEqual(['店主', 'o-manager', 'o-clerk']);
    expect(invites).toMatchObject([{ stores: [stores.one], isMine: true }]);
  });

  it('lose their right with the next call when they are removed', async () => {
    world.orders.set('shop-one//1', 301);
    expect(await lookUp('o-clerk', '1')).toMatchObject({ ok: true });
    const staffId = await staffIdOf(world, 'o-clerk');
    const manager = await staffIdOf(world, 'o-manager');
    await world.shop('o-manager', 'remove-member', { staffId });
    expect(await lookUp('o-clerk', '1')).toHaveProperty('error.code', 'not-staff');
    const about = nameAndMark({ name: 'o-clerk', staffId });
    const line = { who: 'o-manager', staffId: manager, act: 'remove-member', about };
    expect(await auditLines()).toContainEqual(expect.objectContaining(line));
  });

  it('of a manager are clerks of their own stores, and nobody above', async () => {
    const { stores } = shop;
    const remove = async (openId: string) =>
      world.shop('o-manager', 'remove-member', { staffId: await staffIdOf(world, openId) });
    await join(world, 'o-peer', 'manager', [stores.one]);
    await join(world, 'o-both', 'clerk', [stores.one, stores.two]);
    await expect(remove('o-peer')).rejects.toThrow('not-allowed');
    await expect(remove('o-owner')).rejects.toThrow('no-such-entry');
    await expect(remove('o-both')).rejects.toThrow('no-such-entry');
    for (const role of ['manager', 'reviewer'] as const) {
      const asked = world.shop('o-manager', 'invite', { role, stores: [stores.one] });
      await expect(asked).rejects.toThrow('not-allowed');
    }
    for (const asked of ['all' as const, [stores.one, stores.two], [stores.two]]) {
      const invite = world.shop('o-manager', 'invite', { role: 'clerk', stores: asked });
      await expect(invite).rejects.toThrow('no-such-entry');
    }
  });

  it('belong to a store at least, but for the owner and reviewers', async () => {
    for (const role of ['clerk', 'manager'] as const)
      await expect(owner('invite', { role, stores: [] })).rejects.toThrow('bad-request');
    await join(world, 'o-second', 'owner', []);
    expect(await world.shop('o-second', 'me', {})).toMatchObject({ stores: 'all' });
  });

  it('get another role and other stores from the owner, and keep their name', async () => {
    const { stores } = shop;
    const staffId = await staffIdOf(world, 'o-clerk');
    const more = { role: 'manager', stores: [stores.two] } as const;
    const changed = await owner('change-member', { staffId, ...more });
    expect(changed).toMatchObject({ name: 'o-clerk', ...more });
    expect(await world.shop('o-clerk', 'me', {})).toMatchObject({ role: 'manager' });
    const reviewer = await staffIdOf(world, 'o-reviewer');
    const asked = { staffId: reviewer, role: 'clerk', stores: [stores.one] } as const;
    await expect(owner('change-member', asked)).rejects.toThrow('not-allowed');
  });

  it('leave with the invites that they made or used, and with nobody else’s', async () => {
    const { stores } = shop;
    const clerk = { role: 'clerk', stores: [stores.one] } as const;
    await world.shop('o-manager', 'invite', clerk);
    const others = await owner('invite', clerk);
    const used = await owner('invite', clerk);
    put('invites', used.inviteId, { state: 'joining', joiner: 'o-manager' });
    await owner('remove-member', { staffId: await staffIdOf(world, 'o-manager') });
    const left = (await owner('list-people', {})).invites;
    expect(left.map(({ inviteId }) => inviteId)).toEqual([others.inviteId]);
  });
});

describe('the last owner', () => {
  it.each([
    ['who is alone', ['o-owner']],
    // A claim that ended half-way names an owner before there is a member.
    ['beside whom others are named who are no members', ['o-owner', 'o-ghost', 'o-clerk']],
  ])('%s can neither leave, nor be removed, nor become less', async (_who, ownerIds) => {
    put('shop', 'shop', { ownerIds });
    const staffId = await staffIdOf(world, 'o-owner');
    const less = { staffId, role: 'clerk', stores: [shop.stores.one] } as const;
    await expect(owner('leave', {})).rejects.toThrow('last-owner');
    await expect(owner('change-member', less)).rejects.toThrow('last-owner');
    await expect(owner('remove-member', { staffId })).rejects.toThrow('last-owner');
    expect(await owner('me', {})).toMatchObject({ role: 'owner' });
  });

  it('may be made the owner that they are', async () => {
    const staffId = await staffIdOf(world, 'o-owner');
    const asked = { staffId, role: 'owner', stores: 'all' } as const;
    expect(await owner('change-member', asked)).toMatchObject({ role: 'owner' });
  });

  it('is one of two who remove each other at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { world } = await twoStoreShop();
      await join(world, 'o-second', 'owner', 'all');
      const [a, b] = [await staffIdOf(world, 'o-owner'), await staffIdOf(world, 'o-second')];
      await Promise.allSettled([
        world.shop('o-owner', 'remove-member', { staffId: b }),
        world.shop('o-second', 'remove-member', { staffId: a }),
      ]);
      const left = [await world.shop('o-owner', 'me', {}), await world.shop('o-second', 'me', {})];
      expect(left.filter(({ kind }) => kind === 'member')).toHaveLength(1);
    }
  });
});
