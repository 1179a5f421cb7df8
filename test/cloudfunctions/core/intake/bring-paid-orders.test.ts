import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { PRIVATE } from '../../../support/answering-wechat';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON } from '../../../support/delivery-reports';
import { APP_ID } from '../../../support/fake-wechat';
import { type PaidShop, counterIn, paidShop, recordIn } from '../../../support/paid-shop';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';
import { twoStoreShop } from '../../../support/two-store-shop';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const PAID_AT = NOON + 9 * SECOND;

let shop: PaidShop;
let world: ShopWorld;

beforeEach(async () => {
  shop = await paidShop({ id: 'A', at: PAID_AT });
  ({ world } = shop);
  world.clock.now = NOON + 10 * SECOND;
});

/** Calls an open board, after some minutes. @returns what it cost, and its rows */
async function callBoard(openId = 'o-clerk', minutes = 0) {
  world.clock.now += minutes * MINUTE;
  const phone = boardPhone(world, openId);
  const called = await phone.refresh();
  return { ...called, rows: phone.rows().map(({ orderId }) => orderId) };
}

/** Calls an open board each 20 s, for some minutes. */
async function watch(minutes: number, openId = 'o-clerk'): Promise<readonly string[]> {
  const asked: string[] = [];
  for (let n = 0; n < 3 * minutes; n += 1) {
    world.clock.now += 20 * SECOND;
    asked.push(...(await callBoard(openId)).asked);
  }
  return asked;
}

