import { nameKey } from '../../../../cloudfunctions/core/people/names';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { TwoStoreShop } from '../../../support/two-store-shop';
import { twoStoreShop } from '../../../support/two-store-shop';
import { SETTINGS } from '../../../support/shop-world';

const SECOND_CODE = 'mR4tY8bN2cV6xQ1z';
const DAY = 24 * 3_600_000;

describe('nameKey', () => {
  it.each([
    ['店主', ' 店 主 '],
    ['店主', '店\u3000主'],
    ['店主', '店\uFE0F主'],
    ['amy', 'ＡＭＹ'],
    ['amy1', 'Amy①'],
    ['日', '\u2F47'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('tells different names apart', () => {
    expect(nameKey('小王')).not.toBe(nameKey('小李'));
  });
});

describe('the name of whoever joins', () => {
  let shop: TwoStoreShop;

  beforeEach(async () => {
    shop = await twoStoreShop();
  });

  /** Accepts a new invite of the owner. */
  async function accept(role: 'clerk' | 'manager', openId: string, name: string) {
    const { world, stores } = shop;
    const { secret } = await world.shop('o-owner', 'invite', { role, stores: [stores.one] });
    return world.shop(openId, 'accept-invite', { secret, name });
  }

  it.each(['店主', ' 店主', '店 主', 'O-MANAGER', 'ｏ-clerk'])(
    'is not that of a member: %j',
    async (name) => {
      for (const role of ['clerk', 'manager'] as const)
        await expect(accept(role, 'o-new', name)).rejects.toThrow('name-taken');
      expect(await shop.world.shop('o-new', 'me', {})).toMatchObject({ kind: 'stranger' });
    },
  );

  it('is not that of somebody who waits, until their invite has lapsed', async () => {
    await accept('manager', 'o-new', '小王');
    await expect(accept('clerk', 'o-other', '小王')).rejects.toThrow('name-taken');
    shop.world.clock.now += DAY;
    expect(await accept('clerk', 'o-other', '小王')).toMatchObject({ kind: 'member' });
  });

  it('is one of two who choose it at the same time', async () => {
    const { world, stores } = shop;
    const asked = { role: 'clerk', stores: [stores.one] } as const;
    const one = await world.shop('o-owner', 'invite', asked);
    const other = await world.shop('o-owner', 'invite', asked);
    const joined = await Promise.allSettled([
      world.shop('o-a', 'accept-invite', { secret: one.secret, name: '小王' }),
      world
        .instance(SETTINGS)
        .shop('o-b', 'accept-invite', { secret: other.secret, name: '小 王' }),
    ]);
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('may be chosen anew with the same invite after one that is taken', async () => {
    const { world, stores } = shop;
    const asked = { role: 'clerk', stores: [stores.one] } as const;
    const { secret } = await world.shop('o-owner', 'invite', asked);
    const taken = world.shop('o-new', 'accept-invite', { secret, name: '店主' });
    await expect(taken).rejects.toThrow('name-taken');
    const again = world.shop('o-new', 'accept-invite', { secret, name: '小王' });
    expect(await again).toMatchObject({ kind: 'member', name: '小王' });
  });

  it('is not that of a member either when somebody claims the shop with a new code', async () => {
    const world = shop.world.instance({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE });
    const claim = (openId: string, name: string) =>
      world.shop(openId, 'claim', { code: SECOND_CODE, name });
    await expect(claim('o-new', '店主')).rejects.toThrow('name-taken');
    expect(await claim('o-new', '老板')).toMatchObject({ role: 'owner' });
    // Of a code that is used up nobody learns which names there are.
    await expect(claim('o-else', '店主')).rejects.toThrow('setup-code-rejected');
  });

  it('may be the one that they have already, or one of a document that has none', async () => {
    const staff = shop.world.memory.collection(COLLECTIONS.staff);
    staff?.set('o-odd', { ...staff.get('o-clerk'), name: 7 });
    const world = shop.world.instance({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE });
    const claim = world.shop('o-clerk', 'claim', { code: SECOND_CODE, name: 'o-clerk' });
    expect(await claim).toMatchObject({ role: 'owner', name: 'o-clerk' });
  });
});
