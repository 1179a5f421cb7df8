import { shop, world, owner, storedIn } from '../../../support/fresh-shop';

const see = (secret: string, openId = 'o-new') => world.shop(openId, 'see-invite', { secret });
const accept = (secret: string) => world.shop('o-new', 'accept-invite', { secret, name: '小王' });

/** Makes an invite of the manager for a clerk. */
async function ofManager(): Promise<string> {
  const asked = { role: 'clerk', stores: [shop.stores.one] } as const;
  return (await world.shop('o-manager', 'invite', asked)).secret;
}

// Of which invites nothing is told: people/invites.test.ts.
describe('an invite, before it is accepted', () => {
  it('tells whoever holds its secret who invites, as what, and to which stores that there are', async () => {
    const secret = await ofManager();
    const told = { role: 'clerk', storeNames: ['一店'], inviterName: 'o-manager' };
    expect(await see(secret)).toMatchObject(told);
    storedIn('stores').delete(shop.stores.one);
    expect(await see(secret)).toMatchObject({ storeNames: [] });
  });

  it('is as it was after it has been seen, however often', async () => {
    const secret = await ofManager();
    const before = world.memory.dump();
    await see(secret);
    await see(secret, 'o-other');
    expect(world.memory.dump()).toEqual(before);
    expect(await accept(secret)).toMatchObject({ role: 'clerk' });
  });

  it('says that it is for all stores; waiting for its inviter, to whom it was given only', async () => {
    const { secret } = await owner('invite', { role: 'manager', stores: 'all' });
    expect(await see(secret)).toMatchObject({ role: 'manager', storeNames: 'all' });
    await accept(secret);
    await expect(see(secret, 'o-other')).rejects.toThrow('invite-invalid');
    expect(await see(secret)).toMatchObject({ role: 'manager' });
  });
});