describe('paid orders', () => {
  it('are read by a board’s call, but not by the one that opens it, nor for a reviewer', async () => {
    await boardPhone(world, 'o-clerk').refresh({ isOpening: true });
    await boardPhone(world, 'o-reviewer').refresh();
    expect(shop.paid.asked).toEqual([]);
    await callBoard();
    expect(shop.paid.asked).toEqual([[NOON / 1000 - 2090, NOON / 1000 + 10]]);
  });

  it('cost no request to the database while no mini-program is switched on', async () => {
    const { world: other } = await twoStoreShop();
    const costs = async (one: ShopWorld): Promise<number> => {
      await boardPhone(one, 'o-clerk').refresh();
      one.clock.now += 2 * SECOND;
      return (await boardPhone(one, 'o-clerk').refresh()).operations;
    };
    const off = await costs(other);
    expect((await costs(world)) - off).toBe(1);
  });

  it('are stored with their number, AppID and minute, and nothing else', async () => {
    await callBoard();
    expect(recordIn(world, 'A')).toMatchObject({
      isKnown: 'awaited',
      awaitedFor: ['paid'],
      registered: [
        {
          at: NOON,
          by: { kind: 'paid', id: APP_ID, name: '' },
        },
      ],
    });
  });

  it('are asked for 2, 6, 15 and 30 minutes after, and then forgotten', async () => {
    await callBoard();
    const times: number[] = [];
    for (let minute = 1; minute < 40; minute += 1)
      if ((await callBoard('o-clerk', 1)).asked.length > 0) times.push(minute);
    expect(times).toEqual([2, 6, 15, 30]);
    expect(recordIn(world, 'A')).toBeUndefined();
    expect(counterIn(world)).toMatchObject({ unmatched: 1, taken: 1 });
    expect(new Set(world.asked)).toEqual(new Set(['shop-one//A', 'shop-two//A']));
  });

  it('stand on no board before WeChat knows the delivery, then on that of its store alone', async () => {
    const before = await callBoard('o-owner');
    expect(before.rows).toEqual([]);
    world.orders.set('shop-two//A', 301);
    await callBoard('o-clerk', 2);
    expect((await callBoard('o-clerk')).rows).toEqual([]);
    expect((await callBoard('o-owner')).rows).toEqual(['A']);
    expect(recordIn(world, 'A')).toMatchObject({ registered: [], awaitedFor: [], isKnown: true });
    expect(JSON.stringify(recordIn(world, 'A'))).not.toContain('paid');
  });

  it('are rows after the step that follows their placing, forty of them, each at its store', async () => {
    shop.paid.orders = named(40, 'P').map((id) => ({ id, at: NOON }));
    await watch(5);
    for (const [n, { id }] of shop.paid.orders.entries())
      world.orders.set(`${n < 25 ? 'shop-one' : 'shop-two'}//${id}`, 102);
    await watch(4);
    expect((await callBoard('o-owner')).rows).toHaveLength(40);
    expect((await callBoard('o-clerk')).rows).toHaveLength(25);
  });

  it('that have ended when they are found stand there like those that were brought', async () => {
    await callBoard();
    world.orders.set('shop-one//A', 302);
    await callBoard('o-clerk', 2);
    expect((await callBoard()).rows).toEqual(['A']);
  });

  it('are forgotten by whoever finds the delivery', async () => {
    await callBoard();
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    expect(recordIn(world, 'A')).toMatchObject({ registered: [], awaitedFor: [], isKnown: true });
  });

  it('are only compared where they are known or awaited', async () => {
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    shop.paid.orders.push({ id: 'B', at: PAID_AT });
    await world.call('getOrder', 'o-clerk', { action: 'add-orders', orders: [['B']] });
    const before = [recordIn(world, 'A'), recordIn(world, 'B')];
    await callBoard();
    expect([recordIn(world, 'A'), recordIn(world, 'B')]).toEqual(before);
    expect(counterIn(world)).toMatchObject({ taken: 0 });
  });

  it.each([
    ['a refund', { order_state: 5 }],
    ['mail', { shipping: { logistics_type: 1 } }],
  ])('with %s are not taken, and go if it comes later', async (_what, more) => {
    shop.paid.orders.push({ id: 'B', at: PAID_AT, ...more });
    await callBoard();
    expect(recordIn(world, 'B')).toBeUndefined();
    shop.paid.orders = [{ id: 'A', at: PAID_AT, ...more }];
    await callBoard('o-clerk', 1);
    expect(recordIn(world, 'A')).toBeUndefined();
    expect(counterIn(world)).toMatchObject({ unmatched: 0 });
  });

  it('stay as an awaited order of somebody else', async () => {
    await callBoard();
    await world.call('getOrder', 'o-clerk', { action: 'add-orders', orders: [['A']] });
    shop.paid.orders = [{ id: 'A', at: PAID_AT, order_state: 5 }];
    expect((await callBoard('o-clerk', 1)).rows).toEqual(['A']);
    expect(recordIn(world, 'A')?.['registered']).toMatchObject([{ by: { kind: 'person' } }]);
  });

  it('that were paid half an hour ago are not taken; those seen late are asked for at once', async () => {
    shop.paid.orders = [
      { id: 'LATE', at: NOON - 20 * MINUTE },
      { id: 'OLD', at: NOON - 30 * MINUTE },
    ];
    await callBoard();
    expect(recordIn(world, 'OLD')).toBeUndefined();
    expect((await callBoard()).asked).toEqual(['LATE', 'LATE']);
    expect(recordIn(world, 'LATE')).toMatchObject({ registered: [{ tried: 3 }] });
  });

  it('do not touch a damaged record, which does not keep others away', async () => {
    const damaged = { _id: 'A', version: 3, attempts: 'damaged', lastAskedAt: NOON };
    world.memory.put(COLLECTIONS.deliveries, damaged);
    shop.paid.orders.push({ id: 'B', at: PAID_AT });
    await callBoard();
    expect(recordIn(world, 'A')).toMatchObject({ version: 3 });
    expect(recordIn(world, 'B')).toMatchObject({ awaitedFor: ['paid'] });
  });

  it('stand behind what people brought, and before what a system registered', async () => {
    shop.paid.orders = named(4, 'PAID').map((id) => ({ id, at: NOON - 3 * MINUTE }));
    await callBoard();
    const wanted = { label: '系统', stores: [shop.stores.one] };
    const { key } = await world.shop('o-owner', 'make-register-key', wanted);
    const orders = named(3, 'KEY').map((orderId) => ({ orderId }));
    await world.call('getOrder', '', { action: 'register', key, orders }, 'wx_http');
    const mine = named(7, 'MINE').map((id) => [id]);
    await world.call('getOrder', 'o-clerk', { action: 'add-orders', orders: mine });
    const { asked } = await callBoard();
    expect([...new Set(asked)].sort()).toEqual([
      ...['MINE-5', 'MINE-6', 'PAID-0', 'PAID-1', 'PAID-2'],
    ]);
    expect([...new Set((await callBoard()).asked)].sort()).toEqual([
      ...['KEY-0', 'KEY-1', 'KEY-2', 'PAID-3'],
    ]);
  });

  it('go by the sweep where no board is open', async () => {
    await callBoard();
    world.clock.now = NOON + 60 * MINUTE + 1;
    await world.call('sweep', '', {}, 'wx_trigger');
    expect(recordIn(world, 'A')).toBeUndefined();
  });

  it('are told with payer, goods and amount, which are in no document, log and answer', async () => {
    const answers = [(await callBoard()).board];
    shop.paid.errcode = 40097;
    answers.push((await callBoard('o-owner', 1)).board);
    shop.paid.errcode = 0;
    world.orders.set('shop-one//A', 301);
    answers.push((await callBoard('o-owner', 1)).board, (await callBoard('o-owner')).board);
    const seen = JSON.stringify([answers, world.memory.dump(), world.log]);
    expect(shop.paid.asked).toHaveLength(3);
    for (const secret of Object.values(PRIVATE)) expect(seen).not.toContain(String(secret));
    expect(JSON.stringify(world.log)).not.toMatch(/"A"/);
  });
});

