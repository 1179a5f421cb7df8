import type { KnownOrder } from '../../../../miniprogram/contract/cloud-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { lookUpAll, named } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { changeStore } from '../../../support/two-store-shop';
import { failing, justBefore } from '../../../support/write-hooks';
import {
  shop,
  world,
  owner,
  codeOf,
  getOrder,
  refreshing,
  tell,
  stored,
  put,
} from '../../../support/fresh-shop';

const HERE = { rider_lng: 113.33, rider_lat: 23.14 };

const lookUp = (...ids: readonly string[]) => lookUpAll(world, 'o-clerk', ...ids);
const held = (orderId: string) => stored('deliveries', orderId);

/** Looks orders up that are on their way. */
async function placed(...orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds) tell(orderId, 301);
  await lookUp(...orderIds);
}

const statusesOf = (orders: readonly KnownOrder[]) =>
  orders.map(({ orderId, status }) => `${orderId} ${status}`).sort();

const namedIn = (orders: readonly KnownOrder[], wanted: string): KnownOrder | undefined =>
  orders.find(({ orderId }) => orderId === wanted);

describe('a refresh', () => {
  it('tells what is remembered, and asks WeChat for what is due of the named orders only', async () => {
    await placed('A', 'B', 'C');
    for (const orderId of ['A', 'B', 'C']) tell(orderId, 302);
    world.clock.now += 24 * SECOND;
    expect(await refreshing(['A', 'B'])).toMatchObject({ asked: [], nextAskInSeconds: 6 });
    world.clock.now += 6 * SECOND;
    const { orders, asked } = await refreshing(['A', 'B']);
    expect(asked).toEqual(['A', 'B']);
    expect(statusesOf(orders)).toEqual(['A delivered', 'B delivered', 'C delivering']);
  });

  it.each([
    ['waits for a rider', { order_status: 101 }, 60],
    ['has a rider', { order_status: 102 }, 30],
    ['is at the store', { order_status: 201 }, 30],
    ['is on its way', { order_status: 301, reach_time: 400 }, 30],
    ['has three minutes to go', { order_status: 301, reach_time: 180 }, 20],
    ['comes back', { order_status: 304 }, 20],
    ['has a status that nobody knows', { order_status: 310 }, 30],
  ])('is due for an order that %s by the age of its answer', async (_what, order, seconds) => {
    world.orders.set('shop-one//A', order);
    await lookUp('A');
    world.clock.now += (seconds - 6) * SECOND;
    expect((await refreshing(['A'])).asked).toEqual([]);
    world.clock.now += 6 * SECOND;
    const { asked, nextAskInSeconds } = await refreshing(['A']);
    expect(asked).toEqual(['A']);
    expect(nextAskInSeconds).toBe(seconds);
  });

  it('asks for an order that has not changed for two hours every five minutes', async () => {
    tell('A', 301, { reach_time: 60 });
    await lookUp('A');
    tell('A', 301, { reach_time: 0 });
    for (const [minutes, asked] of [
      [120, ['A']],
      [4, []],
      [1, ['A']],
    ] as const) {
      world.clock.now += minutes * MINUTE;
      expect(await refreshing(['A'])).toMatchObject({ asked });
    }
  });

  it.each([302, 204, 501])('never asks for an order that has ended (%i)', async (status) => {
    tell('A', status);
    await lookUp('A');
    world.clock.now += 10 * MINUTE;
    expect(await refreshing(['A'])).toMatchObject({ asked: [], nextAskInSeconds: 60 });
  });

  it('moves no order to the front of the list, and none out of its retention', async () => {
    await placed('A');
    world.clock.now += SECOND;
    await placed('B');
    world.clock.now += MINUTE;
    const { orders } = await refreshing(['A']);
    expect(orders).toMatchObject([
      { orderId: 'B', lookedUpAt: NOON + SECOND },
      { orderId: 'A', lookedUpAt: NOON, askedAt: world.clock.now },
    ]);
    expect(held('A')).toMatchObject({ lastAskedAt: NOON, leaseUntil: 0 });
  });

  it('tells the named orders also beyond the latest twenty, but none of another store', async () => {
    await placed('OLD');
    world.orders.set('shop-two//B', 301);
    await lookUpAll(world, 'o-owner', 'B');
    for (const orderId of named(20)) {
      world.clock.now += SECOND;
      await placed(orderId);
    }
    const { orders, asked } = await refreshing(['OLD', 'B', 'UNKNOWN']);
    expect(orders).toHaveLength(21);
    expect(orders.at(-1)?.orderId).toBe('OLD');
    expect(asked).toEqual([]);
    world.clock.now += MINUTE;
    expect((await refreshing(['OLD', 'B', 'UNKNOWN'])).asked).toEqual(['OLD']);
  });

  it('takes in that WeChat calls an order over, and asks no more', async () => {
    await placed('A');
    world.orders.set('shop-one//A', 'order-over');
    world.clock.now += MINUTE;
    expect(statusesOf((await refreshing(['A'])).orders)).toEqual(['A over']);
    world.clock.now += MINUTE;
    expect((await refreshing(['A'])).asked).toEqual([]);
  });

  it('asks at most once a minute for an order that its account does not know any more', async () => {
    await placed('A');
    world.orders.delete('shop-one//A');
    world.clock.now += MINUTE;
    const first = await refreshing(['A']);
    expect(first).toMatchObject({ asked: ['A'], nextAskInSeconds: 60 });
    expect(statusesOf(first.orders)).toEqual(['A delivering']);
    world.clock.now += MINUTE - SECOND;
    expect(await refreshing(['A'])).toMatchObject({ asked: [], nextAskInSeconds: 60 });
    world.clock.now += SECOND;
    expect((await refreshing(['A'])).asked).toEqual(['A']);
  });

  it('leaves no lease where its questions cannot be counted, or a lease was written in a failed call', async () => {
    await placed(...named(5));
    world.clock.now += MINUTE;
    const leasesNow = () => named(5).map((id) => held(id)?.['leaseUntil']);
    const work = failing(world.memory, COLLECTIONS.limits, 'update');
    expect((await refreshing(named(5))).asked).toEqual([]);
    work();
    expect(leasesNow()).toEqual([0, 0, 0, 0, 0]);
    justBefore(world.memory, COLLECTIONS.deliveries, 'update', () => {
      put('deliveries', 'A-0', { leaseUntil: world.clock.now + 6000 });
      return Promise.reject(new Error('The answer was lost.'));
    });
    expect((await refreshing(named(5))).asked).toHaveLength(4);
    expect(leasesNow()).toEqual([0, 0, 0, 0, 0]);
  });

  it('is counted as a look-up', async () => {
    for (let n = 0; n < 60; n += 1) await refreshing([]);
    await expect(refreshing([])).rejects.toThrow('too-frequent');
  });

  it.each([
    ['more than twenty', { orderIds: named(21) }],
    ['what is no id', { orderIds: ['A\u0000'] }],
    ['nothing', {}],
  ])('of %s is refused', async (_what, input: object) => {
    expect(await codeOf(getOrder('o-clerk', 'refresh-orders', input))).toBe('bad-request');
  });
});

