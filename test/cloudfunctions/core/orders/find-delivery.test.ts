import type { Answer } from '../../../../miniprogram/shared/cloud-api';
import type { DeliveryReport } from '../../../../miniprogram/shared/delivery';
import type { FurnishedShop } from '../../../support/furnished-shop';
import {
  furnishedShop,
  join,
  newAccount,
  newStore,
  SECRETS,
} from '../../../support/furnished-shop';
import type { ShopWorld } from '../../../support/shop-world';
import { shopWorld, SETTINGS, SETUP_CODE } from '../../../support/shop-world';

const MINUTE = 60_000;

let shop: FurnishedShop;
let world: ShopWorld;

beforeEach(async () => {
  shop = await furnishedShop();
  ({ world } = shop);
});

async function lookUp(openId: string, orderId: string): Promise<Answer<DeliveryReport>> {
  return (await world.call('getOrder', openId, { orderId })) as Answer<DeliveryReport>;
}

/** What was asked of WeChat by a look-up, and what it came to. */
async function asking(openId: string, orderId: string) {
  const before = world.asked.length;
  const operations = world.memory.operations();
  const answer = await lookUp(openId, orderId);
  return {
    outcome: answer.ok ? answer.data.status.code : answer.error.code,
    asked: world.asked.slice(before),
    operations: world.memory.operations() - operations,
    answer,
  };
}

describe('which account has an order', () => {
  it('is asked of the pairs of the person’s own stores only', async () => {
    world.orders.set('shop-two//A', 301);
    expect(await asking('o-clerk', 'A')).toMatchObject({
      outcome: 'order-not-found',
      asked: ['shop-one//A'],
    });
    // What has just said that it does not know it is not asked again.
    expect(await asking('o-owner', 'A')).toMatchObject({ outcome: 301, asked: ['shop-two//A'] });
    expect((await asking('o-owner', 'C')).asked.sort()).toEqual(['shop-one//C', 'shop-two//C']);
    // Now that it is known elsewhere, it is still nothing to the other store.
    world.clock.now += MINUTE;
    const known = await lookUp('o-clerk', 'A');
    const unknown = await lookUp('o-clerk', 'B');
    expect(known).toEqual(unknown);
  });

  it('costs one question once it is known', async () => {
    world.orders.set('shop-two//A', 301);
    await lookUp('o-owner', 'A');
    expect(await asking('o-owner', 'A')).toMatchObject({ outcome: 301, asked: ['shop-two//A'] });
    // Other instances know it as well.
    world = world.instance(SETTINGS);
    expect(await asking('o-owner', 'A')).toMatchObject({ asked: ['shop-two//A'] });
  });

  it('signs with the secret of the account that is asked', async () => {
    world.orders.set('shop-two//A', 301);
    await lookUp('o-owner', 'A');
    await lookUp('o-owner', 'A');
    expect([...world.signedWith].sort()).toEqual([SECRETS.one, SECRETS.two, SECRETS.two]);
  });

  it('asks five at once and the rest after them', async () => {
    for (let n = 3; n <= 12; n += 1)
      await newAccount(world, `C${n}`, `shop-${n}`, 'secret', shop.stores.one);
    world.orders.set('shop-11//A', 301);
    const { outcome, asked, answer } = await asking('o-owner', 'A');
    expect(outcome).toBe(301);
    expect(asked).toHaveLength(12);
    expect(answer).toMatchObject({ data: { company: 'C11' } });
  });

  it('shares what one account knows among stores without numbers, at one question', async () => {
    await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one, shop.stores.two);
    await join(world, 'o-second', 'clerk', [shop.stores.two]);
    world.orders.set('shop-3//A', 301);
    expect((await asking('o-clerk', 'A')).outcome).toBe(301);
    expect(await asking('o-second', 'A')).toMatchObject({ outcome: 301, asked: ['shop-3//A'] });
    const { asked } = await asking('o-owner', 'B');
    expect(asked.filter((one) => one === 'shop-3//B')).toHaveLength(1);
  });

  it('asks by the number that each store has there', async () => {
    const three = await newStore(world, '三店');
    const bindings = [
      { storeId: shop.stores.one, shopNo: '1' },
      { storeId: three, shopNo: '3' },
    ];
    await world.shop('o-owner', 'save-account', {
      accountId: null,
      version: 0,
      provider: 'wechat-instant',
      company: 'SS',
      label: '闪送',
      shopId: 'shop-3',
      secret: 'secret',
      bindings,
    });
    await join(world, 'o-third', 'clerk', [three]);
    world.orders.set('shop-3/1/A', 301);
    expect((await asking('o-third', 'A')).asked).toEqual(['shop-3/3/A']);
    expect((await asking('o-clerk', 'A')).asked.sort()).toEqual(['shop-3/1/A', 'shop-one//A']);
  });
});

