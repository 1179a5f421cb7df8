// More than 300 lines: one counter with a list, in which each rule of who is asked has its case.
import type {
  Answer,
  KnownOrder,
  RefreshedOrders,
} from '../../../../miniprogram/contract/cloud-api';
import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { NOON } from '../../../support/delivery-reports';
import type { ShopWorld } from '../../../support/shop-world';
import type { TwoStoreShop } from '../../../support/two-store-shop';
import { twoStoreShop } from '../../../support/two-store-shop';
import { failing, justBefore } from '../../../support/write-hooks';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HERE = { rider_lng: 113.33, rider_lat: 23.14 };

let shop: TwoStoreShop;
let world: ShopWorld;

beforeEach(async () => {
  shop = await twoStoreShop();
  ({ world } = shop);
});

const named = (count: number, name = 'A'): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${name}-${n}`);

/** Lets WeChat know an order of the first store's account. */
function tell(orderId: string, status: number, more: object = {}): void {
  world.orders.set(`shop-one//${orderId}`, { order_status: status, ...more });
}

async function lookUp(openId: string, ...orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds)
    await world.call('getOrder', openId, { action: 'look-up', orderId, exact: true });
}

async function refresh(openId: string, orderIds: readonly string[]): Promise<RefreshedOrders> {
  const event = { action: 'refresh-orders', orderIds };
  const answer = (await world.call('getOrder', openId, event)) as Answer<RefreshedOrders>;
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

/** Refreshes a list, and tells what that cost. */
async function refreshing(orderIds: readonly string[], openId = 'o-clerk') {
  const [asked, operations] = [world.asked.length, world.memory.operations()];
  const { orders, nextAskInSeconds } = await refresh(openId, orderIds);
  return {
    orders,
    nextAskInSeconds,
    asked: world.asked.slice(asked).map((key) => key.split('/').at(-1)),
    operations: world.memory.operations() - operations,
  };
}

const statusesOf = (orders: readonly KnownOrder[]) =>
  orders.map(({ orderId, status }) => `${orderId} ${status}`).sort();

const namedIn = (orders: readonly KnownOrder[], wanted: string): KnownOrder | undefined =>
  orders.find(({ orderId }) => orderId === wanted);

describe('a refresh', () => {
  it('tells what is remembered, and asks WeChat for what is due of the named orders only', async () => {
    for (const orderId of ['A', 'B', 'C']) tell(orderId, 301);
    await lookUp('o-clerk', 'A', 'B', 'C');
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
    await lookUp('o-clerk', 'A');
    world.clock.now += (seconds - 6) * SECOND;
    expect((await refreshing(['A'])).asked).toEqual([]);
    world.clock.now += 6 * SECOND;
    const { asked, nextAskInSeconds } = await refreshing(['A']);
    expect(asked).toEqual(['A']);
    expect(nextAskInSeconds).toBe(seconds);
  });

  it('asks for a late and for a stuck order every 20 s', async () => {
    tell('late', 301, { reach_time: 30 });
    tell('stuck', 201);
    await lookUp('o-clerk', 'late', 'stuck');
    world.clock.now += DEFAULT_THRESHOLDS.atStoreMinutes * MINUTE;
    tell('late', 301, { reach_time: 0 });
    const first = await refreshing(['late', 'stuck']);
    expect(first).toMatchObject({ asked: ['stuck', 'late'], nextAskInSeconds: 20 });
    expect(namedIn(first.orders, 'stuck')?.stuck).toEqual({ reason: 'at-store', since: NOON });
    expect(namedIn(first.orders, 'late')).toMatchObject({
      expectedAt: NOON + 30 * SECOND,
      stuck: { reason: 'overdue' },
    });
    world.clock.now += 20 * SECOND;
    expect((await refreshing(['late', 'stuck'])).asked).toHaveLength(2);
  });

  it('asks for an order that has not changed for two hours every five minutes', async () => {
    tell('A', 301, { reach_time: 60 });
    await lookUp('o-clerk', 'A');
    tell('A', 301, { reach_time: 0 });
    world.clock.now += 2 * 60 * MINUTE;
    expect((await refreshing(['A'])).asked).toEqual(['A']);
    world.clock.now += 4 * MINUTE;
    expect((await refreshing(['A'])).asked).toEqual([]);
    world.clock.now += MINUTE;
    expect((await refreshing(['A'])).asked).toEqual(['A']);
  });

  it.each([302, 204, 401, 501])('never asks for an order that has ended (%i)', async (status) => {
    tell('A', status);
    await lookUp('o-clerk', 'A');
    world.clock.now += 10 * MINUTE;
    expect(await refreshing(['A'])).toMatchObject({ asked: [], nextAskInSeconds: 60 });
  });

  it('moves no order to the front of the list, and none out of its retention', async () => {
    for (const orderId of ['A', 'B']) tell(orderId, 301);
    await lookUp('o-clerk', 'A');
    world.clock.now += SECOND;
    await lookUp('o-clerk', 'B');
    const lookedUpAt = { A: NOON, B: NOON + SECOND };
    world.clock.now += MINUTE;
    const { orders } = await refreshing(['A']);
    expect(orders).toMatchObject([
      { orderId: 'B', lookedUpAt: lookedUpAt.B },
      { orderId: 'A', lookedUpAt: lookedUpAt.A, askedAt: world.clock.now },
    ]);
    const held = world.memory.collection(COLLECTIONS.deliveries)?.get('A');
    expect(held).toMatchObject({ lastAskedAt: NOON, leaseUntil: 0 });
  });

  it('tells the named orders also beyond the latest twenty, but none of another store', async () => {
    tell('OLD', 301);
    await lookUp('o-clerk', 'OLD');
    world.orders.set('shop-two//B', 301);
    await lookUp('o-owner', 'B');
    for (const orderId of named(20)) {
      tell(orderId, 301);
      world.clock.now += SECOND;
      await lookUp('o-clerk', orderId);
    }
    const { orders, asked } = await refreshing(['OLD', 'B', 'UNKNOWN']);
    expect(orders).toHaveLength(21);
    expect(orders.at(-1)?.orderId).toBe('OLD');
    expect(asked).toEqual([]);
    world.clock.now += MINUTE;
    expect((await refreshing(['OLD', 'B', 'UNKNOWN'])).asked).toEqual(['OLD']);
  });

  it('takes in that WeChat calls an order over, and asks no more', async () => {
    tell('A', 301);
    await lookUp('o-clerk', 'A');
    world.orders.set('shop-one//A', 'order-over');
    world.clock.now += MINUTE;
    const { orders } = await refreshing(['A']);
    expect(statusesOf(orders)).toEqual(['A over']);
    world.clock.now += MINUTE;
    expect((await refreshing(['A'])).asked).toEqual([]);
  });

  it('asks at most once a minute for an order that its account does not know any more', async () => {
    tell('A', 301);
    await lookUp('o-clerk', 'A');
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
    for (const orderId of named(5)) tell(orderId, 301);
    await lookUp('o-clerk', ...named(5));
    world.clock.now += MINUTE;
    const leasesNow = () =>
      named(5).map(
        (id) => world.memory.collection(COLLECTIONS.deliveries)?.get(id)?.['leaseUntil'],
      );
    const work = failing(world.memory, COLLECTIONS.limits, 'update');
    expect((await refreshing(named(5))).asked).toEqual([]);
    work();
    expect(leasesNow()).toEqual([0, 0, 0, 0, 0]);
    justBefore(world.memory, COLLECTIONS.deliveries, 'update', () => {
      const stored = world.memory.collection(COLLECTIONS.deliveries)?.get('A-0');
      const leaseUntil = world.clock.now + 6000;
      world.memory.put(COLLECTIONS.deliveries, { ...stored, _id: 'A-0', leaseUntil });
      return Promise.reject(new Error('The answer was lost.'));
    });
    expect((await refreshing(named(5))).asked).toHaveLength(4);
    expect(leasesNow()).toEqual([0, 0, 0, 0, 0]);
  });

  it('is counted as a look-up', async () => {
    for (let n = 0; n < 60; n += 1) await refresh('o-clerk', []);
    await expect(refresh('o-clerk', [])).rejects.toThrow('too-frequent');
  });

  it.each([
    ['more than twenty', { orderIds: named(21) }],
    ['what is no id', { orderIds: ['A\u0000'] }],
    ['nothing', {}],
  ])('of %s is refused', async (_what, input) => {
    const answer = await world.call('getOrder', 'o-clerk', { action: 'refresh-orders', ...input });
    expect(answer).toHaveProperty('error.code', 'bad-request');
  });
});

it('tells the dark style for the map, a minute after the owner has changed it', async () => {
  const darkMap = { key: 'KEY-OF-THE-SHOP', style: 2 };
  expect(await refresh('o-clerk', [])).toHaveProperty('darkMap', null);
  await world.shop('o-owner', 'save-dark-map', { darkMap });
  world.clock.now += MINUTE;
  expect(await refresh('o-clerk', [])).toHaveProperty('darkMap', darkMap);
  await world.shop('o-owner', 'save-dark-map', { darkMap: null });
  world.clock.now += MINUTE;
  expect(await refresh('o-clerk', [])).toHaveProperty('darkMap', null);
});

it('says nothing of the dark style while the shop’s document cannot be read, and logs that', async () => {
  const held = world.memory.collection(COLLECTIONS.shop)?.get('shop');
  world.memory.put(COLLECTIONS.shop, { ...held, _id: 'shop', ownerIds: 7 });
  world.clock.now += MINUTE;
  const { orders, ...answer } = await refresh('o-clerk', []);
  expect(orders).toEqual([]);
  expect(answer).not.toHaveProperty('darkMap');
  expect(world.log.at(-1)).toContain('"darkMap":"failed"');
});

describe('an order of which nothing more is learned', () => {
  const gone = named(5, 'GONE');
  const well = named(5, 'WELL');

  beforeEach(async () => {
    for (const orderId of [...gone, ...well]) {
      tell(orderId, 301);
      await lookUp('o-clerk', orderId);
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
    for (const orderId of gone) {
      const held = world.memory.collection(COLLECTIONS.deliveries)?.get(orderId);
      world.memory.put(COLLECTIONS.deliveries, { ...held, _id: orderId, attempts: 7 });
    }
    const { asked, nextAskInSeconds } = await refreshing([...gone, ...well]);
    expect(asked).toEqual(well);
    expect(nextAskInSeconds).toBe(30);
  });
});

describe('what a list is told of an order', () => {
  const position = { longitude: 113.33, latitude: 23.13 };

  beforeEach(async () => {
    await world.shop('o-owner', 'save-store', {
      storeId: shop.stores.one,
      version: 1,
      name: '一店',
      position,
      thresholds: DEFAULT_THRESHOLDS,
    });
    world.clock.now += MINUTE;
  });

  it('is who delivers it and how far away, since when, and what was promised', async () => {
    tell('A', 301, { ...HERE, reach_time: 600 });
    const began = world.clock.now;
    await lookUp('o-clerk', 'A');
    const { orders } = await refresh('o-clerk', []);
    expect(orders).toEqual([
      {
        orderId: 'A',
        status: 'delivering',
        detail: null,
        askedAt: began,
        lookedUpAt: began,
        expectedAt: began + 600 * SECOND,
        promisedAt: began + 600 * SECOND,
        company: 'SFTC',
        riderName: '陈师傅',
        distanceMetres: 1112,
        statusSince: began,
        stillSince: began,
        hasMoved: false,
        acceptedAt: null,
        liveAt: began,
        endedAt: null,
      },
    ]);
  });

  it('is the store to whoever sees several', async () => {
    tell('A', 301);
    await lookUp('o-clerk', 'A');
    expect((await refresh('o-owner', [])).orders).toMatchObject([{ store: '一店' }]);
    expect((await refresh('o-clerk', [])).orders[0]).not.toHaveProperty('store');
  });

  it('is nothing of the rider after the end, nor after a day', async () => {
    tell('A', 301, HERE);
    tell('B', 301, HERE);
    await lookUp('o-clerk', 'A', 'B');
    world.clock.now += MINUTE;
    tell('A', 302, HERE);
    const { orders } = await refresh('o-clerk', ['A']);
    const ended = namedIn(orders, 'A');
    expect(ended).toMatchObject({ riderName: null, status: 'delivered' });
    expect(ended).not.toHaveProperty('distanceMetres');
    const held = world.memory.collection(COLLECTIONS.deliveries)?.get('A');
    expect(JSON.stringify(held?.['known'])).not.toMatch(/陈师傅|113\.33/);
    world.clock.now += 24 * 60 * MINUTE;
    const later = namedIn((await refresh('o-clerk', [])).orders, 'B');
    expect(later).toMatchObject({ status: 'delivering', riderName: null });
    expect(later).not.toHaveProperty('distanceMetres');
  });

  it('never is a phone number', async () => {
    tell('A', 301, HERE);
    await lookUp('o-clerk', 'A');
    expect(JSON.stringify(await refresh('o-clerk', ['A']))).not.toMatch(/120\*|2345678|3000000001/);
  });
});
