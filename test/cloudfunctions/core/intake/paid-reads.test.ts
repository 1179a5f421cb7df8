import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON } from '../../../support/delivery-reports';
import { APP_ID } from '../../../support/fake-wechat';
import { SdkError } from '../../../support/memory-database';
import {
  type PaidShop,
  callOpenBoard,
  counterIn,
  paidShop,
  watchOpenBoard,
} from '../../../support/paid-shop';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';

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

const callBoard = (openId?: string, minutes?: number) => callOpenBoard(world, openId, minutes);
const watch = (minutes: number) => watchOpenBoard(world, minutes);

describe('the reading of paid orders', () => {
  it('is not begun without time for it', async () => {
    const call = { time_limit_in_ms: 500 };
    const event = { action: 'board', marks: [] };
    await world.call('getOrder', 'o-clerk', event, 'wx_client', call);
    expect(shop.paid.asked).toEqual([]);
    expect(counterIn(world)).toBeUndefined();
    await callBoard();
    expect(shop.paid.asked).toHaveLength(1);
  });

  it('counts the pages of a reading that fails at a later page', async () => {
    shop.paid.orders = named(6).map((id) => ({ id, at: PAID_AT }));
    shop.paid.pageSize = 2;
    shop.paid.asked.push = (...ranges) => {
      const length = Array.prototype.push.apply(shop.paid.asked, ranges);
      if (length === 2) shop.paid.errcode = -1;
      return length;
    };
    await callBoard();
    expect(counterIn(world)).toMatchObject({ pages: 3, failure: 'wechat-busy' });
  });

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

  it('is noted where the database does not tell the mini-programs', async () => {
    const database = world.memory.database();
    const real = database.collection.bind(database);
    const spied = jest.spyOn(database, 'collection').mockImplementation((name) => {
      if (name === COLLECTIONS.miniPrograms) throw new SdkError(-502001);
      return real(name);
    });
    await callBoard();
    spied.mockRestore();
    expect(world.log.at(-1)).toContain('"paidOrders":"database-failed"');
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
