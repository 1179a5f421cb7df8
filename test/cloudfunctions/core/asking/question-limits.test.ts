import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { named } from '../../../support/board-phone';
import { MALL, toldLimit } from '../../../support/fake-wechat';
import { NEW_ACCOUNT, newAccount } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';
import {
  shop,
  world,
  codeOf,
  lookUp,
  owner,
  observedLookUp,
  stored,
  put,
  getOrder,
  refreshing,
  newKey,
  register,
} from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

const outcomeOf = async (...asked: Parameters<typeof observedLookUp>) =>
  (await observedLookUp(...asked)).outcome;
const reveal = (openId: string, orderId: string) => getOrder(openId, 'reveal-phone', { orderId });
const countsOf = (openId: string) => stored('staff', openId) ?? {};
const budget = () => stored('limits', 'questions') ?? {};

/** Puts down that WeChat has told this quota; 80 % of it is the shop's budget. */
const tell = (aMinute: number, aDay: number): void => {
  put('limits', 'questions', { ...toldLimit(aDay, aMinute), version: 1 });
};

/** Time after which nothing that was asked counts in the minute any more. */
const A_ROLLING_MINUTE = MINUTE + 4000;

it('the part of the minute that is kept for people has new orders wait when it is used, and tells known ones as they are known', async () => {
  // 80 % of 50 a minute is the budget: eight for people, and eight for whoever comes.
  tell(50, 100_000);
  world.orders.set('shop-one//KNOWN', 301);
  expect(await outcomeOf('o-clerk', 'KNOWN')).toBe('delivering');
  for (let n = 0; n < 8; n += 1)
    expect(await outcomeOf('o-clerk', `A${n}`)).toBe('order-not-found');
  world.clock.now += 30_000;
  for (let n = 8; n < 15; n += 1)
    expect(await outcomeOf('o-manager', `A${n}`)).toBe('order-not-found');
  const queued = { error: { code: 'queued', waitSeconds: 34, retryable: true } };
  expect(await lookUp('o-clerk', 'A15')).toMatchObject(queued);
  expect(await lookUp('o-clerk', 'KNOWN')).toMatchObject({
    data: { askedAt: world.clock.now - 30_000, slowedToSeconds: 34, nextAskInSeconds: 34 },
  });
  expect(await reveal('o-clerk', 'KNOWN')).toMatchObject(queued);
  expect(world.asked).toHaveLength(16);
  expect(countsOf('o-clerk')).toMatchObject({ unknownIds: 8, reveals: 0, questionsADay: 9 });
  world.clock.now += 34_000;
  expect(await outcomeOf('o-clerk', 'A15')).toBe('order-not-found');
  expect(await outcomeOf('o-clerk', 'KNOWN')).toBe('delivering');
  expect(world.asked).toHaveLength(18);
});

describe('a person’s share', () => {
  it('of a day ends with the day', async () => {
    tell(1000, 25);
    for (let n = 0; n < 4; n += 1)
      expect(await outcomeOf('o-clerk', `A${n}`)).toBe('order-not-found');
    world.clock.now += MINUTE;
    const message = '你今天能向微信问的次数用完了；查过的订单不受影响。';
    const refused = { error: { code: 'quota-exceeded', message } };
    expect(await lookUp('o-clerk', 'A4')).toMatchObject(refused);
    world.clock.now += MINUTE;
    // The shop's minute is used up, too.
    put('limits', 'questions', { part: Math.floor(world.clock.now / 2000), person: [800] });
    expect(await lookUp('o-clerk', 'A4')).toMatchObject(refused);
    expect(budget()).toMatchObject({ day: 4, person: [800] });
    world.clock.now += 12 * 60 * MINUTE;
    expect(await outcomeOf('o-clerk', 'A4')).toBe('order-not-found');
  });

  it('of a day, once used, has this person’s known orders asked anew every 120 s at most', async () => {
    tell(1000, 25);
    world.orders.set('shop-one//KNOWN-ORDER', 301);
    const later = async (ms: number, openId = 'o-clerk') => {
      world.clock.now += ms;
      const { asked, operations, answer } = await observedLookUp(openId, 'KNOWN-ORDER');
      return [asked.length, answer.ok && answer.data.slowedToSeconds, operations];
    };
    const leaseFor = (ms: number) => {
      put('deliveries', 'KNOWN-ORDER', { leaseUntil: world.clock.now + ms });
    };
    for (let n = 0; n < 4; n += 1) expect((await later(20_000))[0]).toBe(1);
    expect((await later(20_000)).slice(0, 2)).toEqual([0, 120]);
    expect((await later(99_999)).slice(0, 2)).toEqual([0, 120]);
    // Somebody else asks at that time, and gives the lease back without an answer.
    leaseFor(3000);
    expect((await later(1)).slice(0, 2)).toEqual([0, 120]);
    leaseFor(0);
    expect((await later(0)).slice(0, 2)).toEqual([1, 120]);
    // What others have asked for is told to this person, too; they are not slowed.
    expect((await later(20_000, 'o-manager')).slice(0, 2)).toEqual([1, undefined]);
    expect((await later(0)).slice(0, 2)).toEqual([0, 120]);
    world.clock.now += 12 * 60 * MINUTE;
    expect((await later(0)).slice(0, 2)).toEqual([1, undefined]);
  });

  it('is not used by what was refused, nor is an id that nobody was asked for', async () => {
    // 80 % of 25 a minute is the budget: four for people, and four for whoever comes.
    tell(25, 100_000);
    await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one);
    for (let n = 0; n < 6; n += 1) await outcomeOf('o-clerk', `A${n}`);
    expect(countsOf('o-clerk')).toMatchObject({ questionsADay: 8, unknownIds: 4 });
    expect(budget()).toMatchObject({ day: 8 });
  });
});

