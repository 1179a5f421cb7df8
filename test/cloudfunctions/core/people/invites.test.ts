import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { Role } from '../../../../miniprogram/contract/shop';
import { shop, world, lookUp, owner, put, stored } from '../../../support/fresh-shop';
import { join, staffIdOf } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';
import { DAY } from '../../../support/delivery-reports';

/** Makes an invite, and what people do with it. */
async function invited(role: Exclude<Role, 'reviewer'> = 'clerk', inviter = 'o-owner') {
  const asked = { role, stores: role === 'owner' ? ('all' as const) : [shop.stores.one] };
  const { secret, inviteId } = await world.shop(inviter, 'invite', asked);
  return {
    ...{ secret, inviteId },
    accept: (openId = 'o-new', through: ShopWorld = world) =>
      through.shop(openId, 'accept-invite', { secret, name: '小王' }),
    confirm: (name = '小王', by = inviter) => world.shop(by, 'confirm-joiner', { inviteId, name }),
    revoke: (through: ShopWorld = world) => through.shop('o-owner', 'revoke-invite', { inviteId }),
    membership: () => world.shop('o-new', 'me', {}),
    /** Puts fields into the stored invite. */
    store: (fields: object) => {
      put('invites', inviteId, { ...fields });
    },
  };
}

const listed = async () => (await owner('list-people', {})).invites;