describe('what a failed search tells', () => {
  it('is not found when nobody knows the order', async () => {
    expect((await asking('o-owner', 'A')).outcome).toBe('order-not-found');
  });

  it('is the account to mend, when one rejects the sign and the others know nothing', async () => {
    world.orders.set('shop-two//A', 'sign-rejected');
    const { answer } = await asking('o-owner', 'A');
    expect(answer).toMatchObject({
      error: { code: 'sign-rejected', message: expect.stringContaining('“DADA 账号”') as string },
    });
  });

  it('is the outage, when one of them cannot tell', async () => {
    world.orders.set('shop-two//A', 'upstream-timeout');
    expect((await asking('o-owner', 'A')).outcome).toBe('upstream-timeout');
    expect(world.memory.collection('deliveries')?.get('A')).toMatchObject({
      attempts: [],
      misses: [{ at: world.clock.now }],
    });
  });

  it('does not hide the order that another account knows', async () => {
    world.orders.set('shop-one//A', 'sign-rejected').set('shop-two//A', 302);
    expect((await asking('o-owner', 'A')).outcome).toBe(302);
  });

  it('is a lost key, which is asked of nobody', async () => {
    const lost = world.instance({ ...SETTINGS, SETTINGS_KEY: 'ab'.repeat(32) });
    const answer = await lost.call('getOrder', 'o-clerk', { orderId: 'A' });
    expect(answer).toMatchObject({
      error: { code: 'secret-needed', message: expect.stringContaining('SFTC 账号') as string },
    });
    expect(lost.asked).toEqual([]);
  });

  it('is that there is no account, or none of the person’s stores', async () => {
    const bare = shopWorld();
    await bare.shop('o-a', 'claim', { code: SETUP_CODE, name: '甲' });
    expect(await bare.call('getOrder', 'o-a', { orderId: 'A' })).toMatchObject({
      error: { code: 'settings-missing', message: '还没有配送账号：请店主在“店铺”里添加。' },
    });
    const three = await newStore(world, '三店');
    await join(world, 'o-third', 'clerk', [three]);
    expect(await world.call('getOrder', 'o-third', { orderId: 'A' })).toMatchObject({
      error: { code: 'settings-missing', message: expect.stringContaining('你的门店') as string },
    });
  });
});

describe('an account that has changed', () => {
  it('counts at once where its old state found nothing, and is not asked twice', async () => {
    await lookUp('o-owner', 'X');
    world.clock.now += 6000;
    await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one);
    world.orders.set('shop-3//A', 301);
    const { outcome, asked } = await asking('o-owner', 'A');
    expect(outcome).toBe(301);
    expect(asked.sort()).toEqual(['shop-3//A', 'shop-one//A', 'shop-two//A']);
  });

  it('is asked again with its new secret', async () => {
    world.orders.set('shop-one//A', 'sign-rejected');
    await lookUp('o-clerk', 'A');
    world.clock.now += 6000;
    await world.shop('o-owner', 'save-account', {
      accountId: shop.accounts.one,
      version: 1,
      provider: 'wechat-instant',
      company: 'SFTC',
      label: '顺丰',
      shopId: 'shop-one',
      secret: 'another secret',
      bindings: [{ storeId: shop.stores.one, shopNo: null }],
    });
    await lookUp('o-clerk', 'A');
    expect(world.signedWith).toEqual([SECRETS.one, SECRETS.one, 'another secret']);
  });
});

describe('an order that was placed again at another account', () => {
  it('is found there after a failed end; the live attempt leads, the failed one is told of', async () => {
    world.orders.set('shop-one//A', 301);
    await lookUp('o-owner', 'A');
    world.clock.now += MINUTE;
    world.orders.set('shop-one//A', 501).set('shop-two//A', 102);
    const endedAt = world.clock.now;
    const { answer, asked } = await asking('o-owner', 'A');
    expect(asked).toEqual(['shop-one//A', 'shop-two//A']);
    expect(answer).toMatchObject({
      data: {
        status: { code: 102 },
        company: 'DADA',
        earlier: [{ company: 'SFTC', status: { code: 501 }, endedAt }],
      },
    });
    world.clock.now += MINUTE;
    expect(await asking('o-owner', 'A')).toMatchObject({
      outcome: 102,
      asked: ['shop-two//A'],
      answer: { data: { earlier: [{ company: 'SFTC', endedAt }] } },
    });
  });

  it('of which nobody else knows is told as it ended, and the others are asked once a minute', async () => {
    world.orders.set('shop-one//A', 103);
    await lookUp('o-owner', 'A');
    expect(await asking('o-owner', 'A')).toMatchObject({ outcome: 103, asked: ['shop-one//A'] });
    world.clock.now += MINUTE;
    const { asked, answer } = await asking('o-owner', 'A');
    expect(asked).toEqual(['shop-one//A', 'shop-two//A']);
    expect(answer).not.toHaveProperty('data.earlier');
  });

  it('is looked for elsewhere when it is no longer known where it was', async () => {
    world.orders.set('shop-one//A', 301);
    await lookUp('o-owner', 'A');
    world.orders.delete('shop-one//A');
    world.orders.set('shop-two//A', 201);
    world.clock.now += MINUTE;
    expect(await asking('o-owner', 'A')).toMatchObject({ outcome: 201 });
  });

  it('delivered is at its end: nobody else is asked', async () => {
    world.orders.set('shop-one//A', 302);
    await lookUp('o-owner', 'A');
    world.clock.now += MINUTE;
    expect((await asking('o-owner', 'A')).asked).toEqual(['shop-one//A']);
  });
});