it('ids that are found use no limit, five at once and again, whose looks began before they were counted', async () => {
  await outcomeOf('o-clerk', 'NOBODY');
  world.clock.now += 10 * MINUTE - 1000;
  const all = named(50, 'F');
  for (const orderId of all) world.orders.set(`shop-one//${orderId}`, 301);
  await outcomeOf('o-clerk', 'F-0');
  world.clock.now += 2000;
  for (let n = 0; n < 50; n += 5)
    await Promise.all(all.slice(n, n + 5).map((orderId) => outcomeOf('o-clerk', orderId)));
  await outcomeOf('o-clerk', 'F-0');
  expect(countsOf('o-clerk')).toMatchObject({ unknownIds: 0 });
});

it('an id that a second account has, or could not tell of, uses no limit', async () => {
  await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one);
  world.orders.set('shop-3//A', 301).set('shop-one//B', 301).set('shop-3//ODD', 'upstream-timeout');
  for (const id of ['A', 'B']) expect(await outcomeOf('o-clerk', id)).toBe('delivering');
  expect(await outcomeOf('o-clerk', 'ODD')).toBe('upstream-timeout');
  expect(countsOf('o-clerk')).toMatchObject({ unknownIds: 0 });
  expect(await outcomeOf('o-clerk', 'NOBODY')).toBe('order-not-found');
  expect(countsOf('o-clerk')).toMatchObject({ unknownIds: 1 });
});

it('while somebody else asks, or when they just have, a list uses nothing, and a reveal is asked for at once', async () => {
  world.orders.set('shop-one//KNOWN', 301);
  await outcomeOf('o-clerk', 'KNOWN');
  world.clock.now += MINUTE;
  const ofOther = () => refreshing(['KNOWN'], 'o-owner');
  justBefore(world.memory, COLLECTIONS.deliveries, 'update', ofOther);
  expect((await refreshing(['KNOWN'])).asked).toEqual(['KNOWN']);
  world.clock.now += MINUTE;
  put('deliveries', 'KNOWN', { leaseUntil: world.clock.now + 3000 });
  await refreshing(['KNOWN'], 'o-clerk');
  expect(countsOf('o-clerk')).toMatchObject({ questionsADay: 1 });
  expect(await codeOf(reveal('o-clerk', 'KNOWN'))).toBe('ok');
});

it('the quota of an asked mini-program is read, again if WeChat refuses; what it forbids uses nobody’s day', async () => {
  await owner('save-mini-program', MALL);
  const bindings = [{ storeId: shop.stores.one, shopNo: null }];
  await owner('save-account', { ...NEW_ACCOUNT, appId: MALL.appId, secret: 'secret', bindings });
  world.orders.set('shop-three//A', 301);
  world.weChat.quota = 'wechat-busy';
  expect(await outcomeOf('o-clerk', 'A')).toBe('delivering');
  expect(world.log.at(-1)).toContain('"quota":"wechat-busy"');
  expect(world.log.at(-1)).not.toContain('deliveryStore');
  world.weChat.quota = { dailyLimit: 2000, leftToday: 0, perMinute: null };
  world.clock.now += MINUTE;
  expect(await outcomeOf('o-clerk', 'A')).toBe('delivering');
  const { questionsADay } = countsOf('o-clerk');
  world.clock.now += MINUTE;
  expect(await outcomeOf('o-clerk', 'A')).toBe('quota-exceeded');
  expect(countsOf('o-clerk')).toMatchObject({ questionsADay });
});

