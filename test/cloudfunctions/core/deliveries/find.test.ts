import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { deliverySign } from '../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import type { TwoStoreShop } from '../../../support/two-store-shop';
import {
  twoStoreShop,
  giveAccountAway,
  join,
  newAccount,
  newStore,
  SECRETS,
} from '../../../support/two-store-shop';
import { askingIn, lookUpIn } from '../../../support/look-ups';
import type { ShopWorld } from '../../../support/shop-world';
import { shopWorld, SETTINGS, SETUP_CODE } from '../../../support/shop-world';
import { justBefore } from '../../../support/write-hooks';

const MINUTE = 60_000;

let shop: TwoStoreShop;
let world: ShopWorld;

beforeEach(async () => {
  shop = await twoStoreShop();
  ({ world } = shop);
});

const lookUp = (openId: string, orderId: string) => lookUpIn(world, openId, orderId);
const observedLookUp = (openId: string, orderId: string) => askingIn(world, openId, orderId);
const delivering = (...asked: readonly string[]) => ({ outcome: 'delivering', asked });

describe('which account has an order', () => {
  it('is asked of the targets of the person’s own stores only', async () => {
    world.orders.set('shop-two//A', 301);
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject({
      outcome: 'order-not-found',
      asked: ['shop-one//A'],
    });
    // A target where the order is known missing is not asked again.
    expect(await observedLookUp('o-owner', 'A')).toMatchObject(delivering('shop-two//A'));
    expect((await observedLookUp('o-owner', 'C')).asked.sort()).toEqual([
      'shop-one//C',
      'shop-two//C',
    ]);
    // The order stays not found for the other store, though another account has found it.
    world.clock.now += MINUTE;
    const known = await lookUp('o-clerk', 'A');
    const unknown = await lookUp('o-clerk', 'B');
    expect(known).toEqual(unknown);
  });

  it('costs one question once it is known', async () => {
    world.orders.set('shop-two//A', 301);
    await lookUp('o-owner', 'A');
    world.clock.now += MINUTE;
    expect(await observedLookUp('o-owner', 'A')).toMatchObject(delivering('shop-two//A'));
    // Another instance reads the same record.
    world = world.instance(SETTINGS);
    world.clock.now += MINUTE;
    expect(await observedLookUp('o-owner', 'A')).toMatchObject({ asked: ['shop-two//A'] });
  });

  it('costs one question of each that may have it when it is no longer known there', async () => {
    const orderId = '1260307-0012';
    world.orders.set(`shop-two//${orderId}`, 301);
    await lookUp('o-owner', orderId);
    world.orders.clear();
    world.clock.now += MINUTE;
    const { outcome, asked } = await observedLookUp('o-owner', orderId);
    expect(outcome).toBe('order-not-found');
    expect([...asked].sort()).toEqual([`shop-one//${orderId}`, `shop-two//${orderId}`]);
  });

  it('signs with the secret of the account that is asked', async () => {
    world.orders.set('shop-two//A', 301);
    await lookUp('o-owner', 'A');
    world.clock.now += MINUTE;
    await lookUp('o-owner', 'A');
    const one = deliverySign('shop-one', 'A', SECRETS.one);
    const two = deliverySign('shop-two', 'A', SECRETS.two);
    expect([...world.signs].sort()).toEqual([one, two, two].sort());
  });

  it('asks five at once until one has it, and the next time begins with that one', async () => {
    for (let n = 3; n <= 12; n += 1)
      await newAccount(world, `C${n}`, `shop-${n}`, 'secret', shop.stores.one);
    expect((await observedLookUp('o-owner', 'NONE')).asked).toHaveLength(12);
    world.orders.set('shop-11//A', 301).set('shop-11//B', 301);
    const { outcome, asked, answer } = await observedLookUp('o-owner', 'A');
    expect({ outcome, rounds: Math.ceil(asked.indexOf('shop-11//A') / 5 + 0.1) }).toEqual({
      outcome: 'delivering',
      rounds: Math.ceil(asked.length / 5),
    });
    expect(answer).toMatchObject({ data: { company: 'C11' } });
    const next = await observedLookUp('o-owner', 'B');
    expect([next.asked.length, next.asked[0]]).toEqual([5, 'shop-11//B']);
  });

  it('shares what one account knows among stores without numbers, at one question', async () => {
    await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one, shop.stores.two);
    await join(world, 'o-second', 'clerk', [shop.stores.two]);
    world.orders.set('shop-3//A', 301);
    expect((await observedLookUp('o-clerk', 'A')).outcome).toBe('delivering');
    expect(await observedLookUp('o-second', 'A')).toMatchObject(delivering());
    world.clock.now += MINUTE;
    expect(await observedLookUp('o-second', 'A')).toMatchObject(delivering('shop-3//A'));
    const { asked } = await observedLookUp('o-owner', 'B');
    expect(asked.filter((one) => one === 'shop-3//B')).toHaveLength(1);
  });

  it('asks by the number that each store has there', async () => {
    const three = await newStore(world, '三店');
    await newAccount(
      world,
      'SS',
      'shop-3',
      'secret',
      { storeId: shop.stores.one, shopNo: '1' },
      { storeId: three, shopNo: '3' },
    );
    await join(world, 'o-third', 'clerk', [three]);
    world.orders.set('shop-3/1/A', 301);
    expect((await observedLookUp('o-third', 'A')).asked).toEqual(['shop-3/3/A']);
    expect((await observedLookUp('o-clerk', 'A')).asked.sort()).toEqual([
      'shop-3/1/A',
      'shop-one//A',
    ]);
  });
});

