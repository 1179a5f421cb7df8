import {
  type AddedOrders,
  MOST_ADDED,
  parseBoardAnswer,
} from '../../../../miniprogram/contract/board-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, named, told } from '../../../support/board-phone';
import type { ShopWorld } from '../../../support/shop-world';
import { twoStoreShop } from '../../../support/two-store-shop';

let world: ShopWorld;

beforeEach(async () => {
  ({ world } = await twoStoreShop());
});

async function add(openId: string, ...orderIds: readonly string[]): Promise<AddedOrders> {
  const answer = await world.call('getOrder', openId, { action: 'add-orders', orderIds });
  const parsed = parseBoardAnswer('add-orders', JSON.parse(JSON.stringify(answer)));
  if (parsed?.ok !== true) throw new Error(JSON.stringify(answer));
  return parsed.data;
}

const outcomesOf = ({ added }: AddedOrders) =>
  added.map(({ orderId, outcome }) => `${orderId} ${outcome}`).sort();

it('puts what is found on the board, and says of each id what came of it', async () => {
  world.orders.set('shop-one//A', 301).set('shop-one//B', 302).set('shop-one//C', 'sign-rejected');
  world.orders.set('shop-two//D', 301);
  const result = await add('o-clerk', 'A', 'B', 'A', 'C', 'D', 'a\u0000', '  ', '__proto__');
  expect(outcomesOf(result)).toEqual([
    '   malformed',
    'A under-way',
    'B ended',
    'C failed',
    'D not-found',
    '__proto__ not-found',
    'a\u0000 malformed',
  ]);
  expect(result.added.find(({ orderId }) => orderId === 'C')?.code).toBe('sign-rejected');
  expect(result).toMatchObject({ left: [], reason: null });
  const phone = boardPhone(world, 'o-manager');
  await phone.refresh({ isOpening: true });
  expect(told(phone.rows())).toEqual(['A delivering']);
});

it('holds a person to the look-ups of a minute, and loses no id', async () => {
  const ids = named(MOST_ADDED);
  for (const id of ids) world.orders.set(`shop-one//${id}`, 301);
  const first = await add('o-clerk', ...ids);
  expect(first.added).toHaveLength(60);
  expect(first.reason).toBe('too-frequent');
  expect([...first.added.map(({ orderId }) => orderId), ...first.left].sort()).toEqual(
    [...ids].sort(),
  );
  world.clock.now += 60_000;
  const second = await add('o-clerk', ...first.left);
  expect(second.added).toHaveLength(40);
  expect(second).toMatchObject({ left: [], reason: null });
});

it('holds a person to the unknown ids of ten minutes, and still finds what the shop knows', async () => {
  world.orders.set('shop-one//KNOWN', 301);
  await add('o-manager', 'KNOWN');
  const result = await add('o-clerk', ...named(24, 'NO'), 'KNOWN');
  expect(result.added.filter(({ outcome }) => outcome === 'not-found')).toHaveLength(20);
  expect(result.added).toContainEqual({ orderId: 'KNOWN', outcome: 'under-way' });
  expect(result).toMatchObject({ reason: 'too-many-unknown-ids' });
  expect(result.left).toHaveLength(4);
  const staff = world.memory.collection(COLLECTIONS.staff)?.get('o-clerk');
  expect(staff).toMatchObject({ unknownIds: 20 });
});

it.each([
  ['none', []],
  ['more than a hundred', named(MOST_ADDED + 1)],
])('refuses a call with %s', async (_what, orderIds) => {
  const answer = await world.call('getOrder', 'o-clerk', { action: 'add-orders', orderIds });
  expect(answer).toHaveProperty('error.code', 'bad-request');
});