describe('the shop’s budget', () => {
  const spend = (minute: number, day: number): void => {
    const daySince = Date.parse('2026-11-24T00:00:00+08:00');
    const part = Math.floor(world.clock.now / 2000);
    const asked = { part, turns: 1, person: [minute] };
    put('limits', 'questions', { ...asked, day, daySince, version: 1 });
  };

  it('of 60,000 a day used refuses new ids and reveals, but no known order', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await outcomeOf('o-clerk', 'KNOWN');
    world.clock.now += MINUTE;
    spend(0, 60_000);
    const before = world.asked.length;
    const message = '本店今天能向微信问的次数用完了；查过的订单不受影响。';
    const refused = { error: { code: 'quota-exceeded', message } };
    expect(await lookUp('o-clerk', 'NEW')).toMatchObject(refused);
    expect(await reveal('o-clerk', 'KNOWN')).toMatchObject(refused);
    expect(world.asked).toHaveLength(before);
    expect(await outcomeOf('o-clerk', 'KNOWN')).toBe('delivering');
    expect(world.asked).toHaveLength(before + 1);
    expect(countsOf('o-clerk')).toMatchObject({ reveals: 0, unknownIds: 0 });
    expect(budget()).toMatchObject({ day: 60_001 });
  });

  it('refuses to look elsewhere for a known order, which is told as it is known', async () => {
    world.orders.set('shop-one//A', 302).set('shop-two//A', 301);
    await outcomeOf('o-clerk', 'A');
    world.clock.now += MINUTE;
    spend(160, 400);
    expect(await outcomeOf('o-owner', 'A')).toBe('delivered');
    world.clock.now += A_ROLLING_MINUTE;
    expect(await outcomeOf('o-owner', 'A')).toBe('delivering');
  });

  it('refuses an id that may be the end of a known one only where it is none', async () => {
    world.orders.set('shop-one//20261124-000001288', 301);
    await outcomeOf('o-clerk', '20261124-000001288');
    spend(160, 400);
    expect(await outcomeOf('o-clerk', '000001288')).toBe('delivering');
  });
});

describe('labels that are scanned', () => {
  const scan = (orderId: string) =>
    codeOf(getOrder('o-clerk', 'look-up', { orderId, isScanned: true }));

  it('count apart from unknown ids, 200 in ten minutes, and only those that nobody knows', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    expect(await scan('KNOWN')).toBe('ok');
    for (let n = 0; n < 200; n += 1) {
      if (n % 50 === 0) world.clock.now += A_ROLLING_MINUTE;
      expect(await scan(`A${n}`)).toBe('order-not-found');
    }
    world.clock.now += A_ROLLING_MINUTE;
    expect(countsOf('o-clerk')).toMatchObject({ scans: 200 });
    expect(countsOf('o-clerk')).not.toHaveProperty('unknownIds');
    expect(await scan('A200')).toBe('too-many-unknown-ids');
    put('staff', 'o-clerk', { scans: 199 });
    const atOnce = await Promise.all(['B1', 'B2'].map(scan));
    expect(atOnce.sort()).toEqual(['order-not-found', 'too-many-unknown-ids']);
    expect(await outcomeOf('o-clerk', 'TYPED')).toBe('order-not-found');
  });

  it('and are awaited at a store of the person count nowhere, at another one like all', async () => {
    await register((await newKey()).key, 'OWN');
    await register((await newKey('二店', [shop.stores.two])).key, 'OTHER');
    expect(await scan('OWN')).toBe('order-not-found');
    expect(await outcomeOf('o-clerk', 'OWN')).toBe('order-not-found');
    expect(countsOf('o-clerk')).not.toHaveProperty('scans');
    expect(countsOf('o-clerk')).not.toHaveProperty('unknownIds');
    expect(await scan('OTHER')).toBe('order-not-found');
    expect(countsOf('o-clerk')).toMatchObject({ scans: 1 });
  });
});