describe('an unknown id', () => {
  it('is remembered for a minute, at no question to WeChat', async () => {
    expect((await asking('o-clerk', 'A')).asked).toHaveLength(1);
    world.orders.set('shop-one//A', 301);
    world.clock.now += MINUTE - 1;
    expect(await asking('o-clerk', 'A')).toMatchObject({ outcome: 'order-not-found', asked: [] });
    world.clock.now += 1;
    expect((await asking('o-clerk', 'A')).outcome).toBe(301);
  });

  it('of one store is not remembered against another', async () => {
    world.orders.set('shop-two//A', 301);
    await lookUp('o-clerk', 'A');
    await join(world, 'o-second', 'clerk', [shop.stores.two]);
    expect((await asking('o-second', 'A')).outcome).toBe(301);
  });

  it('may be asked for twenty times in ten minutes; known orders go on', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await lookUp('o-clerk', 'KNOWN');
    for (let n = 0; n < 20; n += 1) {
      expect((await asking('o-clerk', `A${n}`)).outcome).toBe('order-not-found');
      world.clock.now += 2000;
    }
    world.orders.set('shop-one//NEW', 301);
    expect(await asking('o-clerk', 'NEW')).toMatchObject({
      outcome: 'too-many-unknown-ids',
      asked: [],
    });
    world.clock.now += MINUTE;
    expect((await asking('o-clerk', 'KNOWN')).outcome).toBe(301);
    // Another person's count is their own.
    expect((await asking('o-manager', 'NEW')).outcome).toBe(301);
    world.clock.now += 10 * MINUTE;
    expect((await asking('o-clerk', 'B')).outcome).toBe('order-not-found');
  });

  it('that an outage hides does not count', async () => {
    for (let n = 0; n < 25; n += 1) {
      world.orders.set(`shop-one//A${n}`, 'wechat-busy');
      expect((await asking('o-clerk', `A${n}`)).outcome).toBe('wechat-busy');
    }
  });
});

describe('looking up too often', () => {
  it('ends at sixty a minute, also when all come at once', async () => {
    world.orders.set('shop-one//A', 301);
    const answers = await Promise.all(Array.from({ length: 70 }, () => lookUp('o-clerk', 'A')));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(60);
    expect(codes.filter((code) => code === 'too-frequent')).toHaveLength(10);
    expect((await asking('o-manager', 'A')).outcome).toBe(301);
    world.clock.now += MINUTE;
    expect((await asking('o-clerk', 'A')).outcome).toBe(301);
  });
});

describe('what a look-up asks of the database', () => {
  it('is three operations for a known order, one more where there is news, two more for an unknown one, one more for accounts older than a minute', async () => {
    await lookUp('o-clerk', 'FIRST');
    world.orders.set('shop-one//A', 301);
    expect((await asking('o-clerk', 'A')).operations).toBe(4);
    expect((await asking('o-clerk', 'A')).operations).toBe(3);
    world.orders.set('shop-one//A', 302);
    expect((await asking('o-clerk', 'A')).operations).toBe(4);
    expect((await asking('o-clerk', 'UNKNOWN')).operations).toBe(5);
    expect((await asking('o-clerk', 'UNKNOWN')).operations).toBe(3);
    world.clock.now += MINUTE;
    expect((await asking('o-clerk', 'A')).operations).toBe(4);
  });
});

describe('a database that fails after WeChat has answered', () => {
  it('costs another question later, not the answer', async () => {
    world.orders.set('shop-one//A', 301);
    const deliveries = world.memory.database().collection('deliveries');
    jest.spyOn(world.memory.database(), 'collection').mockImplementation((name) => {
      const real = world.memory.copy().database().collection(name);
      return name === 'deliveries'
        ? { ...deliveries, add: () => Promise.reject(new Error('down')) }
        : { ...real };
    });
    expect((await asking('o-clerk', 'A')).outcome).toBe(301);
    expect(world.log.at(-1)).toContain('"deliveryStore":"failed"');
  });
});
