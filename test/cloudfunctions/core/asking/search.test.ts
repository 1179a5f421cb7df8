import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { signDelivery } from '../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import { changeAccount, newAccount, SECRETS } from '../../../support/two-store-shop';
import {
  shop,
  world,
  lookUp,
  observedLookUp,
  refreshing,
  stored,
} from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';
import { failing, justBefore } from '../../../support/write-hooks';
import type { Asking } from '../../../support/look-ups';

const [ONE, TWO] = ['shop-one//A', 'shop-two//A'];

/**
 * Looks A up as the owner, a minute later by default, when the accounts know it so; null: no more.
 *
 * @returns the outcome, and whom WeChat was asked of
 */
async function seen(
  orders: Readonly<Record<string, number | CloudErrorCode | null>> = {},
  laterMs = MINUTE,
): Promise<Asking & { readonly told: readonly string[] }> {
  for (const [key, is] of Object.entries(orders))
    if (is === null) world.orders.delete(key);
    else world.orders.set(key, is);
  world.clock.now += laterMs;
  const asking = await observedLookUp('o-owner', 'A');
  return { ...asking, told: [asking.outcome, ...asking.asked] };
}
const told = async (...given: Parameters<typeof seen>) => (await seen(...given)).told;

it('an account that has changed is asked with its new secret within a minute', async () => {
  world.orders.set(ONE, 'sign-rejected');
  await lookUp('o-clerk', 'A');
  world.clock.now += MINUTE;
  await changeAccount(shop, { secret: 'another secret' });
  await lookUp('o-clerk', 'A');
  const signedWith = (secret: string) => signDelivery('shop-one', 'A', secret);
  expect(world.signs).toEqual([SECRETS.one, 'another secret'].map(signedWith));
});

it('answers after a second although the database has not stored the answer, and logs that', async () => {
  jest.useFakeTimers();
  world.orders.set(ONE, 301);
  justBefore(world.memory, COLLECTIONS.deliveries, 'update', () => new Promise(() => undefined));
  const asking = observedLookUp('o-clerk', 'A');
  await jest.advanceTimersByTimeAsync(999);
  expect(world.log.join()).not.toContain('"deliveryStore"');
  await jest.advanceTimersByTimeAsync(1);
  expect((await asking).outcome).toBe('delivering');
  expect(world.log.at(-1)).toMatch(/"deliveryStore":"failed".*"notices":"late"/);
  jest.useRealTimers();
});

it('notes when a list has asked in vain, so that it waits; a person’s question is not noted', async () => {
  await seen({ [ONE]: 304 });
  world.clock.now += 15_000;
  // A list asks before the answer that look-ups get is too old.
  expect((await refreshing(['A'], 'o-owner')).asked).toEqual(['A']);
  await seen({ [ONE]: 'upstream-timeout' });
  expect(stored('deliveries', 'A')).not.toHaveProperty('triedAt');
  expect(await refreshing(['A'], 'o-owner')).toMatchObject({ asked: ['A'], nextAskInSeconds: 60 });
  expect(stored('deliveries', 'A')).toMatchObject({ triedAt: world.clock.now, leaseUntil: 0 });
});

describe('an order that is known', () => {
  it('is asked for nowhere else when its account cannot tell just now', async () => {
    await seen({ [ONE]: 301 });
    expect(await told({ [ONE]: 'upstream-timeout' })).toEqual(['upstream-timeout', ONE]);
  });

  it('at another store counts as unknown: whoever guesses such ids is stopped as soon', async () => {
    for (let n = 0; n <= 20; n += 1) {
      world.orders.set(`shop-two//A${n}`, 301);
      await lookUp('o-owner', `A${n}`);
    }
    world.clock.now += MINUTE;
    for (let n = 0; n < 19; n += 1)
      expect((await observedLookUp('o-clerk', `A${n}`)).outcome).toBe('order-not-found');
    const atOnce = ['A19', 'A20'].map(async (id) => (await observedLookUp('o-clerk', id)).outcome);
    expect((await Promise.all(atOnce)).sort()).toEqual(['order-not-found', 'too-many-unknown-ids']);
    expect((await observedLookUp('o-clerk', 'A21')).asked).toEqual([]);
  });

  it('counts as known where it was found, also after it is no longer known there', async () => {
    world.orders.set(ONE, 301);
    await lookUp('o-owner', 'A');
    world.orders.delete(ONE);
    for (let n = 0; n < 25; n += 1) {
      world.clock.now += MINUTE / 2;
      expect((await observedLookUp('o-owner', 'A')).outcome).toBe('order-not-found');
    }
    expect(stored('staff', 'o-owner')).toMatchObject({ unknownIds: 0 });
  });
});

