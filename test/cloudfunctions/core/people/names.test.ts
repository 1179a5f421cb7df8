import { nameKey } from '../../../../cloudfunctions/core/people/names';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { type TwoStoreShop, twoStoreShop } from '../../../support/two-store-shop';
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
    expect(nameKey(one)).not.toBe(nameKey('小李'));
  });
});

describe('the name of whoever joins', () => {
  let shop: TwoStoreShop;

  beforeEach(async () => {
    shop = await twoStoreShop();
  });

  /** Makes an invite of the owner. @returns how to accept it */
  async function invited(role: 'clerk' | 'manager' = 'clerk') {
    const { world, stores } = shop;
    const { secret } = await world.shop('o-owner', 'invite', { role, stores: [stores.one] });
    return (openId: string, name: string, through = world) =>
      through.shop(openId, 'accept-invite', { secret, name });
  }

  it.each(['clerk', 'manager'] as const)(
    'is not that of a member, after which a %s may choose another with the same invite',
    async (role) => {
      const accept = await invited(role);
      for (const name of ['店主', ' 店主', '店 主', 'O-MANAGER', 'ｏ-clerk'])
        await expect(accept('o-new', name)).rejects.toThrow('name-taken');
      expect(await shop.world.shop('o-new', 'me', {})).toMatchObject({ kind: 'stranger' });
      expect(await accept('o-new', '小王')).toMatchObject({ role, name: '小王' });
    },
  );

  it('is not that of somebody who waits, until their invite has lapsed', async () => {
    await (
      await invited('manager')
    )('o-new', '小王');
    await expect((await invited())('o-other', '小王')).rejects.toThrow('name-taken');
    shop.world.clock.now += DAY;
    expect(await (await invited())('o-other', '小王')).toMatchObject({ kind: 'member' });
  });

  it('is one of two who choose it at the same time', async () => {
    const [one, other] = [await invited(), await invited()];
    const joined = await Promise.allSettled([
      one('o-a', '小王'),
      other('o-b', '小 王', shop.world.instance(SETTINGS)),
    ]);
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  describe('when they claim the shop with a new code', () => {
    const claim = (openId: string, name: string) =>
      shop.world
        .instance({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE })
        .shop(openId, 'claim', { code: SECOND_CODE, name });

    it('is not that of a member either', async () => {
      await expect(claim('o-new', '店主')).rejects.toThrow('name-taken');
      expect(await claim('o-new', '老板')).toMatchObject({ role: 'owner' });
      // Of a code that is used up nobody learns which names there are.
      await expect(claim('o-else', '店主')).rejects.toThrow('setup-code-rejected');
    });

    it('may be the one that they have already, or one of a document that has none', async () => {
      const staff = shop.world.memory.collection(COLLECTIONS.staff);
      staff?.set('o-odd', { ...staff.get('o-clerk'), name: 7 });
      expect(await claim('o-clerk', 'o-clerk')).toMatchObject({ role: 'owner', name: 'o-clerk' });
    });
  });
});
