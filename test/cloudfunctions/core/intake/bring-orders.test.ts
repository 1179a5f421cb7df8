import type { RegisterResult } from '../../../../cloudfunctions/core/board/register';
import type { Answer } from '../../../../miniprogram/contract/cloud-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON } from '../../../support/delivery-reports';
import type { ShopWorld } from '../../../support/shop-world';
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

const deliveries = () => world.memory.collection(COLLECTIONS.deliveries);

describe('the orders that a store awaits', () => {
  const sendAll = (secret: string, orders: readonly object[]) => {
    const input = { action: 'register', key: secret, orders };
    return world.call('getOrder', '', input, 'wx_http') as Promise<Answer<RegisterResult>>;
  };
  const send = (secret: string, orderIds: readonly string[]) =>
    sendAll(
      secret,
      orderIds.map((orderId) => ({ orderId })),
    );
  const leftOf = (answer: Answer<RegisterResult>) => (answer.ok ? answer.data.left : []);
  const hundreds = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => named(100, `${name}${n}`));

  it('are five hundred of a key and a thousand in all, also when calls come at once', async () => {
    const stores = [shop.stores.one];
    const second = await world.shop('o-owner', 'make-register-key', { label: '二', stores });
    const third = await world.shop('o-owner', 'make-register-key', { label: '三', stores });
    const given = await Promise.all(hundreds(7, 'A').map((ids) => send(key, ids)));
    expect(deliveries()?.size).toBe(700 - given.flatMap(leftOf).length);
    for (const ids of hundreds(5, 'A')) await send(key, ids);
    expect(deliveries()?.size).toBe(500);
    world.clock.now += MINUTE;
    for (const ids of hundreds(5, 'B')) await send(second.key, ids);
    expect(leftOf(await send(third.key, ['C']))).toEqual([
      { orderId: 'C', reason: 'too-many-awaited' },
    ]);
    expect(deliveries()?.size).toBe(1000);
    // What is sent again needs no room, nor what WeChat knows.
    expect(leftOf(await send(key, named(100, 'A0')))).toEqual([]);
    world.orders.set('shop-one//KNOWN', 301);
    await lookUpAll(world, 'o-clerk', 'KNOWN');
    expect(leftOf(await send(key, ['KNOWN']))).toEqual([]);
    // Those of a revoked key leave room at once.
    await world.shop('o-owner', 'revoke-register-key', { keyId: second.keyId });
    expect(leftOf(await send(third.key, ['C']))).toEqual([]);
  });

  it('keep the steps of the first time when they are sent again, with the new note', async () => {
    await sendAll(key, [{ orderId: 'A', note: '一' }]);
    await boardPhone(world, 'o-clerk').refresh();
    world.clock.now += 30 * SECOND;
    await sendAll(key, [{ orderId: 'A', note: '二' }]);
    const { board, asked } = await boardPhone(world, 'o-clerk').refresh();
    expect(asked).toEqual([]);
    expect(board.rows).toMatchObject([{ note: '二', broughtAt: NOON, nextAskAt: NOON + MINUTE }]);
  });
});