describe('an order that was placed again at another account', () => {
  it('is found there after a failed end; the live attempt leads, the failed one is told of', async () => {
    await seen({ [ONE]: 301 });
    const { answer, asked } = await seen({ [ONE]: 501, [TWO]: 102 });
    const endedAt = world.clock.now;
    expect(asked).toEqual([ONE, TWO]);
    expect(answer).toMatchObject({
      data: {
        status: { name: 'assigned' },
        company: 'DADA',
        earlier: [{ company: 'SFTC', status: { name: 'cancelled-by-courier' }, endedAt }],
      },
    });
    expect(await seen()).toMatchObject({
      told: ['assigned', TWO],
      answer: { data: { earlier: [{ company: 'SFTC', endedAt }] } },
    });
  });

  it('of which nobody else knows is told as it ended, and the others are asked once a minute', async () => {
    world.orders.set(ONE, 103);
    await lookUp('o-clerk', 'A');
    expect(await told({}, 0)).toEqual(['cancelled-by-shop', TWO]);
    expect(await told({}, MINUTE - 1)).toEqual(['cancelled-by-shop']);
    const { asked, answer } = await seen({}, 1);
    expect(asked).toEqual([ONE, TWO]);
    expect(answer).not.toHaveProperty('data.earlier');
  });

  it.each([
    [201, 'at-store', 0],
    [302, 'delivered', MINUTE / 2],
  ])(
    'is looked for elsewhere, where it leads, when it is no longer known where it lived: %i',
    async (status, outcome, laterMs) => {
      await seen({ [ONE]: 301 });
      expect((await seen({ [ONE]: null, [TWO]: status })).outcome).toBe(outcome);
      expect(await told({}, laterMs)).toEqual([outcome]);
    },
  );

  it('delivered is looked for elsewhere too, once a minute; what is newer and alive leads', async () => {
    await seen({ [ONE]: 302 });
    expect(await told({}, MINUTE - 1)).toEqual(['delivered']);
    expect(await told({}, 1)).toEqual(['delivered', ONE, TWO]);
    expect(await seen({ [TWO]: 101 })).toMatchObject({
      told: ['waiting', ONE, TWO],
      answer: { data: { company: 'DADA', earlier: [{ company: 'SFTC' }] } },
    });
    expect(await told()).toEqual(['waiting', TWO]);
  });

  it('is looked for nowhere else at the very look-up that sees it delivered', async () => {
    await seen({ [ONE]: 301 });
    expect(await told({ [ONE]: 302 })).toEqual(['delivered', ONE]);
  });

  it('delivered is told as delivered when nobody else can tell just now', async () => {
    await seen({ [ONE]: 302, [TWO]: 'upstream-timeout' });
    expect((await seen()).outcome).toBe('delivered');
  });
});

describe('an order of which WeChat says that it is over', () => {
  const latest = () => refreshing([], 'o-owner');

  it('has ended, and is looked for elsewhere; lists say so, and no page asks again', async () => {
    await seen({ [ONE]: 301 });
    const { told: over, answer } = await seen({ [ONE]: 'order-over' });
    expect(over).toEqual(['over', ONE, TWO]);
    expect(answer).toMatchObject({
      data: {
        status: { isFinal: true, outcome: 'untold' },
        waybillId: '3000000001',
        nextAskInSeconds: null,
        history: { sightings: [{ status: 'delivering' }, { status: 'over' }] },
      },
    });
    expect(await latest()).toMatchObject({ orders: [{ orderId: 'A', status: 'over' }] });
    expect(await told({}, MINUTE / 2)).toEqual(['over']);
  });

  it('keeps the end that was seen, and leads behind where it lives', async () => {
    await seen({ [ONE]: 302 });
    expect((await seen({ [ONE]: 'order-over' })).outcome).toBe('delivered');
    expect((await seen({ [TWO]: 101 })).outcome).toBe('waiting');
    expect((await seen({ [TWO]: 'order-over' })).outcome).toBe('over');
  });

  it('is a failure where nobody has seen it before', async () => {
    expect((await seen({ [ONE]: 'order-over' })).outcome).toBe('order-over');
    expect(await latest()).toMatchObject({ orders: [] });
  });
});

