import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll, named, told } from '../../../support/board-phone';
import type { ShopWorld } from '../../../support/shop-world';
import { type TwoStoreShop, join, twoStoreShop } from '../../../support/two-store-shop';

const MINUTE = 60_000;

let shop: TwoStoreShop;
let world: ShopWorld;
let keys: { readonly keyId: string; readonly key: string }[];

beforeEach(async () => {
  shop = await twoStoreShop();
  ({ world } = shop);
  keys = [];
  for (const label of ['收银系统', '外卖系统'])
    keys.push(await world.shop('o-owner', 'make-register-key', { label, stores: 'all' }));
});

/** Registers orders by a key for the first store, a hundred a call. */
async function register(which: 0 | 1, orderIds: readonly string[]): Promise<void> {
  for (let start = 0; start < orderIds.length; start += 100) {
    const orders = orderIds.slice(start, start + 100).map((orderId) => ({ orderId }));
    const input = { action: 'register', key: keys[which]?.key, storeId: shop.stores.one, orders };
    const answer = await world.call('getOrder', '', input, 'wx_http');
    if (!answer.ok) throw new Error(answer.error.code);
  }
}

async function add(openId: string, ...orderIds: readonly string[]): Promise<void> {
  const orders = orderIds.map((orderId) => [orderId]);
  await world.call('getOrder', openId, { action: 'add-orders', orders });
}

const revoke = (which: 0 | 1) =>
  world.shop('o-owner', 'revoke-register-key', { keyId: keys[which]?.keyId ?? '' });
const sweep = () => world.call('sweep', '', {}, 'wx_trigger');
const deliveries = () => world.memory.collection(COLLECTIONS.deliveries);

describe('more awaited orders than a board shows', () => {
  it('push no real order off, and are a count; what people brought stands first', async () => {
    world.orders.set('shop-one//REAL', 301);
    await lookUpAll(world, 'o-clerk', 'REAL');
    await register(0, named(450));
    world.clock.now += 1;
    await add('o-clerk', 'MINE');
    const phone = boardPhone(world, 'o-manager');
    const { board } = await phone.refresh({ isOpening: true });
    const rows = told(phone.rows());
    expect(rows).toHaveLength(101);
    expect(rows).toEqual(
      expect.arrayContaining(['REAL delivering', 'MINE awaited', 'A-0 awaited']),
    );
    expect(board.awaitedMore).toBe(351);
  });
});

describe('the orders of a revoked key', () => {
  it('are off the boards at the next call, also where they hid all others', async () => {
    await register(0, named(300, 'JUNK'));
    await register(1, named(20, 'GOOD'));
    const phone = boardPhone(world, 'o-clerk');
    await phone.refresh({ isOpening: true });
    expect(phone.rows()).toHaveLength(100);
    await revoke(0);
    const { board } = await phone.refresh();
    expect(told(phone.rows())).toEqual(
      named(20, 'GOOD')
        .map((id) => `${id} awaited`)
        .sort(),
    );
    expect(board.awaitedMore).toBeUndefined();
    const { asked } = await phone.refresh();
    expect(asked.every((id) => id.startsWith('GOOD'))).toBe(true);
  });

  it('are gone when they would wait no more; what WeChat knows, or another has brought, stays', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await register(0, ['JUNK', 'KNOWN', 'BOTH']);
    await boardPhone(world, 'o-clerk').refresh();
    await revoke(0);
    world.clock.now += 60 * MINUTE;
    await register(1, ['BOTH']);
    world.clock.now += 60 * MINUTE + 1;
    await sweep();
    expect([...(deliveries()?.keys() ?? [])].sort()).toEqual(['BOTH', 'KNOWN']);
    expect(deliveries()?.get('KNOWN')).toMatchObject({ isKnown: true, isUnderWay: true });
    expect((await boardPhone(world, 'o-clerk').refresh()).board.rows).toMatchObject([
      ...[{ orderId: 'KNOWN' }, { orderId: 'BOTH', broughtBy: '外卖系统' }],
    ]);
  });
});

it('an order goes an hour after a person has brought it, two after a key, and the sweep removes it', async () => {
  await add('o-clerk', 'MINE');
  await register(0, ['KEY']);
  const phone = boardPhone(world, 'o-clerk');
  const shown = async () => {
    await phone.refresh({ isOpening: true });
    await sweep();
    return [told(phone.rows()), [...(deliveries()?.keys() ?? [])].sort()];
  };
  world.clock.now += 60 * MINUTE - 1;
  expect(await shown()).toEqual([
    ['KEY awaited', 'MINE awaited'],
    ['KEY', 'MINE'],
  ]);
  world.clock.now += 2;
  expect(await shown()).toEqual([['KEY awaited'], ['KEY']]);
  world.clock.now += 60 * MINUTE;
  expect(await shown()).toEqual([[], []]);
});

describe('what can be learnt by bringing an id that another store knows', () => {
  /** Brings an id as a clerk of the other store and follows it. @returns all answers */
  async function followed(orderId: string): Promise<string> {
    const started = world.asked.length;
    const answers: unknown[] = [];
    const call = async (event: object) =>
      answers.push(await world.call('getOrder', 'o-clerk-two', event));
    for (const minutes of [0, 1, 2, 30, 40]) {
      if (minutes === 0) await call({ action: 'add-orders', orders: [[orderId]] });
      await call({ action: 'board', held: [] });
      await call({ action: 'board', held: [] });
      world.clock.now += minutes * MINUTE;
    }
    await call({ action: 'take-off', orderId });
    const text = JSON.stringify([answers, world.asked.slice(started)]);
    return text.replaceAll(orderId, 'ID').replaceAll(/"mark":"[^"]+"/g, '"mark":""');
  }

  it('is nothing: it looks and answers like an id that nobody knows', async () => {
    await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
    world.orders.set('shop-one//KNOWN', 301).set('shop-one//ENDED', 302);
    await lookUpAll(world, 'o-clerk', 'KNOWN', 'ENDED');
    await add('o-clerk', 'WAITS');
    const before = world;
    const all: string[] = [];
    for (const id of ['NOBODY', 'KNOWN', 'ENDED', 'WAITS']) {
      world = before.copy();
      all.push(await followed(id));
    }
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toContain('"awaited"');
  });
});
