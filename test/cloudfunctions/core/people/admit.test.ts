import { comparableName } from '../../../../cloudfunctions/core/people/admit';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { staffIdOf } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';
import { SETTINGS } from '../../../support/shop-world';
import { shop, world, owner, auditLines, stored, put } from '../../../support/fresh-shop';
import { DAY } from '../../../support/delivery-reports';

const SECOND_CODE = 'mR4tY8bN2cV6xQ1z';

it.each([
  ['店主', ' 店 主 '],
  ['店主', '店\u3000主'],
  ['店主', '店\uFE0F主'],
  ['amy', 'ＡＭＹ'],
  ['amy1', 'Amy①'],
  ['日', '\u2F47'],
])('nameKey takes %j and %j for the same', (one, other) => {
  expect(comparableName(one)).toBe(comparableName(other));
  expect(comparableName(one)).not.toBe(comparableName('小李'));
});

describe('the name of whoever joins', () => {
  /** Makes an invite of the owner. @returns how to accept it */
  async function invited(role: 'clerk' | 'manager' = 'clerk') {
    const { secret } = await owner('invite', { role, stores: [shop.stores.one] });
    return (openId: string, name: string, through = world) =>
      through.shop(openId, 'accept-invite', { secret, name });
  }

  it.each(['clerk', 'manager'] as const)(
    'is not that of a member, after which a %s may choose another with the same invite',
    async (role) => {
      const accept = await invited(role);
      for (const name of ['店主', ' 店主', '店 主', 'O-MANAGER', 'ｏ-clerk'])
        await expect(accept('o-new', name)).rejects.toThrow('name-taken');
      expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'stranger' });
      expect(await accept('o-new', '小王')).toMatchObject({ role, name: '小王' });
    },
  );

  it('is not that of somebody who waits, until their invite has lapsed', async () => {
    await (
      await invited('manager')
    )('o-new', '小王');
    await expect((await invited())('o-other', '小王')).rejects.toThrow('name-taken');
    world.clock.now += DAY;
    expect(await (await invited())('o-other', '小王')).toMatchObject({ kind: 'member' });
  });

  it('is one of two who choose it at the same time', async () => {
    const [one, other] = [await invited(), await invited()];
    const joined = await Promise.allSettled([
      one('o-a', '小王'),
      other('o-b', '小 王', world.instance(SETTINGS)),
    ]);
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  describe('when they claim the shop with a new code', () => {
    const claim = (openId: string, name: string) =>
      world
        .instance({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE })
        .shop(openId, 'claim', { code: SECOND_CODE, name });

    it('is not that of a member either', async () => {
      await expect(claim('o-new', '店主')).rejects.toThrow('name-taken');
      expect(await claim('o-new', '老板')).toMatchObject({ role: 'owner' });
      // Of a code that is used up nobody learns which names there are.
      await expect(claim('o-else', '店主')).rejects.toThrow('setup-code-rejected');
    });

    it('may be the one that they have already, or one of a document that has none', async () => {
      put('staff', 'o-odd', { ...stored('staff', 'o-clerk'), name: 7 });
      expect(await claim('o-clerk', 'o-clerk')).toMatchObject({ role: 'owner', name: 'o-clerk' });
    });
  });
});

describe('a change of role or stores', () => {
  it('does not bring back whoever is removed in the same moment', async () => {
    const { stores } = shop;
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.staff, 'update', () =>
      world.instance(SETTINGS).shop('o-manager', 'remove-member', { staffId }),
    );
    const change = owner('change-member', { staffId, role: 'manager', stores: [stores.one] });
    await expect(change).rejects.toThrow('changed-meanwhile');
    expect(await world.shop('o-clerk', 'me', {})).toMatchObject({ kind: 'stranger' });
    const lines = await auditLines();
    expect(lines).toContainEqual(
      expect.objectContaining({ who: '店主', act: 'change-member', outcome: 'refused' }),
    );
  });

  it('leaves alone what is being counted meanwhile', async () => {
    const { stores } = shop;
    world.orders.set('shop-one//A', 301);
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.staff, 'update', () =>
      world.instance(SETTINGS).call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' }),
    );
    await owner('change-member', { staffId, role: 'clerk', stores: [stores.one] });
    expect(stored('staff', 'o-clerk')).toMatchObject({ lookUps: 1 });
  });

  it('makes an owner, who is then one of two, and takes them off the owners', async () => {
    const { stores } = shop;
    const staffId = await staffIdOf(world, 'o-manager');
    const change = (by: string, who: string, role: 'owner' | 'clerk') =>
      world.shop(by, 'change-member', { staffId: who, role, stores: [stores.one] });
    await change('o-owner', staffId, 'owner');
    expect(await world.shop('o-manager', 'me', {})).toMatchObject({ role: 'owner', stores: 'all' });
    await change('o-manager', await staffIdOf(world, 'o-owner'), 'clerk');
    await expect(world.shop('o-manager', 'leave', {})).rejects.toThrow('last-owner');
  });
});
