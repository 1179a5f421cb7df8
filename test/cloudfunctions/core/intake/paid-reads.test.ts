import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { APP_ID } from '../../../support/fake-wechat';
import { PAID_AT, callBoard, counter, paid } from '../../../support/fresh-paid-shop';
import { world, put, stored, sweep } from '../../../support/fresh-shop';
import { SETTINGS } from '../../../support/shop-world';
import { breaking } from '../../../support/write-hooks';

/** Calls a clerk's open board each 20 s, for some minutes. */
async function watch(minutes: number): Promise<void> {
  for (let n = 0; n < 3 * minutes; n += 1) await callBoard('o-clerk', 1 / 3);
}

describe('the reading of paid orders', () => {
  it('is not begun without time for it', async () => {
    const event = { action: 'board', marks: [] };
    await world.call('getOrder', 'o-clerk', event, 'wx_client', { time_limit_in_ms: 500 });
    expect(paid.asked).toEqual([]);
    expect(counter()).toBeUndefined();
    await callBoard();
    expect(paid.asked).toHaveLength(1);
  });

  it('counts the pages of a reading that fails at a later page', async () => {
    paid.orders = named(6).map((id) => ({ id, at: PAID_AT }));
    paid.pageSize = 2;
    paid.asked.push = (...ranges) => {
      const length = Array.prototype.push.apply(paid.asked, ranges);
      if (length === 2) paid.errcode = -1;
      return length;
    };
    await callBoard();
    expect(counter()).toMatchObject({ pages: 3, failure: 'wechat-busy' });
  });

  it('takes all pages, up to ten', async () => {
    paid.orders = named(23).map((id) => ({ id, at: PAID_AT }));
    paid.pageSize = 2;
    await callBoard();
    expect(paid.asked).toHaveLength(10);
    expect(counter()).toMatchObject({ pages: 10, taken: 20 });
  });

  it('is one a minute with 12 devices at 4 processes, and none without a board', async () => {
    const people = ['o-owner', 'o-manager', 'o-clerk'];
    const processes = [world, ...named(3).map(() => world.instance(SETTINGS))];
    for (let n = 0; n < 12; n += 1) {
      world.clock.now += 15 * SECOND;
      const calls = Array.from({ length: 12 }, (_none, k) =>
        boardPhone(processes[k % 4] ?? world, people[k % 3] ?? '').refresh(),
      );
      await Promise.all(calls);
    }
    expect(paid.asked.length).toBeLessThanOrEqual(3);
    expect(paid.asked.length).toBeGreaterThanOrEqual(2);
    const before = paid.asked.length;
    world.clock.now += 10 * MINUTE;
    await sweep();
    await lookUpAll(world, 'o-clerk', 'A').catch(() => undefined);
    expect(paid.asked).toHaveLength(before);
  });

  it('that is refused is noted, and the board still answers', async () => {
    paid.errcode = 48001;
    expect((await callBoard()).rows).toEqual([]);
    expect(counter()).toMatchObject({ failure: 'paid-orders-closed' });
    expect(world.log.at(-1)).toContain('"paidOrders":"paid-orders-closed"');
    paid.errcode = 0;
    await callBoard('o-clerk', 1);
    expect(counter()).toMatchObject({ failure: null, taken: 1 });
  });

  it('is noted where the database does not tell the mini-programs', async () => {
    breaking(world.memory, (name) => name === COLLECTIONS.miniPrograms);
    await callBoard();
    expect(world.log.at(-1)).toContain('"paidOrders":"database-failed"');
  });

  it('pauses for ten minutes after too many', async () => {
    paid.errcode = 44990;
    await callBoard();
    await watch(9);
    expect(paid.asked).toHaveLength(1);
    await watch(2);
    expect(paid.asked).toHaveLength(2);
  });

  it('takes 2,000 orders a day, and reads 4,500 pages', async () => {
    await callBoard();
    const spent = counter();
    put('limits', `paid ${APP_ID}`, { ...spent, taken: 1999 });
    paid.orders = named(3, 'B').map((id) => ({ id, at: NOON }));
    await callBoard('o-clerk', 1);
    expect(counter()).toMatchObject({ taken: 2000 });
    put('limits', `paid ${APP_ID}`, { ...spent, pages: 4500 });
    await callBoard('o-clerk', 1);
    expect(paid.asked).toHaveLength(2);
  });

  it('switches off after 50 in a row without a delivery', async () => {
    put('limits', `paid ${APP_ID}`, { unmatched: 45, version: 1 });
    paid.orders = named(6, 'B').map((id) => ({ id, at: NOON }));
    await watch(38);
    expect(counter()).toMatchObject({ unmatched: 51 });
    expect(stored('miniPrograms', APP_ID)).toMatchObject({ paidOrders: [{ isOn: false }] });
    const before = paid.asked.length;
    await watch(5);
    expect(paid.asked).toHaveLength(before);
  });

  it('begins to count them anew when it lists an order that is known', async () => {
    world.orders.set('shop-one//A', 301);
    await watch(3);
    put('limits', `paid ${APP_ID}`, { unmatched: 70 });
    await watch(2);
    expect(counter()).toMatchObject({ unmatched: 0 });
  });
});
