import { boardPhone, lookUpAll, told } from '../../../support/board-phone';
import { join } from '../../../support/two-store-shop';
import { shop, world, add, auditLines, codeOf, getOrder } from '../../../support/fresh-shop';

beforeEach(async () => {
  await join(world, 'o-other-clerk', 'clerk', [shop.stores.one]);
  await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
});

const takeOff = (openId: string, orderId: string) =>
  codeOf(getOrder(openId, 'take-off', { orderId }));
async function rowsOf(openId: string): Promise<readonly string[]> {
  const phone = boardPhone(world, openId);
  await phone.refresh({ isOpening: true });
  return told(phone.rows());
}

it.each(['o-clerk', 'o-manager', 'o-owner'])(
  'is for whoever brought the order, a manager and the owner: %s; all boards follow, and it is on record',
  async (openId) => {
    await add('o-clerk', 'A');
    expect(await takeOff('o-other-clerk', 'A')).toBe('not-allowed');
    expect(await takeOff('o-clerk-two', 'A')).toBe('order-not-found');
    expect(await takeOff(openId, 'A')).toBe('ok');
    expect(await rowsOf('o-other-clerk')).toEqual([]);
    expect(await takeOff(openId, 'A')).toBe('order-not-found');
    const lines = await auditLines();
    expect(lines[0]).toMatchObject({ act: 'take-off', about: 'A', outcome: 'done' });
  },
);

it('by a manager leaves the order to other stores; by who brought it, to nobody', async () => {
  await add('o-owner', 'A');
  expect(await takeOff('o-manager', 'A')).toBe('ok');
  expect([await rowsOf('o-clerk'), await rowsOf('o-clerk-two')]).toEqual([[], ['A awaited']]);
  expect(await takeOff('o-owner', 'A')).toBe('ok');
  expect(await rowsOf('o-clerk-two')).toEqual([]);
});

it('leaves what another person has brought, and what WeChat knows', async () => {
  await add('o-clerk-two', 'A');
  await add('o-clerk', 'A');
  expect(await takeOff('o-clerk', 'A')).toBe('ok');
  expect(await rowsOf('o-clerk-two')).toEqual(['A awaited']);
  world.orders.set('shop-one//B', 301);
  await lookUpAll(world, 'o-clerk', 'B');
  expect(await takeOff('o-owner', 'B')).toBe('order-not-found');
  expect(await rowsOf('o-clerk')).toEqual(['B delivering']);
});