it('an unknown id is remembered for a minute, at no question to WeChat', async () => {
  expect((await seen()).asked).toHaveLength(2);
  expect(await told({ [ONE]: 301 }, MINUTE - 1)).toEqual(['order-not-found']);
  expect((await seen({}, 1)).outcome).toBe('delivering');
});

/** Gives the first store accounts, until there are twelve. */
async function addAccounts(): Promise<void> {
  for (let n = 3; n <= 12; n += 1)
    await newAccount(world, `C${n}`, `shop-${n}`, 'secret', shop.stores.one);
}

it('asks the likeliest three for a new order one by one, then five at once', async () => {
  await addAccounts();
  expect((await observedLookUp('o-owner', 'NONE')).asked).toHaveLength(12);
  world.orders.set('shop-11//A', 301).set('shop-12//B', 301);
  const { asked, answer } = await observedLookUp('o-owner', 'A');
  const index = asked.indexOf('shop-11//A');
  expect(asked).toHaveLength(
    index < 3 ? index + 1 : Math.min(12, 3 + 5 * Math.ceil((index - 2) / 5)),
  );
  expect(answer).toMatchObject({ data: { company: 'C11' } });
  await observedLookUp('o-owner', 'B');
  // Each has found one order; the next of the first one makes it the likeliest.
  for (const orderId of ['C', 'D', 'E']) {
    world.orders.set(`shop-12//${orderId}`, 301);
    await observedLookUp('o-owner', orderId);
  }
  world.orders.set('shop-12//F', 301).set('shop-11//G', 301);
  expect((await observedLookUp('o-owner', 'F')).asked).toEqual(['shop-12//F']);
  expect((await observedLookUp('o-owner', 'G')).asked).toEqual(['shop-12//G', 'shop-11//G']);
});

it('is not made to think that an account is likely by orders that are asked for again', async () => {
  world.orders.set('shop-one//OLD', 301).set('shop-two//A', 301).set('shop-two//B', 301);
  for (const orderId of ['OLD', 'A', 'B']) await lookUp('o-owner', orderId);
  for (let n = 0; n < 5; n += 1) {
    world.clock.now += MINUTE;
    await lookUp('o-owner', 'OLD');
  }
  world.orders.set('shop-two//C', 301);
  expect((await observedLookUp('o-owner', 'C')).asked).toEqual(['shop-two//C']);
});

it('asks five at once where else an order may be that its account does not know any more', async () => {
  await addAccounts();
  await seen({ [ONE]: 301 });
  for (let n = 3; n <= 12; n += 1) world.orders.set(`shop-${n}//A`, 301);
  expect((await seen({ [ONE]: null })).asked).toHaveLength(1 + 5);
});

it('gives back its lease and the use of an unknown id when it cannot count its next question', async () => {
  await newAccount(world, 'SS', 'shop-3', 'secret', shop.stores.one);
  jest.spyOn(world.orders, 'get').mockImplementationOnce(() => {
    failing(world.memory, COLLECTIONS.limits, 'update');
    return undefined;
  });
  expect((await observedLookUp('o-clerk', 'A')).outcome).toBe('database-failed');
  expect(stored('deliveries', 'A')).toMatchObject({ leaseUntil: 0 });
  expect(stored('staff', 'o-clerk')).toMatchObject({ unknownIds: 0 });
});

it('renews its lease before each round of questions, so that it outlives them', async () => {
  await addAccounts();
  const left: unknown[] = [];
  jest.spyOn(world.orders, 'get').mockImplementation(() => {
    const { leaseUntil } = stored('deliveries', 'A') ?? {};
    left.push(Number(leaseUntil) - world.clock.now);
    // Three are asked one by one, then five at once.
    if ([1, 2, 3, 8].includes(left.length)) world.clock.now += 1000;
    return undefined;
  });
  await lookUp('o-owner', 'A');
  expect(left).toEqual(Array(12).fill(6000));
});
