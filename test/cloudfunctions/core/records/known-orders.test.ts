import { named } from '../../../support/board-phone';
import type {
  Answer,
  LookUpAnswer,
  PossibleOrders,
} from '../../../../miniprogram/contract/cloud-api';
import { knownOrder, MINUTE } from '../../../support/delivery-reports';
import { giveAccountAway, join, newAccount, newStore } from '../../../support/two-store-shop';
import { shop, world, getOrder, refreshing, put, stored } from '../../../support/fresh-shop';

async function lookUp(openId: string, orderId: string, rest = {}): Promise<LookUpAnswer | string> {
  const answer = (await getOrder(openId, 'look-up', { orderId, ...rest })) as Answer<LookUpAnswer>;
  return answer.ok ? answer.data : answer.error.code;
}

/** Looks a text up, and returns the order's id, the choices, or the error's code. */
async function found(openId: string, orderId: string, rest = {}) {
  const answer = await lookUp(openId, orderId, rest);
  if (typeof answer === 'string') return answer;
  return 'choices' in answer ? answer.choices.map((one) => one.orderId).sort() : answer.orderId;
}

const latest = async (openId: string) => (await refreshing([], openId)).orders;

/** Lets a member look up an order of the first store's account. */
async function asked(orderId: string, code = 301, openId = 'o-clerk'): Promise<void> {
  world.orders.set(`shop-one//${orderId}`, code);
  await lookUp(openId, orderId);
  world.clock.now += 1000;
}

describe('the end of an id', () => {
  it('finds an order that the shop knows, on another device of the store as well', async () => {
    await asked('20261124-ab4C');
    for (const end of ['AB4c', 'ab4C', '24-ab4C', '1124-ab4C', '0261124-ab4C'])
      expect(await found('o-manager', end)).toBe('20261124-ab4C');
    // The waybill id, as the stand-in for WeChat makes it, is 3000000001.
    for (const end of ['0001', '3000000001'])
      expect(await found('o-clerk', end)).toBe('20261124-ab4C');
  });

  it('of several lets the person choose, the last first; on a board is the last under way', async () => {
    await asked('A-8842', 201);
    await asked('B-8842', 301);
    await asked('C-1111');
    const before = world.asked.length;
    const answer = (await lookUp('o-manager', '8842')) as PossibleOrders;
    expect(answer).toMatchObject({
      choices: [
        { orderId: 'B-8842', status: 'delivering', detail: null },
        knownOrder('A-8842', 201, world.clock.now - 3000),
      ],
      more: false,
    });
    expect(world.asked).toHaveLength(before);
    expect(world.log.at(-1)).toContain('"choices":2');
    await asked('D-8842', 302);
    const onBoard = await getOrder('o-clerk', 'add-orders', { orders: [['8842']] });
    expect(onBoard).toMatchObject({ data: { added: [{ orderId: 'B-8842' }] } });
  });

  it('finds one that was asked for before a hundred others', async () => {
    await asked('A-8842');
    const later = { ...stored('deliveries', 'A-8842'), lastAskedAt: world.clock.now };
    for (const id of named(100, 'B'))
      put('deliveries', id, { ...later, tails: [id.toLowerCase()] });
    expect(await found('o-clerk', '8842')).toBe('A-8842');
    expect((await latest('o-clerk')).at(-1)).toMatchObject({ lookedUpAt: later.lastAskedAt });
  });

  it('of more than eight tells the latest eight, and that there are more', async () => {
    for (let n = 0; n < 8; n += 1) await asked(`${n}-8842`);
    expect(await lookUp('o-clerk', '8842')).toMatchObject({ more: false });
    await asked('8-8842');
    const answer = (await lookUp('o-clerk', '8842')) as PossibleOrders;
    expect(answer.more).toBe(true);
    expect(answer.choices.map(({ orderId }) => orderId)).toEqual(
      [8, 7, 6, 5, 4, 3, 2, 1].map((n) => `${n}-8842`),
    );
  });

  it.each(['842', '8842 ', '8843', 'x8842', '1-8842'])('is not %j', async (tail) => {
    await asked('A-8842');
    expect(await found('o-clerk', tail)).toBe('order-not-found');
  });

  it('is the whole id where an order is called so, or somebody says so', async () => {
    await asked('A-8842');
    await asked('B-8842');
    world.orders.set('shop-one//8842', 102);
    expect(await found('o-clerk', '8842')).toEqual(['A-8842', 'B-8842']);
    expect(await found('o-clerk', '8842', { exact: true })).toBe('8842');
    expect(await found('o-clerk', '8842')).toBe('8842');
  });

  it('is looked for before WeChat up to eight characters, and after it in a longer text', async () => {
    await asked('2026-1124-8842');
    world.orders.set('shop-one//1124-8842', 102);
    expect(await found('o-clerk', '124-8842')).toBe('2026-1124-8842');
    expect(world.asked).toEqual(['shop-one//2026-1124-8842']);
    expect(await found('o-clerk', '1124-8842')).toBe('1124-8842');
    expect(await found('o-clerk', '-1124-8842')).toBe('2026-1124-8842');
    // It may be a whole id of which WeChat could not tell.
    world.orders.set('shop-one//4-1124-8842', 'upstream-timeout');
    expect(await found('o-clerk', '4-1124-8842')).toBe('upstream-timeout');
  });

  it('finds a known order also for whom too many ids were unknown', async () => {
    await asked('2026-1124-8842');
    for (let n = 0; n < 20; n += 1) await lookUp('o-clerk', `UNKNOWN-${n}`);
    expect(await found('o-clerk', 'UNKNOWN-20')).toBe('too-many-unknown-ids');
    expect(await found('o-clerk', '1124-8842')).toBe('2026-1124-8842');
  });

  it('is of no use to who knows the order already: nothing else is told then', async () => {
    await asked('A-8842');
    expect(await found('o-clerk', '8842', { since: 0 })).toBe('order-not-found');
  });

  it('tells nobody of another store’s orders, not even that there are any', async () => {
    world.orders.set('shop-two//B-8842', 301);
    await lookUp('o-owner', 'B-8842');
    world.clock.now += MINUTE;
    expect(await found('o-clerk', '8842')).toBe(await found('o-clerk', '7777'));
    await asked('A-8842');
    expect(await found('o-clerk', '8842')).toBe('A-8842');
    expect(await found('o-owner', '8842')).toEqual(['A-8842', 'B-8842']);
  });

  it('is counted as a look-up, also where it comes to a choice', async () => {
    await asked('A-8842');
    await asked('B-8842');
    for (let n = 0; n < 60; n += 1)
      expect(await found('o-manager', '8842')).toEqual(['A-8842', 'B-8842']);
    expect(await found('o-manager', '8842')).toBe('too-frequent');
  });
});

