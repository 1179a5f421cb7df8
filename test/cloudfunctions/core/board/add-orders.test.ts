import {
  type AddedOrders,
  type AwaitedRow,
  MAX_ADDED_ORDERS,
  parseBoardAnswer,
} from '../../../../miniprogram/contract/board-api';
import { boardPhone, lookUpAll, named, told } from '../../../support/board-phone';
import { join, newAccount } from '../../../support/two-store-shop';
import { shop, world, owner, getOrder, stored, storedIn } from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

async function add(
  openId: string,
  orders: readonly (string | readonly string[])[],
  more: { readonly storeId?: string } = {},
): Promise<AddedOrders> {
  const lists = orders.map((order) => [order].flat());
  const answer = await getOrder(openId, 'add-orders', { orders: lists, ...more });
  const parsed = parseBoardAnswer('add-orders', JSON.parse(JSON.stringify(answer)));
  if (parsed?.ok !== true) throw new Error(JSON.stringify(answer));
  return parsed.data;
}

const outcomesOf = ({ added }: AddedOrders) =>
  added.map(({ orderId, outcome }) => `${orderId} ${outcome}`);
const countOf = ({ added }: AddedOrders, wanted: string) =>
  added.filter(({ outcome }) => outcome === wanted).length;
const deliveries = () => storedIn('deliveries');
const awaitedRows = async (openId: string): Promise<readonly AwaitedRow[]> => {
  const { board } = await boardPhone(world, openId).refresh({ isOpening: true });
  return board.rows.flatMap((row) => (row.kind === 'awaited' ? [row] : []));
};

it('says of each order what came of it, in the order sent, and puts it on the board at once', async () => {
  world.orders.set('shop-one//A', 301).set('shop-one//B', 302).set('shop-two//D', 301);
  await lookUpAll(world, 'o-clerk', 'A', 'B');
  const texts = ['N', 'A', 'B', 'D', 'N', 'a\u0000', '  ', '__proto__'];
  expect(outcomesOf(await add('o-clerk', texts))).toEqual([
    ...['N awaited', 'A under-way', 'B ended', 'D awaited', 'N awaited'],
    ...['a\u0000 malformed', '   malformed', '__proto__ awaited'],
  ]);
  const phone = boardPhone(world, 'o-manager');
  await phone.refresh({ isOpening: true });
  const rows = ['A delivering', 'D awaited', 'N awaited', '__proto__ awaited'];
  expect(told(phone.rows())).toEqual(rows);
});

it('takes a hundred labels, each of which may mean two ids that are as long as can be', async () => {
  const labels = named(MAX_ADDED_ORDERS).map((id) => [id.padEnd(128, 'x'), id.padEnd(128, 'y')]);
  expect(countOf(await add('o-clerk', labels), 'awaited')).toBe(MAX_ADDED_ORDERS);
});

it('asks at once in the call that brings, by the lane of what people bring, at its stores’ accounts only', async () => {
  world.orders.set('shop-one//A', 301);
  const { queueSeconds } = await add('o-clerk', ['A', ...named(6, 'NO')]);
  expect(world.asked).toHaveLength(5);
  expect(world.asked.every((key) => key.startsWith('shop-one/'))).toBe(true);
  expect(queueSeconds).toBe(2);
  const phone = boardPhone(world, 'o-clerk');
  const { board, asked } = await phone.refresh();
  expect(asked).toEqual(['NO-4', 'NO-5']);
  expect(board.queue).toEqual({ done: 5, of: 7, seconds: 2 });
  const after = await phone.refresh();
  expect(after.board.queue).toBeUndefined();
  expect(told(phone.rows())).toContain('A delivering');
  expect(stored('staff', 'o-clerk')).toMatchObject({ brought: 7 });
  expect(stored('staff', 'o-clerk')).not.toHaveProperty('unknownIds');
});

it('takes the end of a known id for that order, and makes no document for it', async () => {
  world.orders.set('shop-one//20261124-8842', 301).set('shop-two//20261124-7777', 301);
  await lookUpAll(world, 'o-owner', '20261124-8842', '20261124-7777');
  const before = deliveries().size;
  const given = await add('o-clerk', ['8842', '4-8842', '842', '7777']);
  expect(outcomesOf(given)).toEqual([
    '20261124-8842 under-way',
    '20261124-8842 under-way',
    // Too short for an end; and the end of another store's id is any unknown id.
    '842 awaited',
    '7777 awaited',
  ]);
  expect(deliveries().size).toBe(before + 2);
});

it('asks for the other ids that a text may mean in the same step, and shows the one that WeChat knows', async () => {
  world.orders.set('shop-one//REAL', 301);
  await add('o-clerk', [['LIKELY', 'REAL']]);
  expect(world.asked).toEqual(['shop-one//LIKELY', 'shop-one//REAL']);
  const phone = boardPhone(world, 'o-clerk');
  await phone.refresh();
  expect(told(phone.rows())).toEqual(['REAL delivering']);
});

it('brings orders for the chosen store, else for all of the person’s; found at one, they leave the others’ boards', async () => {
  await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
  await add('o-owner', ['BOTH']);
  await add('o-owner', ['TWO'], { storeId: shop.stores.two });
  const on = async (openId: string) => (await awaitedRows(openId)).map(({ orderId }) => orderId);
  expect([await on('o-clerk'), await on('o-clerk-two')]).toEqual([['BOTH'], ['BOTH', 'TWO']]);
  const asked = ['shop-one//BOTH', 'shop-two//BOTH', 'shop-two//TWO'];
  expect([...world.asked].sort()).toEqual(asked);
  world.orders.set('shop-two//BOTH', 301);
  world.clock.now += MINUTE;
  await boardPhone(world, 'o-clerk').refresh();
  expect(await on('o-clerk')).toEqual([]);
  const elsewhere = { orders: [['X']], storeId: shop.stores.two };
  const answer = await getOrder('o-clerk', 'add-orders', elsewhere);
  expect(answer).toHaveProperty('error.code', 'no-such-entry');
});

