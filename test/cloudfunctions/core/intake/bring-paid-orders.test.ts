import { PRIVATE } from '../../../support/answering-wechat';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { APP_ID } from '../../../support/fake-wechat';
import { PAID_AT, callBoard, counter, paid, record } from '../../../support/fresh-paid-shop';
import {
  shop,
  world,
  add,
  getOrder,
  newKey,
  put,
  register,
  sweep,
} from '../../../support/fresh-shop';

describe('paid orders', () => {
  it('are read by a board’s call, but not by the one that opens it, nor for a reviewer', async () => {
    await boardPhone(world, 'o-clerk').refresh({ isOpening: true });
    await boardPhone(world, 'o-reviewer').refresh();
    expect(paid.asked).toEqual([]);
    await callBoard();
    expect(paid.asked).toEqual([[NOON / 1000 - 2090, NOON / 1000 + 10]]);
  });

  it('are stored with their number, AppID and minute, and nothing else', async () => {
    await callBoard();
    expect(record('A')).toMatchObject({
      isKnown: 'awaited',
      awaitedFor: ['paid'],
      registered: [{ at: NOON, by: { kind: 'paid', id: APP_ID, name: '' } }],
    });
  });

  it('are asked for 2, 6, 15 and 30 minutes after, and then forgotten', async () => {
    await callBoard();
    const times: number[] = [];
    for (let minute = 1; minute < 40; minute += 1)
      if ((await callBoard('o-clerk', 1)).asked.length > 0) times.push(minute);
    expect(times).toEqual([2, 6, 15, 30]);
    expect(record('A')).toBeUndefined();
    expect(counter()).toMatchObject({ unmatched: 1, taken: 1 });
    expect(new Set(world.asked)).toEqual(new Set(['shop-one//A', 'shop-two//A']));
  });

  it('stand on no board before WeChat knows the delivery, then on that of its store alone', async () => {
    expect((await callBoard('o-owner')).rows).toEqual([]);
    world.orders.set('shop-two//A', 301);
    await callBoard('o-clerk', 2);
    expect((await callBoard('o-clerk')).rows).toEqual([]);
    expect((await callBoard('o-owner')).rows).toEqual(['A']);
    const by = { kind: 'paid', id: '', name: '' };
    const registered = [{ storeIds: [shop.stores.two], at: NOON + 130 * SECOND, by }];
    expect(record('A')).toMatchObject({ registered, awaitedFor: [], isKnown: true });
  });

  it('that have ended when they are found stand there like those that were brought', async () => {
    await callBoard();
    world.orders.set('shop-one//A', 302);
    await callBoard('o-clerk', 2);
    expect((await callBoard()).rows).toEqual(['A']);
    world.clock.now += 12 * MINUTE;
    await getOrder('o-clerk', 'look-up', { orderId: 'A', bypassCache: true });
    expect((await callBoard('o-clerk', 47)).rows).toEqual(['A']);
    expect((await callBoard('o-clerk', 1)).rows).toEqual([]);
  });

  it('lose AppID and time of payment by whoever finds the delivery', async () => {
    await callBoard();
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    const registered = [{ at: world.clock.now, by: { kind: 'paid', id: '', name: '' } }];
    expect(record('A')).toMatchObject({ registered, awaitedFor: [], isKnown: true });
  });

  it('are only compared where they are known or awaited', async () => {
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    paid.orders.push({ id: 'B', at: PAID_AT });
    await add('o-clerk', 'B');
    const before = [record('A'), record('B')];
    await callBoard();
    expect([record('A'), record('B')]).toEqual(before);
    expect(counter()).toMatchObject({ taken: 0 });
  });

  it.each([
    ['a refund', { order_state: 5 }],
    ['mail', { shipping: { logistics_type: 1 } }],
  ])('with %s are not taken, and go if it comes later', async (_what, more) => {
    paid.orders.push({ id: 'B', at: PAID_AT, ...more });
    await callBoard();
    expect(record('B')).toBeUndefined();
    paid.orders = [{ id: 'A', at: PAID_AT, ...more }];
    await callBoard('o-clerk', 1);
    expect(record('A')).toBeUndefined();
    expect(counter()).toMatchObject({ unmatched: 0 });
  });

  it('stay as an awaited order of somebody else', async () => {
    await callBoard();
    await add('o-clerk', 'A');
    paid.orders = [{ id: 'A', at: PAID_AT, order_state: 5 }];
    expect((await callBoard('o-clerk', 1)).rows).toEqual(['A']);
    expect(record('A')?.['registered']).toMatchObject([{ by: { kind: 'person' } }]);
  });

  it('that were paid half an hour ago are not taken; those seen late are asked for at once', async () => {
    paid.orders = [
      { id: 'LATE', at: NOON - 20 * MINUTE },
      { id: 'OLD', at: NOON - 30 * MINUTE },
    ];
    await callBoard();
    expect(record('OLD')).toBeUndefined();
    expect((await callBoard()).asked).toEqual(['LATE', 'LATE']);
    expect(record('LATE')).toMatchObject({ registered: [{ tried: 3 }] });
  });

  it('do not touch a damaged record, which does not keep others away', async () => {
    put('deliveries', 'A', { version: 3, attempts: 'damaged', lastAskedAt: NOON });
    paid.orders.push({ id: 'B', at: PAID_AT });
    await callBoard();
    expect(record('A')).toMatchObject({ version: 3 });
    expect(record('B')).toMatchObject({ awaitedFor: ['paid'] });
  });

  it('stand behind what people brought, and before what a system registered', async () => {
    paid.orders = named(4, 'PAID').map((id) => ({ id, at: NOON - 3 * MINUTE }));
    await callBoard();
    await register((await newKey()).key, ...named(3, 'KEY'));
    await add('o-clerk', ...named(7, 'MINE'));
    const { asked } = await callBoard();
    expect([...new Set(asked)].sort()).toEqual([
      ...['MINE-5', 'MINE-6', 'PAID-0', 'PAID-1', 'PAID-2'],
    ]);
    expect([...new Set((await callBoard()).asked)].sort()).toEqual([
      ...['KEY-0', 'KEY-1', 'KEY-2', 'PAID-3'],
    ]);
  });

  it('go by then from a document in which a key’s registration waits longer', async () => {
    await callBoard();
    const { key } = await newKey();
    world.clock.now = NOON + 25 * MINUTE;
    await register(key, 'A');
    expect(record('A')?.['registered']).toHaveLength(2);
    world.clock.now = NOON + 60 * MINUTE + 1;
    await sweep();
    expect(record('A')?.['registered']).toMatchObject([{ by: { kind: 'key' } }]);
  });

  it('go when somebody else brings the order after they have waited', async () => {
    await callBoard();
    world.clock.now = NOON + 60 * MINUTE;
    await add('o-clerk', 'A');
    expect(record('A')?.['registered']).toMatchObject([{ by: { kind: 'person' } }]);
  });

  it.each([
    ['upstream-timeout', 'shop-two'],
    ['upstream-failed', 'shop-one'],
  ] as const)('are asked for as seldom while an account says %s', async (code, account) => {
    world.orders.set(`${account}//A`, code);
    const times: (readonly [number, string])[] = [];
    await callBoard();
    for (let minute = 1; minute < 70; minute += 1) {
      const before = world.asked.length;
      await callBoard('o-clerk', 1);
      times.push(...world.asked.slice(before).map((key) => [minute, key] as const));
    }
    const of = (wanted: boolean): readonly number[] =>
      times.flatMap(([minute, key]) => (key.startsWith(account) === wanted ? [minute] : []));
    expect(of(false)).toEqual([2, 6, 15, 30]);
    expect(of(true)).toEqual([2, 6, 15, 30, 40, 50]);
  });

  it('are found at the last step, although an account failed at it', async () => {
    world.orders.set('shop-two//A', 'upstream-timeout');
    await callBoard();
    for (let minute = 1; minute < 31; minute += 1) await callBoard('o-clerk', 1);
    world.orders.set('shop-two//A', 301);
    await callBoard('o-owner', 10);
    expect((await callBoard('o-owner')).rows).toEqual(['A']);
  });

  it('do not show in the time until a board’s next call', async () => {
    const none = (await callBoard()).board.nextAskMs;
    const { asked, board } = await callBoard('o-clerk', 2);
    expect(asked).toEqual(['A', 'A']);
    expect(board.nextAskMs).toBe(none);
    world.clock.now += 4 * MINUTE;
    const opened = await boardPhone(world, 'o-clerk').refresh({ isOpening: true });
    expect(opened.board.nextAskMs).toBe(none);
  });

  it('take one place of a call with what a person registered of the same order', async () => {
    paid.orders = named(5, 'P').map((id, n) => ({ id, at: n < 3 ? NOON - MINUTE : NOON }));
    await callBoard();
    await add('o-clerk', 'P-0', 'P-1', 'P-2');
    const { asked } = await callBoard('o-clerk', 2);
    expect([...new Set(asked)].sort()).toEqual(named(5, 'P'));
  });

  it('are told with payer, goods and amount, which are in no document, log and answer', async () => {
    const answers = [(await callBoard()).board];
    paid.errcode = 40097;
    answers.push((await callBoard('o-owner', 1)).board);
    paid.errcode = 0;
    world.orders.set('shop-one//A', 301);
    answers.push((await callBoard('o-owner', 1)).board, (await callBoard('o-owner')).board);
    const seen = JSON.stringify([answers, world.memory.dump(), world.log]);
    expect(paid.asked).toHaveLength(3);
    for (const secret of Object.values(PRIVATE)) expect(seen).not.toContain(String(secret));
    expect(JSON.stringify(world.log)).not.toMatch(/"A"/);
  });
});