describe('the orders that a person’s stores asked for last', () => {
  it('are told to everybody of the store, the latest first, with how they stood', async () => {
    await asked('A', 201);
    await asked('B', 302, 'o-manager');
    const orders = [
      knownOrder('B', 302, world.clock.now - 1000),
      knownOrder('A', 201, world.clock.now - 2000),
    ];
    expect(await latest('o-clerk')).toMatchObject(orders);
    expect(await latest('o-owner')).toMatchObject(orders);
  });

  it('are those of the person’s own stores, of which nobody else learns', async () => {
    world.orders.set('shop-two//B', 301);
    await lookUp('o-owner', 'B');
    await lookUp('o-owner', 'UNKNOWN');
    world.clock.now += 1000;
    await asked('A');
    expect(await latest('o-clerk')).toMatchObject([{ orderId: 'A' }]);
    expect(await latest('o-owner')).toMatchObject([{ orderId: 'A' }, { orderId: 'B' }]);
  });

  it('go by the accounts as they are now: what a store lost it no longer sees', async () => {
    await asked('A');
    await giveAccountAway(shop);
    world.clock.now += MINUTE;
    expect(await latest('o-clerk')).toEqual([]);
    expect(await found('o-clerk', 'A', { exact: true })).toBe('settings-missing');
  });

  it('of an account that several stores share are everybody’s of these', async () => {
    await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one, shop.stores.two);
    await join(world, 'o-second', 'clerk', [shop.stores.two]);
    await join(world, 'o-third', 'clerk', [await newStore(world, '三店')]);
    world.orders.set('shop-3//A', 301);
    await lookUp('o-clerk', 'A');
    for (const openId of ['o-second', 'o-owner'])
      expect(await latest(openId)).toMatchObject([{ orderId: 'A' }]);
    expect(await latest('o-third')).toEqual([]);
  });

  it('are not crowded out by those of another store, nor by ids that nobody knows', async () => {
    await asked('A');
    for (let n = 0; n < 20; n += 1) {
      world.orders.set(`shop-two//B-${n}`, 301);
      await lookUp('o-owner', `B-${n}`);
      await lookUp('o-clerk', `UNKNOWN-${n}`);
    }
    expect(await latest('o-clerk')).toMatchObject([{ orderId: 'A' }]);
    expect(await latest('o-owner')).toHaveLength(20);
  });

  it.each([301, 302])('tell no time that is over as later than now (%i)', async (code) => {
    for (const status of [101, 102, 301, code]) {
      const place = { rider_lng: 113.33, rider_lat: 23 + status / 1000 };
      world.orders.set('shop-one//A', { order_status: status, ...place });
      await lookUp('o-clerk', 'A');
      world.clock.now += MINUTE;
    }
    // The clock is set back to before all that was seen.
    world.clock.now -= 10 * MINUTE;
    const [order] = await latest('o-owner');
    const times = Object.entries(order ?? {}).filter(
      ([, value]) => typeof value === 'number' && value > 1e9,
    );
    const lastTime = code === 301 ? 'stillSince' : 'endedAt';
    const names = ['askedAt', 'lookedUpAt', 'statusSince', 'acceptedAt', 'liveAt', lastTime];
    expect(times.map(([name]) => name)).toEqual(expect.arrayContaining(names));
    expect(times.filter(([, time]) => Number(time) > world.clock.now)).toEqual([]);
  });
});