describe('an invite', () => {
  it('has a secret of 128 bits that fits into a scene, kept as a hash only', async () => {
    const { secret } = await invited();
    expect(secret).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify([world.memory.dump(), await listed()])).not.toContain(secret);
  });

  it('is used once: replayed, it lets nobody in, not even whom it let in and who was removed', async () => {
    const { accept, membership } = await invited();
    await accept();
    await expect(accept('o-other')).rejects.toThrow('invite-invalid');
    const staffId = await staffIdOf(world, 'o-new');
    await owner('remove-member', { staffId });
    await expect(accept()).rejects.toThrow('invite-invalid');
    expect(await membership()).toMatchObject({ kind: 'stranger' });
  });

  it('accepted by two at once lets one in', async () => {
    const { accept } = await invited();
    const tries = await Promise.allSettled(['o-a', 'o-b', 'o-c'].map((openId) => accept(openId)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not to be guessed, and who guesses learns nothing', async () => {
    const { secret, inviteId } = await invited();
    const before = world.memory.operations();
    const guesses = ['x', inviteId, `${secret.slice(0, -1)}x`, '__proto__'];
    for (const guess of guesses) {
      const given = { secret: guess, name: '小王' };
      await expect(world.shop('o-new', 'accept-invite', given)).rejects.toThrow('invite-invalid');
      await expect(world.shop('o-new', 'see-invite', given)).rejects.toThrow('invite-invalid');
    }
    expect(world.memory.operations() - before).toBe(2 * guesses.length);
    const none = world.shop('o-new', 'see-invite', { secret: '' });
    await expect(none).rejects.toThrow('invite-invalid');
  });

  it('lasts 24 hours', async () => {
    const { accept } = await invited();
    world.clock.now += DAY - 1;
    expect(await accept()).toMatchObject({ kind: 'member' });
  });

  const change = async (role: 'clerk' | 'manager', storeId: string) => {
    const staffId = await staffIdOf(world, 'o-manager');
    await owner('change-member', { staffId, role, stores: [storeId] });
  };
  const remove = async () =>
    owner('remove-member', { staffId: await staffIdOf(world, 'o-manager') });
  const removeAndBringBack = async () => {
    await remove();
    await join(world, 'o-manager', 'manager', [shop.stores.one]);
  };
  it.each<[string, (invite: Awaited<ReturnType<typeof invited>>) => unknown, left?: number]>([
    ['is 24 hours old', () => (world.clock.now += DAY)],
    ['is revoked', ({ revoke }) => revoke()],
    ['is of somebody who has been removed', remove],
    ['is of somebody who has been demoted', () => change('clerk', shop.stores.one), 1],
    ['is for a store that its maker lost', () => change('manager', shop.stores.two), 1],
    ['is of somebody who has been removed, and is back', removeAndBringBack],
  ])('that %s lets nobody in, and tells nothing', async (_what, happen, left = 0) => {
    const invite = await invited('clerk', 'o-manager');
    await happen(invite);
    await expect(invite.accept()).rejects.toThrow('invite-invalid');
    const seen = world.shop('o-new', 'see-invite', { secret: invite.secret });
    await expect(seen).rejects.toThrow('invite-invalid');
    expect(await listed()).toHaveLength(left);
  });

  it('leaves whoever is in already as they are, and is not used up', async () => {
    const { accept } = await invited();
    await expect(accept('o-owner')).rejects.toThrow('already-staff');
    expect(await world.shop('o-owner', 'me', {})).toMatchObject({ role: 'owner' });
    expect(await accept()).toMatchObject({ role: 'clerk' });
  });

  it.each(['manager', 'owner'] as const)(
    'of a %s waits until the inviter confirms the joiner’s name',
    async (role) => {
      const { inviteId, accept, confirm, membership } = await invited(role);
      await expect(confirm()).rejects.toThrow('changed-meanwhile');
      expect(await accept()).toMatchObject({ kind: 'waiting', role });
      expect(await membership()).toMatchObject({ kind: 'waiting', name: '小王' });
      expect(await lookUp('o-new', '1')).toHaveProperty('error.code', 'not-staff');
      const waiting = { inviteId, state: 'waiting', joinerName: '小王', isMine: true };
      expect(await listed()).toMatchObject([waiting]);

      // Another person cannot take the place, and the joiner is not admitted under another name.
      await expect(accept('o-other')).rejects.toThrow('invite-invalid');
      await expect(confirm('小李')).rejects.toThrow('changed-meanwhile');
      // Nobody else confirms it, not even another owner.
      await join(world, 'o-second', 'owner', 'all');
      await expect(confirm('小王', 'o-second')).rejects.toThrow('not-allowed');

      expect(await confirm()).toMatchObject({ role, name: '小王', isMe: false });
      expect(await membership()).toMatchObject({ kind: 'member', role });
      await expect(confirm()).rejects.toThrow('no-such-entry');
    },
  );

  it('is confirmed by the name whatever stands around it, and where confirming it ended half-way', async () => {
    const { inviteId, accept, store, confirm } = await invited('manager');
    await accept();
    store({ state: 'joining' });
    expect(await confirm(' 小王 ')).toMatchObject({ role: 'manager', name: '小王' });
    expect(stored('invites', inviteId)).toBeUndefined();
  });

  it('revoked in the moment in which it is accepted, or confirmed, lets nobody in', async () => {
    const accepted = await invited();
    justBefore(world.memory, COLLECTIONS.invites, 'update', () =>
      accepted.revoke(world.instance(SETTINGS)),
    );
    await expect(accepted.accept()).rejects.toThrow('invite-invalid');
    expect(await accepted.membership()).toMatchObject({ kind: 'stranger' });

    const { accept, confirm, revoke, membership } = await invited('manager');
    await accept();
    justBefore(world.memory, COLLECTIONS.invites, 'update', () => revoke(world.instance(SETTINGS)));
    await expect(confirm()).rejects.toThrow('changed-meanwhile');
    expect(await membership()).toMatchObject({ kind: 'stranger' });
  });

  it('accepted in the moment in which it is revoked is not revoked', async () => {
    const { accept, revoke, membership } = await invited('manager');
    justBefore(world.memory, COLLECTIONS.invites, 'remove', () =>
      accept('o-new', world.instance(SETTINGS)),
    );
    await expect(revoke()).rejects.toThrow('changed-meanwhile');
    expect(await membership()).toMatchObject({ kind: 'waiting' });
  });

  it('goes on where accepting it ended half-way', async () => {
    const { accept, store } = await invited();
    store({ state: 'joining', joiner: 'o-new', joinerName: '小王' });
    await expect(accept('o-other')).rejects.toThrow('invite-invalid');
    expect(await accept()).toMatchObject({ role: 'clerk' });
  });

  it('of one manager are twenty at most that last, made at once or not, and keep nobody else out', async () => {
    const asked = { role: 'clerk', stores: [shop.stores.one] } as const;
    const made = await Promise.allSettled(
      Array.from({ length: 25 }, () => world.shop('o-manager', 'invite', asked)),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await world.call('shop', 'o-manager', { action: 'invite', ...asked })).toMatchObject({
      error: { code: 'limit-reached', message: expect.stringContaining('20 个') as string },
    });
    await owner('invite', asked);
    await join(world, 'o-second', 'manager', [shop.stores.one]);
    await world.shop('o-second', 'invite', asked);
    // Lapsed ones do not count, though the sweep has not removed them yet.
    world.clock.now += DAY;
    await world.shop('o-manager', 'invite', asked);
  });

  it('of a reviewer ends after fourteen days', async () => {
    const expiresAt = world.clock.now + 14 * DAY;
    const reviewer = { role: 'reviewer', stores: [], expiresAt };
    expect(await world.shop('o-reviewer', 'me', {})).toMatchObject(reviewer);
    world.clock.now = expiresAt;
    expect(await world.shop('o-reviewer', 'me', {})).toMatchObject({ kind: 'stranger' });
  });
});