it('tells the dark style for the map, a minute after the owner has changed it', async () => {
  const darkMap = { key: 'KEY-OF-THE-SHOP', style: 2 };
  expect(await refreshing([])).toHaveProperty('darkMap', null);
  for (const changed of [darkMap, null]) {
    await owner('save-dark-map', { darkMap: changed });
    world.clock.now += MINUTE;
    expect(await refreshing([])).toHaveProperty('darkMap', changed);
  }
});

it('says nothing of the dark style while the shop’s document cannot be read, and logs that', async () => {
  put('shop', 'shop', { ownerIds: 7 });
  world.clock.now += MINUTE;
  const answer = await refreshing([]);
  expect(answer.orders).toEqual([]);
  expect(answer).not.toHaveProperty('darkMap');
  expect(world.log.at(-1)).toContain('"darkMap":"failed"');
});

describe('an order of which nothing more is learned', () => {
  const [gone, well] = [named(5, 'GONE'), named(5, 'WELL')];

  beforeEach(async () => {
    for (const orderId of [...gone, ...well]) {
      await placed(orderId);
      world.clock.now += 100;
    }
    world.clock.now += MINUTE;
  });

  it.each([
    ['its account does not know it any more', 'order-not-found'],
    ['its account’s secret is wrong', 'sign-rejected'],
    ['its company refuses the question', 'courier-refused'],
  ] as const)('is not in the way of others where %s', async (_why, answer) => {
    for (const orderId of gone) world.orders.set(`shop-one//${orderId}`, answer);
    const { asked } = await refreshing([...gone, ...well]);
    expect(asked).toEqual([...gone, ...well]);
    for (const orderId of well) tell(orderId, 302);
    world.clock.now += 30 * SECOND;
    const { orders } = await refreshing([...gone, ...well]);
    for (const orderId of well) expect(namedIn(orders, orderId)?.status).toBe('delivered');
    for (const orderId of gone) expect(namedIn(orders, orderId)?.status).toBe('delivering');
  });

  it('is not in the way of others where its record is damaged', async () => {
    for (const orderId of gone) put('deliveries', orderId, { attempts: 7 });
    const { asked, nextAskInSeconds } = await refreshing([...gone, ...well]);
    expect(asked).toEqual(well);
    expect(nextAskInSeconds).toBe(30);
  });
});