describe('what a failed search tells', () => {
  it.each<[string, Record<string, number | CloudErrorCode>, object]>([
    ['is not found when nobody knows it', {}, { outcome: 'order-not-found' }],
    [
      'is the account to mend, when one rejects the sign and the others know nothing',
      { 'shop-two//A': 'sign-rejected' },
      { answer: { error: { code: 'sign-rejected', account: 'DADA 账号' } } },
    ],
    [
      'is the outage, when one of them cannot tell',
      { 'shop-two//A': 'upstream-timeout' },
      { outcome: 'upstream-timeout' },
    ],
    [
      'does not hide the order that another account knows',
      { 'shop-one//A': 'sign-rejected', 'shop-two//A': 302 },
      { outcome: 'delivered' },
    ],
  ])('%s', async (_what, orders, told) => {
    for (const [key, order] of Object.entries(orders)) world.orders.set(key, order);
    expect(await observedLookUp('o-owner', 'A')).toMatchObject(told);
    const stored = world.memory.collection(COLLECTIONS.deliveries)?.get('A');
    // Only who has said so does not know it.
    const missing = 2 - Object.keys(orders).length;
    expect(stored?.['knownMissing']).toEqual(
      Array<unknown>(missing).fill(expect.objectContaining({ at: world.clock.now })),
    );
  });

  it('is a lost key, which is asked of nobody', async () => {
    const lost = world.instance({ ...SETTINGS, SETTINGS_KEY: 'ab'.repeat(32) });
    expect(await lookUpIn(lost, 'o-clerk', 'A')).toMatchObject({
      error: { code: 'secret-needed', account: 'SFTC 账号' },
    });
    expect(lost.asked).toEqual([]);
  });

  it('is that there is no account, or none of the person’s stores; and no AppSecret either', async () => {
    const bare = shopWorld();
    await bare.shop('o-a', 'claim', { code: SETUP_CODE, name: '甲' });
    const told = async (token: ShopWorld['weChat']['token']) => {
      bare.weChat.token = token;
      bare.forgetToken();
      const answer = await lookUpIn(bare, 'o-a', 'A');
      return 'error' in answer && [answer.error.code, answer.error.message];
    };
    const none = '还没有配送账号：请店主在“店铺”里添加。';
    const missing = new CloudFailure('settings-missing', { message: '还没有小程序的 AppSecret。' });
    expect(await told(missing)).toEqual(['settings-missing', `${none}还没有小程序的 AppSecret。`]);
    // An outage is nothing that the owner could enter.
    const outage = new CloudFailure('upstream-timeout', { message: '慢' });
    expect(await told(outage)).toEqual(['settings-missing', none]);
    expect(await told('given')).toEqual(['settings-missing', none]);
    await join(world, 'o-third', 'clerk', [await newStore(world, '三店')]);
    expect(await lookUp('o-third', 'A')).toMatchObject({
      error: { code: 'settings-missing', message: expect.stringContaining('你的门店') as string },
    });
  });
});

describe('what a look-up leaves behind', () => {
  const unknownIds = (openId: string) =>
    world.memory.collection(COLLECTIONS.staff)?.get(openId)?.['unknownIds'];

  it('is no lease, when it came to nothing: the next one asks at once', async () => {
    world.orders.set('shop-one//A', 'upstream-timeout');
    expect((await observedLookUp('o-clerk', 'A')).outcome).toBe('upstream-timeout');
    expect(world.memory.collection(COLLECTIONS.deliveries)?.get('A')).toMatchObject({
      leaseUntil: 0,
    });
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
    expect(world.memory.collection(COLLECTIONS.deliveries)?.get('A')).toMatchObject({
      leaseUntil: 0,
    });
  });

  it('is a count of ids that nobody knew, and not of those that somebody did', async () => {
    world.orders.set('shop-two//A', 301);
    await lookUp('o-owner', 'A');
    expect(unknownIds('o-owner')).toBe(0);
    world.orders.clear();
    world.clock.now += MINUTE;
    expect((await observedLookUp('o-owner', 'A')).outcome).toBe('order-not-found');
    expect(unknownIds('o-owner')).toBe(0);
    await lookUp('o-owner', 'B');
    expect(unknownIds('o-owner')).toBe(1);
  });

  it('is no count of an id that was known where the person asked a moment ago', async () => {
    world.orders.set('shop-one//A', 301);
    await lookUp('o-clerk', 'A');
    await giveAccountAway(shop);
    world.orders.clear();
    world.clock.now += MINUTE / 2;
    expect((await observedLookUp('o-clerk', 'A')).asked).toEqual(['shop-one//A']);
    expect(unknownIds('o-clerk')).toBe(0);
  });
});