it('says who brought an order, to whom it is shown, and who may take it off', async () => {
  await join(world, 'o-other-clerk', 'clerk', [shop.stores.one]);
  await add('o-clerk', ['A']);
  const row = { orderId: 'A', broughtBy: 'o-clerk', phase: 'asked', canTakeOff: true };
  expect(await awaitedRows('o-clerk')).toMatchObject([row]);
  expect(await awaitedRows('o-manager')).toMatchObject([row]);
  const { canTakeOff: _may, ...withoutRight } = row;
  const [others] = await awaitedRows('o-other-clerk');
  expect(others).toMatchObject(withoutRight);
  expect(others).not.toHaveProperty('canTakeOff');
});

it('refuses where no account serves the stores: nothing could ever be asked', async () => {
  await owner('remove-account', { accountId: shop.accounts.two, version: 1 });
  await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
  await expect(add('o-clerk-two', ['A'])).rejects.toThrow('settings-missing');
});

describe('the limits of a person', () => {
  it('are 200 orders in ten minutes, as many as fit, also when twenty calls come at once', async () => {
    const calls = Array.from({ length: 20 }, (_, n) => add('o-clerk', named(15, `B${n}`)));
    const given = await Promise.all(calls);
    const sum = (outcome: string) => given.reduce((all, one) => all + countOf(one, outcome), 0);
    expect(sum('awaited') + sum('not-written')).toBe(200);
    expect(sum('too-many')).toBe(100);
    expect(deliveries().size).toBe(sum('awaited'));
    // What waits already, or is known, counts as nothing.
    expect(countOf(await add('o-clerk', ['B0-0']), 'awaited')).toBe(1);
    world.clock.now += 10 * MINUTE;
    expect(countOf(await add('o-manager', named(5, 'M')), 'awaited')).toBe(5);
  });

  it('are 200 that wait, also when twenty calls come at once', async () => {
    await add('o-clerk', named(100, 'A'));
    await add('o-clerk', named(90, 'B'));
    world.clock.now += 11 * MINUTE;
    const calls = Array.from({ length: 20 }, (_, n) => add('o-clerk', named(2, `C${n}`)));
    const given = await Promise.all(calls);
    const waiting = given.reduce((all, one) => all + countOf(one, 'awaited'), 0);
    expect(waiting).toBeLessThanOrEqual(10);
    expect(deliveries().size).toBe(190 + waiting);
    // Who calls again gets to it.
    await add('o-clerk', named(10, 'D'));
    expect(deliveries().size).toBe(200);
    expect(countOf(await add('o-clerk', ['E']), 'too-many')).toBe(1);
  });

  it('give late steps to what a person brings beyond sixty unknown ids, and nobody else’s', async () => {
    await add('o-clerk', named(100, 'A'));
    await add('o-manager', ['M']);
    const phone = boardPhone(world, 'o-clerk');
    const asked = new Set<string>();
    for (let second = 0; second < 50; second += 2) {
      for (const id of (await phone.refresh()).asked) asked.add(id);
      world.clock.now += 2000;
    }
    // Five were asked for by the call that brought them, the manager's by the manager's own.
    expect(asked.size).toBe(60 - 5);
    const rows = await awaitedRows('o-manager');
    const late = rows.filter(({ broughtAt, nextAskAt }) => nextAskAt === broughtAt + 10 * MINUTE);
    expect(late).toHaveLength(40);
    expect(late.every(({ phase }) => phase === 'asked')).toBe(true);
  });
});

it('writes nothing twice, and brings again what was given up', async () => {
  await add('o-clerk', ['A']);
  const before = JSON.stringify(deliveries().get('A'));
  expect(outcomesOf(await add('o-manager', ['A']))).toEqual(['A awaited']);
  expect(JSON.stringify(deliveries().get('A'))).toBe(before);
  world.clock.now += 31 * MINUTE;
  const phone = boardPhone(world, 'o-clerk');
  await phone.refresh();
  expect(await awaitedRows('o-clerk')).toMatchObject([{ phase: 'given-up', nextAskAt: null }]);
  const asked = world.asked.length;
  world.clock.now += MINUTE;
  await add('o-clerk', ['A']);
  expect(world.asked.length).toBe(asked + 1);
  expect(await awaitedRows('o-clerk')).toMatchObject([{ phase: 'asked' }]);
});

it('finds what comes to be known by an account of several stores, on the board of who brought it', async () => {
  await newAccount(world, 'SS', 'shared', 'secret-3', shop.stores.one, shop.stores.two);
  await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
  world.orders.set('shared//A', 301);
  await add('o-clerk', ['A']);
  expect((await boardPhone(world, 'o-clerk').refresh()).board.rows).toHaveLength(1);
  expect((await boardPhone(world, 'o-clerk-two').refresh()).board.rows).toEqual([]);
});

it.each([
  ['none', []],
  ['more than a hundred', named(MAX_ADDED_ORDERS + 1).map((id) => [id])],
  ['an order of three ids', [['A', 'B', 'C']]],
  ['an order of no id', [[]]],
])('refuses a call with %s', async (_what, orders) => {
  const answer = await getOrder('o-clerk', 'add-orders', { orders });
  expect(answer).toHaveProperty('error.code', 'bad-request');
});
