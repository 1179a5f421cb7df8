import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { Role } from '../../../../miniprogram/contract/shop';
import { twoStoreShop, join, staffIdOf } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';
import type { ShopWorld } from '../../../support/shop-world';
import { SETTINGS } from '../../../support/shop-world';

const DAY = 24 * 3_600_000;

describe('an invite', () => {
  const invited = async (role: Role = 'clerk') => {
    const { world, stores } = await twoStoreShop();
    const asked = { role, stores: role === 'owner' ? ('all' as const) : [stores.one] };
    return { world, stores, invite: await world.shop('o-owner', 'invite', asked) };
  };
  const accept = (world: ShopWorld, openId: string, secret: string, name = '小王') =>
    world.shop(openId, 'accept-invite', { secret, name });

  it('lets a clerk into the stores that it is for', async () => {
    const { world, stores, invite } = await invited();
    expect(await accept(world, 'o-new', invite.secret)).toMatchObject({
      kind: 'member',
      role: 'clerk',
      name: '小王',
      stores: [stores.one],
    });
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'member' });
  });

  it('has a secret of 128 bits that fits into a scene, kept as a hash only', async () => {
    const { world, invite } = await invited();
    expect(invite.secret).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify(world.memory.dump())).not.toContain(invite.secret);
    expect(JSON.stringify(await world.shop('o-owner', 'list-people', {}))).not.toContain(
      invite.secret,
    );
  });

  it('is used once: replayed, it lets nobody in, not even whom it let in and who was removed', async () => {
    const { world, invite } = await invited();
    await accept(world, 'o-new', invite.secret);
    await expect(accept(world, 'o-other', invite.secret)).rejects.toThrow('invite-invalid');
    const staffId = await staffIdOf(world, 'o-new');
    await world.shop('o-owner', 'remove-member', { staffId });
    await expect(accept(world, 'o-new', invite.secret)).rejects.toThrow('invite-invalid');
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'stranger' });
  });

  it('accepted by two at once lets one in', async () => {
    const { world, invite } = await invited();
    const tries = await Promise.allSettled(
      ['o-a', 'o-b', 'o-c'].map((openId) => accept(world, openId, invite.secret)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not to be guessed, and who guesses learns nothing', async () => {
    const { world, invite } = await invited();
    const before = world.memory.operations();
    const guesses = ['x', invite.inviteId, `${invite.secret.slice(0, -1)}x`, '__proto__'];
    for (const secret of guesses)
      await expect(accept(world, 'o-new', secret)).rejects.toThrow('invite-invalid');
    expect(world.memory.operations() - before).toBe(guesses.length);
  });

  it('lapses after 24 hours', async () => {
    const { world, invite } = await invited();
    world.clock.now += DAY - 1;
    const other = world.copy();
    expect(await accept(other, 'o-new', invite.secret)).toMatchObject({ kind: 'member' });
    world.clock.now += 1;
    await expect(accept(world, 'o-new', invite.secret)).rejects.toThrow('invite-invalid');
    expect((await world.shop('o-owner', 'list-people', {})).invites).toEqual([]);
  });

  it('can be revoked', async () => {
    const { world, invite } = await invited();
    await world.shop('o-owner', 'revoke-invite', { inviteId: invite.inviteId });
    await expect(accept(world, 'o-new', invite.secret)).rejects.toThrow('invite-invalid');
  });

  it('of somebody who has been removed or demoted since lets nobody in', async () => {
    const { world, stores } = await twoStoreShop();
    const asked = { role: 'clerk', stores: [stores.one] } as const;
    const first = await world.shop('o-manager', 'invite', asked);
    const second = await world.shop('o-manager', 'invite', asked);
    const staffId = await staffIdOf(world, 'o-manager');
    await world.shop('o-owner', 'change-member', { ...asked, staffId });
    await expect(accept(world, 'o-new', first.secret)).rejects.toThrow('invite-invalid');
    await world.shop('o-owner', 'remove-member', { staffId });
    await expect(accept(world, 'o-new', second.secret)).rejects.toThrow('invite-invalid');
  });

  it('of somebody who has been removed lets nobody in, even when they are back', async () => {
    const { world, stores } = await twoStoreShop();
    const asked = { role: 'clerk', stores: [stores.one] } as const;
    const { secret } = await world.shop('o-manager', 'invite', asked);
    const staffId = await staffIdOf(world, 'o-manager');
    await world.shop('o-owner', 'remove-member', { staffId });
    expect((await world.shop('o-owner', 'list-people', {})).invites).toEqual([]);
    await join(world, 'o-manager', 'manager', [stores.one]);
    await expect(accept(world, 'o-new', secret)).rejects.toThrow('invite-invalid');
  });

  it('for more than its maker has by now lets nobody in', async () => {
    const { world, stores } = await twoStoreShop();
    const { secret } = await world.shop('o-manager', 'invite', {
      role: 'clerk',
      stores: [stores.one],
    });
    const staffId = await staffIdOf(world, 'o-manager');
    const elsewhere = { staffId, role: 'manager', stores: [stores.two] } as const;
    await world.shop('o-owner', 'change-member', elsewhere);
    await expect(accept(world, 'o-new', secret)).rejects.toThrow('invite-invalid');
  });

  it('of an owner waits for nobody when that owner is none any more', async () => {
    const { world, stores } = await twoStoreShop();
    await join(world, 'o-second', 'owner', 'all');
    const asked = { role: 'manager', stores: [stores.one] } as const;
    const { secret, inviteId } = await world.shop('o-second', 'invite', asked);
    await accept(world, 'o-new', secret);
    const staffId = await staffIdOf(world, 'o-second');
    await world.shop('o-owner', 'change-member', { ...asked, staffId });
    const confirm = world.shop('o-second', 'confirm-joiner', { inviteId, name: '小王' });
    await expect(confirm).rejects.toThrow('not-allowed');
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'waiting' });
  });

  it('revoked in the moment in which it is accepted lets nobody in', async () => {
    const { world, invite } = await invited();
    justBefore(world.memory, COLLECTIONS.invites, 'update', () =>
      world.instance(SETTINGS).shop('o-owner', 'revoke-invite', { inviteId: invite.inviteId }),
    );
    await expect(accept(world, 'o-new', invite.secret)).rejects.toThrow('invite-invalid');
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'stranger' });
  });

  it('leaves whoever is in already as they are, and is not used up', async () => {
    const { world, invite } = await invited();
    await expect(accept(world, 'o-owner', invite.secret)).rejects.toThrow('already-staff');
    expect(await world.shop('o-owner', 'me', {})).toMatchObject({ role: 'owner' });
    expect(await accept(world, 'o-new', invite.secret)).toMatchObject({ role: 'clerk' });
  });

  it.each(['manager', 'owner'] as const)(
    'of a %s waits until the inviter confirms the joiner’s name',
    async (role) => {
      const { world, invite } = await invited(role);
      const { inviteId, secret } = invite;
      expect(await accept(world, 'o-new', secret)).toMatchObject({ kind: 'waiting', role });
      expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'waiting', name: '小王' });
      expect(
        await world.call('getOrder', 'o-new', { action: 'look-up', orderId: '1' }),
      ).toHaveProperty('error.code', 'not-staff');
      expect((await world.shop('o-owner', 'list-people', {})).invites).toMatchObject([
        { inviteId, state: 'waiting', joinerName: '小王', isMine: true },
      ]);

      // Another person cannot take the place, and the joiner is not admitted under another name.
      await expect(accept(world, 'o-other', secret)).rejects.toThrow('invite-invalid');
      const other = world.shop('o-owner', 'confirm-joiner', { inviteId, name: '小李' });
      await expect(other).rejects.toThrow('changed-meanwhile');

      const confirmed = await world.shop('o-owner', 'confirm-joiner', { inviteId, name: '小王' });
      expect(confirmed).toMatchObject({ role, name: '小王', isMe: false });
      expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'member', role });
      const again = world.shop('o-owner', 'confirm-joiner', { inviteId, name: '小王' });
      await expect(again).rejects.toThrow('no-such-entry');
    },
  );

  it('is confirmed by the name whatever stands around it, and where confirming it ended half-way', async () => {
    const { world, invite } = await invited('manager');
    const { inviteId, secret } = invite;
    await accept(world, 'o-new', secret);
    const invites = world.memory.collection(COLLECTIONS.invites);
    invites?.set(inviteId, { ...invites.get(inviteId), state: 'joining' });
    const confirmed = await world.shop('o-owner', 'confirm-joiner', { inviteId, name: ' 小王 ' });
    expect(confirmed).toMatchObject({ role: 'manager', name: '小王' });
    expect(invites?.has(inviteId)).toBe(false);
  });

  it('that nobody has accepted is not confirmed', async () => {
    const { world, invite } = await invited('manager');
    const { inviteId } = invite;
    const invites = world.memory.collection(COLLECTIONS.invites);
    for (const odd of [
      { joinerName: '小王', joiner: 'o-new', state: 'open' },
      { joinerName: '小王', joiner: null, state: 'waiting' },
    ]) {
      invites?.set(inviteId, { ...invites.get(inviteId), ...odd });
      const confirmed = world.shop('o-owner', 'confirm-joiner', { inviteId, name: '小王' });
      await expect(confirmed).rejects.toThrow('changed-meanwhile');
    }
  });

  it('revoked in the moment in which it is confirmed lets nobody in', async () => {
    const { world, invite } = await invited('manager');
    const { inviteId, secret } = invite;
    await accept(world, 'o-new', secret);
    justBefore(world.memory, COLLECTIONS.invites, 'update', () =>
      world.instance(SETTINGS).shop('o-owner', 'revoke-invite', { inviteId }),
    );
    const confirmed = world.shop('o-owner', 'confirm-joiner', { inviteId, name: '小王' });
    await expect(confirmed).rejects.toThrow('changed-meanwhile');
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'stranger' });
  });

  it('accepted in the moment in which it is revoked is not revoked', async () => {
    const { world, invite } = await invited('manager');
    const { inviteId, secret } = invite;
    justBefore(world.memory, COLLECTIONS.invites, 'remove', () =>
      accept(world.instance(SETTINGS), 'o-new', secret),
    );
    await expect(world.shop('o-owner', 'revoke-invite', { inviteId })).rejects.toThrow(
      'changed-meanwhile',
    );
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'waiting' });
  });

  it('is confirmed by whoever made it, not by another owner', async () => {
    const { world, invite } = await invited('manager');
    await join(world, 'o-second', 'owner', 'all');
    await accept(world, 'o-new', invite.secret);
    const { inviteId } = invite;
    const byOther = world.shop('o-second', 'confirm-joiner', { inviteId, name: '小王' });
    await expect(byOther).rejects.toThrow('not-allowed');
  });

  it('goes on where accepting it ended half-way', async () => {
    const { world, invite } = await invited();
    const id = invite.inviteId;
    const document = world.memory.collection(COLLECTIONS.invites)?.get(id) ?? {};
    world.memory
      .collection(COLLECTIONS.invites)
      ?.set(id, { ...document, state: 'joining', joiner: 'o-new', joinerName: '小王' });
    await expect(accept(world, 'o-other', invite.secret)).rejects.toThrow('invite-invalid');
    expect(await accept(world, 'o-new', invite.secret)).toMatchObject({ role: 'clerk' });
  });

  it('of one manager are twenty at most that last, made at once or not, and keep nobody else out', async () => {
    const { world, stores } = await twoStoreShop();
    const asked = { role: 'clerk', stores: [stores.one] } as const;
    const made = await Promise.allSettled(
      Array.from({ length: 25 }, () => world.shop('o-manager', 'invite', asked)),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await world.call('shop', 'o-manager', { action: 'invite', ...asked })).toMatchObject({
      error: { code: 'limit-reached', message: expect.stringContaining('20 个') as string },
    });
    await world.shop('o-owner', 'invite', asked);
    await join(world, 'o-second', 'manager', [stores.one]);
    await world.shop('o-second', 'invite', asked);
    // Lapsed ones do not count, though the sweep has not removed them yet.
    world.clock.now += DAY;
    await world.shop('o-manager', 'invite', asked);
  });

  it('of a reviewer ends after fourteen days', async () => {
    const { world } = await twoStoreShop();
    expect(await world.shop('o-reviewer', 'me', {})).toMatchObject({
      role: 'reviewer',
      stores: [],
      expiresAt: world.clock.now + 14 * DAY,
    });
    world.clock.now += 14 * DAY;
    expect(await world.shop('o-reviewer', 'me', {})).toMatchObject({ kind: 'stranger' });
  });
});