describe('the reading of paid orders', () => {
  it('takes all pages, up to ten', async () => {
    shop.paid.orders = named(23).map((id) => ({ id, at: PAID_AT }));
    shop.paid.pageSize = 2;
    await callBoard();
    expect(shop.paid.asked).toHaveLength(10);
    expect(counterIn(world)).toMatchObject({ pages: 10, taken: 20 });
  });

  it('is one a minute with 12 devices at 4 processes, and none without a board', async () => {
    const people = ['o-owner', 'o-manager', 'o-clerk'];
    const processes = [world, ...named(3).map(() => world.instance(SETTINGS))];
    for (let n = 0; n < 60; n += 1) {
      world.clock.now += 5 * SECOND;
      const calls = Array.from({ length: 12 }, (_none, k) =>
        boardPhone(processes[k % 4] ?? world, people[k % 3] ?? '').refresh(),
      );
      await Promise.all(calls);
    }
    expect(shop.paid.asked.length).toBeLessThanOrEqual(5);
    expect(shop.paid.asked.length).toBeGreaterThanOrEqual(3);
    const before = shop.paid.asked.length;
    world.clock.now += 10 * MINUTE;
    await world.call('sweep', '', {}, 'wx_trigger');
    await lookUpAll(world, 'o-clerk', 'A').catch(() => undefined);
    expect(shop.paid.asked).toHaveLength(before);
  });

  it('that is refused is noted, and the board still answers', async () => {
    shop.paid.errcode = 48001;
    expect((await callBoard()).rows).toEqual([]);
    expect(counterIn(world)).toMatchObject({ failure: 'paid-orders-closed' });
    expect(world.log.at(-1)).toContain('"paidOrders":"paid-orders-closed"');
    shop.paid.errcode = 0;
    await callBoard('o-clerk', 1);
    expect(counterIn(world)).toMatchObject({ failure: null, taken: 1 });
  });

  it('pauses for ten minutes after too many', async () => {
    shop.paid.errcode = 44990;
    await callBoard();
    await watch(9);
    expect(shop.paid.asked).toHaveLength(1);
    await watch(2);
    expect(shop.paid.asked).toHaveLength(2);
  });

  it('takes 2,000 orders a day, and reads 4,500 pages', async () => {
    await callBoard();
    const spent = { ...counterIn(world), _id: `paid ${APP_ID}` };
    world.memory.put(COLLECTIONS.limits, { ...spent, taken: 1999 });
    shop.paid.orders = named(3, 'B').map((id) => ({ id, at: NOON }));
    await callBoard('o-clerk', 1);
    expect(counterIn(world)).toMatchObject({ taken: 2000 });
    world.memory.put(COLLECTIONS.limits, { ...spent, pages: 4500 });
    await callBoard('o-clerk', 1);
    expect(shop.paid.asked).toHaveLength(2);
  });

  it('switches off after 50 in a row without a delivery', async () => {
    const stopped = () => world.memory.collection(COLLECTIONS.miniPrograms)?.get(APP_ID);
    shop.paid.orders = named(51, 'B').map((id) => ({ id, at: NOON }));
    await watch(38);
    expect(counterIn(world)).toMatchObject({ unmatched: 51 });
    expect(stopped()).toMatchObject({ paidOrders: [{ isOn: false }] });
    const before = shop.paid.asked.length;
    await watch(5);
    expect(shop.paid.asked).toHaveLength(before);
  });

  it('begins to count them anew when it lists an order that is known', async () => {
    world.orders.set('shop-one//A', 301);
    await watch(3);
    world.memory.put(COLLECTIONS.limits, {
      ...counterIn(world),
      ...{ _id: `paid ${APP_ID}`, unmatched: 70 },
    });
    await watch(2);
    expect(counterIn(world)).toMatchObject({ unmatched: 0 });
  });
});