describe('what a list is told of an order', () => {
  beforeEach(async () => {
    await changeStore(shop, { position: { longitude: 113.33, latitude: 23.13 } });
    world.clock.now += MINUTE;
  });

  it('is who delivers it and how far away, since when, and what was promised', async () => {
    tell('A', 301, { ...HERE, reach_time: 600 });
    const began = world.clock.now;
    const promised = began + 600 * SECOND;
    await lookUp('A');
    const { orders } = await refreshing([]);
    expect(orders).toEqual([
      {
        ...{ orderId: 'A', status: 'delivering', detail: null, company: 'SFTC' },
        ...{ askedAt: began, lookedUpAt: began, expectedAt: promised, promisedAt: promised },
        ...{ riderName: '陈师傅', distanceMetres: 1112, hasMoved: false, statusSince: began },
        ...{ stillSince: began, acceptedAt: null, liveAt: began, endedAt: null },
      },
    ]);
  });

  it('is the store to whoever sees several, and never a phone number', async () => {
    tell('A', 301, HERE);
    await lookUp('A');
    expect((await refreshing([], 'o-owner')).orders).toMatchObject([{ store: '一店' }]);
    const { orders } = await refreshing(['A']);
    expect(orders[0]).not.toHaveProperty('store');
    expect(JSON.stringify(orders)).not.toMatch(/120\*|2345678|3000000001/);
  });

  it('is nothing of the rider after the end, nor after a day', async () => {
    tell('A', 301, HERE);
    tell('B', 301, HERE);
    await lookUp('A', 'B');
    world.clock.now += MINUTE;
    tell('A', 302, HERE);
    const { orders } = await refreshing(['A']);
    const ended = namedIn(orders, 'A');
    expect(ended).toMatchObject({ riderName: null, status: 'delivered' });
    expect(ended).not.toHaveProperty('distanceMetres');
    expect(JSON.stringify(held('A')?.['known'])).not.toMatch(/陈师傅|113\.33/);
    world.clock.now += 24 * 60 * MINUTE;
    const later = namedIn((await refreshing([])).orders, 'B');
    expect(later).toMatchObject({ status: 'delivering', riderName: null });
    expect(later).not.toHaveProperty('distanceMetres');
  });
});
