import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import type { ShopWorld } from '../../../support/shop-world';
import { justBefore } from '../../../support/write-hooks';
import { type TwoStoreShop, twoStoreShop } from '../../../support/two-store-shop';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let shop: TwoStoreShop;
let world: ShopWorld;
let key: string;

beforeEach(async () => {
  shop = await twoStoreShop();
  ({ world } = shop);
  const wanted = { label: '收银系统', stores: [shop.stores.one] };
  ({ key } = await world.shop('o-owner', 'make-register-key', wanted));
});

async function register(...orderIds: readonly string[]): Promise<void> {
  const orders = orderIds.map((orderId) => ({ orderId }));
  const answer = await world.call('getOrder', '', { action: 'register', key, orders }, 'wx_http');
  if (!answer.ok) throw new Error(answer.error.code);
}

/** Makes the record of an order unreadable; what is registered stays. */
function damage(orderId: string): void {
  const stored = world.memory.collection(COLLECTIONS.deliveries)?.get(orderId) ?? {};
  world.memory.put(COLLECTIONS.deliveries, { ...stored, _id: orderId, attempts: 'damaged' });
}

describe('a board whose registered orders are due', () => {
  it('is called at once when it opens, and after questions; while none can be asked, later', async () => {
    await register('A');
    world.clock.now += MINUTE;
    world.weChat.token = 'upstream-timeout';
    world.forgetToken();
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh({ isOpening: true })).board.nextAskMs).toBe(SECOND);
    const { board, asked } = await phone.refresh();
    expect([board.nextAskMs, asked]).toEqual([20 * SECOND, []]);
    world.weChat.token = 'given';
    const heard = await phone.refresh();
    expect([heard.board.nextAskMs, heard.asked]).toEqual([SECOND, ['A']]);
    expect((await phone.refresh()).board.nextAskMs).toBe(20 * SECOND);
  });

  it('asks for five in a call, and is called at once for the rest', async () => {
    await register(...named(7));
    world.clock.now += MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    const calls = [await phone.refresh(), await phone.refresh(), await phone.refresh()];
    expect(calls.map(({ asked }) => asked.length)).toEqual([5, 2, 0]);
    expect(calls.map(({ board }) => board.nextAskMs)).toEqual([SECOND, SECOND, 20 * SECOND]);
  });

  it('leaves no lease that was written in a failed call', async () => {
    await register('A');
    world.clock.now += MINUTE;
    const orders = COLLECTIONS.deliveries;
    justBefore(world.memory, orders, 'update', () => {
      const stored = world.memory.collection(orders)?.get('A');
      world.memory.put(orders, { ...stored, _id: 'A', leaseUntil: world.clock.now + 6 * SECOND });
      return Promise.reject(new Error('The answer was lost.'));
    });
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh()).asked).toEqual([]);
    expect(world.memory.collection(orders)?.get('A')).toMatchObject({ leaseUntil: 0 });
  });

  it('asks for others than the damaged ones, which do not make it call again', async () => {
    const damaged = named(25, 'damaged');
    await register('A', ...damaged, 'B');
    damaged.forEach(damage);
    world.clock.now += MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh()).asked).toEqual(expect.arrayContaining(['A', 'B']));
    const { board, asked } = await phone.refresh();
    expect([board.nextAskMs, asked]).toEqual([20 * SECOND, []]);
  });
});

it('a registered order that has ended elsewhere is under way for two hours only', async () => {
  world.orders.set('shop-two//A', 302);
  await lookUpAll(world, 'o-owner', 'A');
  await register('A');
  const swept = async () => {
    await world.call('sweep', '', {}, 'wx_trigger');
    return world.memory.collection(COLLECTIONS.deliveries)?.get('A');
  };
  world.clock.now += 120 * MINUTE;
  expect(await swept()).toMatchObject({ isUnderWay: true });
  world.clock.now += 1;
  const boardStoreIds = [shop.stores.two];
  const after = await swept();
  expect(after).toMatchObject({ isUnderWay: false, boardStoreIds, isKnown: true });
  expect(JSON.stringify(after)).toContain('陈师傅');
  expect(await swept()).toEqual(after);
});
