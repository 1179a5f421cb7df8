import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { newAccount } from '../../../support/two-store-shop';
import {
  shop,
  world,
  add,
  newKey,
  put,
  register,
  stored,
  sweep,
} from '../../../support/fresh-shop';

let key: string;

beforeEach(async () => {
  ({ key } = await newKey());
});

it('what the card of a scanned order has just learnt is the answer of the first step', async () => {
  const scan = { action: 'look-up', orderId: 'SCANNED', isScanned: true };
  const scanned = await world.call('getOrder', 'o-clerk', scan);
  expect(scanned).toHaveProperty('error.code', 'order-not-found');
  world.clock.now += SECOND;
  await add('o-clerk', 'SCANNED');
  const { board } = await boardPhone(world, 'o-clerk').refresh({ isOpening: true });
  expect(board.rows).toMatchObject([{ phase: 'asked', nextAskAt: world.clock.now + MINUTE }]);
  expect(board.queue).toBeUndefined();
});

describe('a board whose registered orders are due', () => {
  it('is called again after 5 s, not each second; later, where none can be asked', async () => {
    await register(key, 'A');
    world.weChat.token = 'upstream-timeout';
    world.forgetToken();
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh({ isOpening: true })).board.nextAskMs).toBe(5 * SECOND);
    expect((await phone.refresh()).asked).toEqual([]);
    const { board, asked } = await phone.refresh();
    expect([board.nextAskMs, asked]).toEqual([20 * SECOND, []]);
    world.weChat.token = 'given';
    world.clock.now += MINUTE;
    const heard = await phone.refresh();
    expect([heard.board.nextAskMs, heard.asked]).toEqual([5 * SECOND, ['A']]);
    expect((await phone.refresh()).board.nextAskMs).toBe(20 * SECOND);
  });

  it('asks for five in a call: what people brought first, each first question before a repeated one', async () => {
    await register(key, ...named(7, 'KEY'));
    await add('o-clerk', ...named(7, 'MINE'));
    const phone = boardPhone(world, 'o-clerk');
    const calls = [await phone.refresh(), await phone.refresh(), await phone.refresh()];
    expect(calls.map(({ asked }) => [...asked].sort())).toEqual([
      ['KEY-0', 'KEY-1', 'KEY-2', 'MINE-5', 'MINE-6'],
      named(7, 'KEY').slice(3),
      [],
    ]);
    expect(calls.map(({ board }) => board.nextAskMs)).toEqual([
      ...[2 * SECOND, 5 * SECOND, 20 * SECOND],
    ]);
    world.clock.now += MINUTE;
    await register(key, 'NEW');
    const next = (await phone.refresh()).asked;
    expect([...next].sort()).toEqual(named(7, 'MINE').slice(0, 5));
    expect([...(await phone.refresh()).asked].sort()).toEqual([
      ...['KEY-0', 'KEY-1', 'MINE-5', 'MINE-6', 'NEW'],
    ]);
  });

  it('asks for others than the damaged ones, which do not make it call again', async () => {
    const damaged = named(25, 'damaged');
    await register(key, 'A', ...damaged, 'B');
    for (const orderId of damaged) put('deliveries', orderId, { attempts: 'damaged' });
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh()).asked).toEqual(expect.arrayContaining(['A', 'B']));
    const { board, asked } = await phone.refresh();
    expect([board.nextAskMs, asked]).toEqual([20 * SECOND, []]);
  });
});

describe('a step', () => {
  it('that failed at one of the accounts is not tried: it is repeated after a minute', async () => {
    await newAccount(world, 'SS', 'third', 'secret-3', shop.stores.one);
    world.orders.set('third//A', 'wechat-busy');
    await add('o-clerk', 'A');
    const phone = boardPhone(world, 'o-clerk');
    const { board } = await phone.refresh();
    expect(board.rows).toMatchObject([{ phase: 'queued', nextAskAt: null }]);
    world.clock.now += 59 * SECOND;
    expect((await phone.refresh()).asked).toEqual([]);
    world.orders.set('third//A', 301);
    world.clock.now += SECOND;
    expect((await phone.refresh()).asked).not.toEqual([]);
    await phone.refresh();
    expect(phone.rows()).toMatchObject([{ kind: 'known', orderId: 'A' }]);
  });

  it('that only the owner can mend is repeated until the order is awaited no more', async () => {
    await newAccount(world, 'SS', 'third', 'secret-3', shop.stores.one);
    world.orders.set('third//A', 'sign-rejected');
    await add('o-clerk', 'A');
    const phone = boardPhone(world, 'o-clerk');
    const times: number[] = [];
    for (let minute = 1; minute < 60; minute += 1) {
      world.clock.now += MINUTE;
      if ((await phone.refresh()).asked.length > 0) times.push(minute);
    }
    expect(times).toEqual(Array.from({ length: 59 }, (_none, n) => n + 1));
    world.clock.now += MINUTE;
    await phone.refresh();
    expect(phone.rows()).toEqual([]);
  });

  it('is not answered by what was said before it', async () => {
    const look = { action: 'look-up', orderId: 'A', exact: true };
    await world.call('getOrder', 'o-clerk', look);
    world.clock.now += 30 * SECOND;
    await add('o-clerk', 'A');
    expect(world.asked).toHaveLength(1);
    world.orders.set('shop-one//A', 301);
    world.clock.now += MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh()).asked).toEqual(['A']);
  });
});

it('an order is asked for by the accounts of the registration’s stores, whoever has the board open', async () => {
  await newKey('二店', [shop.stores.two]);
  await add('o-owner', ...named(6));
  const before = world.asked.length;
  await boardPhone(world, 'o-clerk').refresh();
  expect([...world.asked.slice(before)].sort()).toEqual(['shop-one//A-5', 'shop-two//A-5']);
});

it('an order that is known elsewhere is awaited for two hours, and stays when it is awaited no more', async () => {
  world.orders.set('shop-two//A', 302);
  await lookUpAll(world, 'o-owner', 'A');
  await register(key, 'A');
  const swept = async () => {
    await sweep();
    return stored('deliveries', 'A');
  };
  world.clock.now += 120 * MINUTE;
  expect(await swept()).toMatchObject({ isKnown: true, awaitedAt: NOON });
  world.clock.now += 1;
  const after = await swept();
  const boardStoreIds = [shop.stores.two];
  expect(after).toMatchObject({ boardStoreIds, isKnown: true, awaitedAt: null, awaitedFor: [] });
  expect(JSON.stringify(after)).toContain('陈师傅');
  expect(await swept()).toEqual(after);
});
