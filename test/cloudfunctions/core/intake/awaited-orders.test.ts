import { boardPhone, lookUpAll, named, told } from '../../../support/board-phone';
import { MINUTE } from '../../../support/delivery-reports';
import {
  shop,
  world,
  add,
  newKey,
  owner,
  register,
  stored,
  storedIn,
  sweep,
} from '../../../support/fresh-shop';
import { join } from '../../../support/two-store-shop';

let junk: Awaited<ReturnType<typeof newKey>>;
let good: typeof junk;

beforeEach(async () => {
  [junk, good] = [await newKey(), await newKey('外卖系统')];
});

/** Registers orders by a key, a hundred a call. */
async function registerAll(key: string, orderIds: readonly string[]): Promise<void> {
  for (let start = 0; start < orderIds.length; start += 100)
    await register(key, ...orderIds.slice(start, start + 100));
}

const revokeJunk = () => owner('revoke-register-key', { keyId: junk.keyId });
const idsNow = () => [...storedIn('deliveries').keys()].sort();

describe('more awaited orders than a board shows', () => {
  it('push no real order off, and are a count; what people brought stands first', async () => {
    world.orders.set('shop-one//REAL', 301);
    await lookUpAll(world, 'o-clerk', 'REAL');
    await registerAll(junk.key, named(250));
    world.clock.now += 1;
    await add('o-clerk', 'MINE');
    const phone = boardPhone(world, 'o-manager');
    const { board } = await phone.refresh({ isOpening: true });
    const rows = told(phone.rows());
    expect(rows).toHaveLength(101);
    expect(rows).toEqual(
      expect.arrayContaining(['REAL delivering', 'MINE awaited', 'A-0 awaited']),
    );
    expect(board.awaitedMore).toBe(151);
  });
});

describe('the orders of a revoked key', () => {
  it('are off the boards at the next call, also where they hid all others', async () => {
    await registerAll(junk.key, named(150, 'JUNK'));
    await register(good.key, ...named(20, 'GOOD'));
    const phone = boardPhone(world, 'o-clerk');
    await phone.refresh({ isOpening: true });
    expect(phone.rows()).toHaveLength(100);
    await revokeJunk();
    const { board } = await phone.refresh();
    const left = named(20, 'GOOD').map((id) => `${id} awaited`);
    expect(told(phone.rows())).toEqual(left.sort());
    expect(board.awaitedMore).toBeUndefined();
    const { asked } = await phone.refresh();
    expect(asked.every((id) => id.startsWith('GOOD'))).toBe(true);
  });

  it('are gone when they would wait no more; what WeChat knows, or another has brought, stays', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await register(junk.key, 'JUNK', 'KNOWN', 'BOTH');
    await boardPhone(world, 'o-clerk').refresh();
    await revokeJunk();
    world.clock.now += 60 * MINUTE;
    await register(good.key, 'BOTH');
    world.clock.now += 60 * MINUTE + 1;
    await sweep();
    expect(idsNow()).toEqual(['BOTH', 'KNOWN']);
    expect(stored('deliveries', 'KNOWN')).toMatchObject({ isKnown: true, isUnderWay: true });
    expect((await boardPhone(world, 'o-clerk').refresh()).board.rows).toMatchObject([
      ...[{ orderId: 'KNOWN' }, { orderId: 'BOTH', broughtBy: '外卖系统' }],
    ]);
  });
});

it('an order goes an hour after a person has brought it, two after a key, and the sweep removes it', async () => {
  await add('o-clerk', 'MINE');
  await register(junk.key, 'KEY');
  const phone = boardPhone(world, 'o-clerk');
  const shown = async () => {
    await phone.refresh({ isOpening: true });
    await sweep();
    return [told(phone.rows()), idsNow()];
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
    const { asked, call, clock } = world.copy();
    const answers: unknown[] = [];
    const hear = async (event: object) =>
      answers.push(await call('getOrder', 'o-clerk-two', event));
    await hear({ action: 'add-orders', orders: [[orderId]] });
    for (const minutes of [0, 1, 2, 30, 40]) {
      await hear({ action: 'board', marks: [] });
      await hear({ action: 'board', marks: [] });
      clock.now += minutes * MINUTE;
    }
    await hear({ action: 'take-off', orderId });
    const text = JSON.stringify([answers, asked]);
    return text.replaceAll(orderId, 'ID').replaceAll(/"mark":"[^"]+"/g, '"mark":""');
  }

  it('is nothing: it looks and answers like an id that nobody knows', async () => {
    await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
    world.orders.set('shop-one//KNOWN', 301).set('shop-one//ENDED', 302);
    await lookUpAll(world, 'o-clerk', 'KNOWN', 'ENDED');
    await add('o-clerk', 'WAITS');
    const all: string[] = [];
    for (const id of ['NOBODY', 'KNOWN', 'ENDED', 'WAITS']) all.push(await followed(id));
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toContain('"awaited"');
  });
});
