import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { join, newAccount, newStore } from '../../../support/two-store-shop';
import { lookUpIn } from '../../../support/look-ups';
import { shopWorld, SETUP_CODE } from '../../../support/shop-world';
import { justBefore } from '../../../support/write-hooks';
import { shop, world, lookUp, observedLookUp, stored } from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

const delivering = (...asked: readonly string[]) => ({ outcome: 'delivering', asked });

describe('which account has an order', () => {
  it('is asked of the targets of the person’s own stores only', async () => {
    world.orders.set('shop-two//A', 301);
    const none = { outcome: 'order-not-found', asked: ['shop-one//A'] };
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject(none);
    // A target where the order is known missing is not asked again.
    expect(await observedLookUp('o-owner', 'A')).toMatchObject(delivering('shop-two//A'));
    const { asked } = await observedLookUp('o-owner', 'C');
    expect(asked.sort()).toEqual(['shop-one//C', 'shop-two//C']);
    // The order stays not found for the other store, though another account has found it.
    world.clock.now += MINUTE;
    expect(await lookUp('o-clerk', 'A')).toEqual(await lookUp('o-clerk', 'B'));
  });

  it('is one that was added a moment ago, although the accounts were read before that', async () => {
    expect(await observedLookUp('o-owner', 'NEW')).toMatchObject({ outcome: 'order-not-found' });
    world.clock.now += 3000;
    await newAccount(world, 'SS', 'shop-new', 'secret', { storeId: shop.stores.one, shopNo: '1' });
    world.orders.set('shop-new/1/NEW', 301);
    expect(await observedLookUp('o-clerk', 'NEW')).toMatchObject(delivering('shop-new/1/NEW'));
  });

  it('asks by the number that each store has there', async () => {
    const three = await newStore(world, '三店');
    const numbered = [
      { storeId: shop.stores.one, shopNo: '1' },
      { storeId: three, shopNo: '3' },
    ];
    await newAccount(world, 'SS', 'shop-3', 'secret', ...numbered);
    await join(world, 'o-third', 'clerk', [three]);
    world.orders.set('shop-3/1/A', 301);
    expect((await observedLookUp('o-third', 'A')).asked).toEqual(['shop-3/3/A']);
    expect((await observedLookUp('o-clerk', 'A')).asked.at(-1)).toBe('shop-3/1/A');
    expect((await observedLookUp('o-clerk', 'B')).asked).toEqual(['shop-3/1/B', 'shop-one//B']);
  });
});

describe('what a failed search tells', () => {
  it.each<[string, Record<string, number | CloudErrorCode>, object]>([
    [
      'is the account to mend, when one rejects the sign and the others know nothing',
      { 'shop-two//A': 'sign-rejected' },
      { answer: { error: { code: 'sign-rejected', account: 'DADA 账号' } } },
    ],
    [
      'does not hide the order that another account knows',
      { 'shop-one//A': 'sign-rejected', 'shop-two//A': 302 },
      { outcome: 'delivered' },
    ],
  ])('%s', async (_what, orders, told) => {
    for (const [key, order] of Object.entries(orders)) world.orders.set(key, order);
    expect(await observedLookUp('o-owner', 'A')).toMatchObject(told);
    // Only who has said so does not know it.
    const missing = 2 - Object.keys(orders).length;
    expect(stored('deliveries', 'A')?.['knownMissing']).toEqual(
      Array<unknown>(missing).fill(expect.objectContaining({ at: world.clock.now })),
    );
  });

  it('is that there is no account, or none of the person’s stores', async () => {
    const bare = shopWorld();
    await bare.shop('o-a', 'claim', { code: SETUP_CODE, name: '甲' });
    expect(await lookUpIn(bare, 'o-a', 'A')).toMatchObject({
      error: { code: 'settings-missing', message: '还没有配送账号：请店主在“店铺”里添加。' },
    });
    await join(world, 'o-third', 'clerk', [await newStore(world, '三店')]);
    expect(await lookUp('o-third', 'A')).toMatchObject({
      error: { code: 'settings-missing', message: expect.stringContaining('你的门店') as string },
    });
  });
});

describe('what a look-up leaves behind', () => {
  it('is no lease, when it came to nothing: the next one asks at once', async () => {
    world.orders.set('shop-one//A', 'upstream-timeout');
    expect((await observedLookUp('o-clerk', 'A')).outcome).toBe('upstream-timeout');
    expect(stored('deliveries', 'A')).toMatchObject({ leaseUntil: 0 });
    world.orders.set('shop-one//A', 301);
    const began = world.clock.now;
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject(delivering('shop-one//A'));
    expect(world.clock.now).toBe(began);
  });

  it('is no lease, when its answer could not be written', async () => {
    world.orders.set('shop-one//A', 301);
    const down = (): Promise<never> => Promise.reject(new Error('down'));
    justBefore(world.memory, COLLECTIONS.deliveries, 'update', down);
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject(delivering('shop-one//A'));
    expect(world.log.at(-1)).toContain('"deliveryStore":"failed');
    expect(stored('deliveries', 'A')).toMatchObject({ leaseUntil: 0 });
  });
});
