import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { Role } from '../../../../miniprogram/contract/shop';
import { staffIdOf, twoStoreShop } from '../../../support/two-store-shop';

async function invited(role: Role = 'clerk') {
  const { world, stores } = await twoStoreShop();
  const asked = { role, stores: [stores.one] };
  const { secret, inviteId } = await world.shop('o-manager', 'invite', asked);
  const see = (openId = 'o-new') => world.shop(openId, 'see-invite', { secret });
  return { world, stores, secret, inviteId, see };
}

describe('an invite, before it is accepted', () => {
  it('tells whoever holds its secret who invites, as what, and to which stores', async () => {
    const { world, stores, see } = await invited();
    const { members } = await world.shop('o-owner', 'list-people', {});
    const [store] = (await world.shop('o-owner', 'list-stores', {})).stores.filter(
      ({ storeId }) => storeId === stores.one,
    );
    expect(await see()).toEqual({
      role: 'clerk',
      storeNames: [store?.name],
      inviterName: members.find(({ role }) => role === 'manager')?.name,
    });
  });

  it('is as it was after it has been seen, however often', async () => {
    const { world, secret, see } = await invited();
    const before = world.memory.dump();
    await see();
    await see('o-other');
    expect(world.memory.dump()).toEqual(before);
    expect(await world.shop('o-new', 'accept-invite', { secret, name: '小王' })).toMatchObject({
      role: 'clerk',
    });
  });

  it('for all stores says so', async () => {
    const { world } = await twoStoreShop();
    const { secret } = await world.shop('o-owner', 'invite', { role: 'manager', stores: 'all' });
    expect(await world.shop('o-new', 'see-invite', { secret })).toMatchObject({
      role: 'manager',
      storeNames: 'all',
    });
  });

  it('names no store that is gone', async () => {
    const { world, stores, see } = await invited();
    world.memory.collection(COLLECTIONS.stores)?.delete(stores.one);
    expect(await see()).toMatchObject({ storeNames: [] });
  });

  it.each(['', 'x', '__proto__'])('is not to be guessed (%s)', async (secret) => {
    const { world } = await invited();
    await expect(world.shop('o-new', 'see-invite', { secret })).rejects.toThrow('invite-invalid');
  });

  it('tells nothing once it is revoked, lapsed, taken, or its maker must not make it', async () => {
    const revoked = await invited();
    await revoked.world.shop('o-owner', 'revoke-invite', { inviteId: revoked.inviteId });
    await expect(revoked.see()).rejects.toThrow('invite-invalid');

    const lapsed = await invited();
    lapsed.world.clock.now += 24 * 3_600_000;
    await expect(lapsed.see()).rejects.toThrow('invite-invalid');

    const taken = await invited();
    await taken.world.shop('o-new', 'accept-invite', { secret: taken.secret, name: '小王' });
    await expect(taken.see('o-other')).rejects.toThrow('invite-invalid');

    const demoted = await invited();
    const staffId = await staffIdOf(demoted.world, 'o-manager');
    const role = { staffId, role: 'clerk', stores: [demoted.stores.one] } as const;
    await demoted.world.shop('o-owner', 'change-member', role);
    await expect(demoted.see()).rejects.toThrow('invite-invalid');
  });

  it('that waits for its inviter is told to whom it was given only', async () => {
    const { world } = await twoStoreShop();
    const { secret } = await world.shop('o-owner', 'invite', { role: 'manager', stores: 'all' });
    await world.shop('o-new', 'accept-invite', { secret, name: '小王' });
    await expect(world.shop('o-other', 'see-invite', { secret })).rejects.toThrow('invite-invalid');
    expect(await world.shop('o-new', 'see-invite', { secret })).toMatchObject({ role: 'manager' });
  });
});
