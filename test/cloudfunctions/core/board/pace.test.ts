import { toldLimit } from '../../../support/fake-wechat';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { newAccount } from '../../../support/two-store-shop';
import { shop, world, tell, stored, put } from '../../../support/fresh-shop';

describe('the questions of the board', () => {
  it('are twenty in a call at most, the most urgent first, and the rest at once', async () => {
    for (const id of named(10, 'waiting')) tell(id, 101);
    for (const id of named(10, 'way')) tell(id, 301, { reach_time: 3000 });
    for (const id of named(10, 'back')) tell(id, 304);
    const ids = ['waiting', 'way', 'back'].flatMap((name) => named(10, name));
    await lookUpAll(world, 'o-clerk', ...ids);
    world.clock.now += 2 * MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    const first = await phone.refresh();
    expect(first.asked.map((id) => id.split('-')[0])).toEqual([
      ...Array<string>(10).fill('back'),
      ...Array<string>(10).fill('way'),
    ]);
    expect(first.board.nextAskMs).toBe(SECOND);
    world.clock.now += SECOND;
    expect((await phone.refresh()).asked).toHaveLength(10);
  });

  it('count in the board’s lane of the minute, and in nobody’s share', async () => {
    for (const orderId of named(20)) tell(orderId, 301);
    await lookUpAll(world, 'o-clerk', ...named(20));
    // 80 % of 60 a minute is the budget: half of 48, and eleven that are kept for nobody.
    put('limits', 'questions', { ...toldLimit(100_000, 60), version: 1 });
    world.clock.now += 2 * MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh()).asked).toHaveLength(20);
    world.clock.now += 30 * SECOND;
    // 20 rows in 30 s are 40 a minute: they are asked for every 38 s, so that they fit into 35.
    const early = await phone.refresh();
    expect([early.asked.length, early.board.isStretched]).toEqual([0, true]);
    world.clock.now += 9 * SECOND;
    const { asked, board } = await phone.refresh();
    expect(asked).toHaveLength(15);
    expect(board.nextAskMs).toBeGreaterThanOrEqual(4000);
    expect(board.nextAskMs).toBeLessThanOrEqual(20_000);
    expect(stored('staff', 'o-clerk')).toMatchObject({ lookUps: 20 });
  });

  it('stretch the tiers of calm rows alone, and say so, once others use most of the minute', async () => {
    tell('WAY', 301);
    tell('BACK', 304);
    await lookUpAll(world, 'o-clerk', 'WAY', 'BACK');
    const phone = boardPhone(world, 'o-clerk');
    world.clock.now += MINUTE;
    // 280 are the most of the board's lane; nine tenths of them are used.
    const part = Math.floor(world.clock.now / 2000);
    put('limits', 'questions', { part, turns: 1, board: [252], version: 1 });
    expect((await phone.refresh()).asked).toEqual(['BACK', 'WAY']);
    world.clock.now += 31 * SECOND;
    const { asked, board } = await phone.refresh();
    expect([asked, board.isStretched]).toEqual([['BACK'], true]);
    world.clock.now += 16 * SECOND;
    expect((await phone.refresh()).asked).toEqual(['WAY']);
    world.clock.now += MINUTE + 4 * SECOND;
    expect((await phone.refresh()).board).not.toHaveProperty('isStretched');
  });

  it.each([
    [0.79, 30, null],
    [0.8, 60, 60],
    [0.9, 120, 120],
    [0.95, 300, 300],
  ])('slow down when %d of the day is used, and say so', async (share, seconds, slowed) => {
    const daySince = NOON - 12 * 60 * MINUTE;
    put('limits', 'questions', { day: share * 60_000, daySince, version: 1 });
    tell('A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    const phone = boardPhone(world, 'o-clerk');
    world.clock.now += (seconds - 1) * SECOND;
    expect((await phone.refresh()).asked).toEqual([]);
    world.clock.now += SECOND;
    const { asked, board } = await phone.refresh();
    expect(asked).toEqual(['A']);
    expect(board.slowedToSeconds).toBe(slowed);
    expect(board.usedShare).toBeCloseTo(share, 3);
  });

  it('leave an account that fails behind those that answer', async () => {
    await newAccount(world, 'SS', 'shop-ss', 'secret-ss', shop.stores.one);
    const failing = named(25, 'F');
    for (const id of failing) world.orders.set(`shop-ss//${id}`, { order_status: 304 });
    tell('A', 301);
    world.clock.now += MINUTE;
    await lookUpAll(world, 'o-clerk', ...failing);
    await lookUpAll(world, 'o-clerk', 'A');
    for (const id of failing) world.orders.set(`shop-ss//${id}`, 'sign-rejected');
    world.clock.now += MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    const asked: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      asked.push(...(await phone.refresh()).asked);
      world.clock.now += 4 * SECOND;
    }
    expect(asked).toContain('A');
    const failed = asked.filter((id) => id.startsWith('F'));
    expect(new Set(failed).size).toBe(failed.length);
    const old = phone.rows().filter((row) => row.kind === 'known' && row.isOld === true);
    expect(old.map(({ orderId }) => orderId)).not.toContain('A');
  });

  it('are as many calls a minute as a person needs, and no more', async () => {
    const phone = boardPhone(world, 'o-clerk');
    for (let n = 0; n < 120; n += 1) await phone.refresh();
    await expect(phone.refresh()).rejects.toThrow('too-frequent');
    const note = { action: 'acknowledge', orderId: 'A', reason: 'late' };
    for (const event of [{ action: 'board', marks: [] }, note])
      expect(await world.call('getOrder', 'o-clerk', event)).toMatchObject({
        error: { code: 'too-frequent', message: '操作得太频繁，请稍等。' },
      });
    tell('A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
  });
});
