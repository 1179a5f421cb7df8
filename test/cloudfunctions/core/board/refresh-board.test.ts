import { boardPhone, lookUpAll, named, told } from '../../../support/board-phone';
import { world, getOrder, tell, put } from '../../../support/fresh-shop';
import { SECOND, MINUTE } from '../../../support/delivery-reports';

describe('the board', () => {
  it('opens with what is remembered, asks nobody, and is called again at once for what is due', async () => {
    for (const orderId of ['A', 'B']) tell(orderId, 301);
    await lookUpAll(world, 'o-clerk', 'A', 'B');
    tell('A', 302);
    world.clock.now += MINUTE;
    const phone = boardPhone(world, 'o-manager');
    const opened = await phone.refresh({ isOpening: true });
    expect(opened.asked).toEqual([]);
    expect(told(phone.rows())).toEqual(['A delivering', 'B delivering']);
    expect(opened.board.nextAskMs).toBe(SECOND);
    world.clock.now += SECOND;
    const { asked, board } = await phone.refresh();
    expect([...asked].sort()).toEqual(['A', 'B']);
    expect(told(phone.rows())).toEqual(['A delivered', 'B delivering']);
    expect(board.nextAskMs).toBe(20 * SECOND);
  });

  it('tells what is new to a phone only, in few bytes and requests', async () => {
    const ids = named(200, '20261124-A');
    for (const orderId of ids) tell(orderId, 101);
    await lookUpAll(world, 'o-manager', ...ids);
    const phone = boardPhone(world, 'o-clerk');
    for (;;) {
      const { board } = await phone.refresh();
      if (board.nextAskMs > SECOND) break;
      world.clock.now += SECOND;
    }
    expect(phone.rows()).toHaveLength(200);
    expect((await phone.refresh()).board.rows).toEqual([]);
    for (const orderId of ids.slice(0, 3)) {
      tell(orderId, 301, { rider_lng: 113.33, rider_lat: 23.14, reach_time: 600 });
      await lookUpAll(world, 'o-manager', orderId);
    }
    world.clock.now += 21 * SECOND;
    for (const orderId of ids.slice(0, 3)) await lookUpAll(world, 'o-manager', orderId);
    const { board, asked, operations, bytes } = await phone.refresh();
    expect(asked).toEqual([]);
    expect(board.rows.map(({ orderId }) => orderId).sort()).toEqual(ids.slice(0, 3));
    expect(board.gone).toHaveLength(3);
    expect(operations).toBeLessThanOrEqual(5);
    expect(bytes).toBeLessThanOrEqual(8 * 1024);
    process.stdout.write(`\n3 changes of 200: ${bytes} bytes, ${operations} database requests\n`);
  });

  it('asks for what is due behind more damaged records than one call asks for', async () => {
    const damaged = named(25, 'BAD');
    for (const orderId of damaged) tell(orderId, 304);
    tell('A', 301);
    await lookUpAll(world, 'o-clerk', ...damaged, 'A');
    for (const orderId of damaged) put('deliveries', orderId, { attempts: 7 });
    world.clock.now += MINUTE;
    expect((await boardPhone(world, 'o-clerk').refresh()).asked).toEqual(['A']);
  });

  it('keeps a row that was merely asked for again, until its answer has grown old', async () => {
    tell('A', 101);
    await lookUpAll(world, 'o-clerk', 'A');
    const phone = boardPhone(world, 'o-clerk');
    await phone.refresh();
    world.clock.now += MINUTE;
    expect(await phone.refresh()).toMatchObject({ asked: ['A'], board: { rows: [], gone: [] } });
    world.orders.set('shop-one//A', 'upstream-timeout');
    const askedAt = world.clock.now;
    world.clock.now += 2 * MINUTE;
    expect((await phone.refresh()).board.rows).toEqual([]);
    world.clock.now += SECOND;
    expect((await phone.refresh()).board.rows).toMatchObject([{ isOld: true, askedAt }]);
    tell('A', 101);
    world.clock.now += MINUTE;
    const [row] = (await phone.refresh()).board.rows;
    expect(row).toMatchObject({ orderId: 'A', askedAt: world.clock.now });
    expect(row).not.toHaveProperty('isOld');
  });

  it('gives whoever comes with impossible marks the whole board', async () => {
    tell('A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    const marks = ['no-such', '__proto__', 'AAAAAAAA'];
    const { board } = await boardPhone(world, 'o-clerk').refresh({ marks });
    expect(board.rows).toHaveLength(1);
    expect(board.gone).toEqual(marks);
  });

  it('shows what has ended for an hour, and asks for it no more', async () => {
    for (const orderId of ['A', 'B']) tell(orderId, 301);
    await lookUpAll(world, 'o-clerk', 'A', 'B');
    world.clock.now += MINUTE;
    tell('A', 302);
    tell('B', 204);
    const phone = boardPhone(world, 'o-clerk');
    await phone.refresh();
    expect(told(phone.rows())).toEqual(['A delivered', 'B pick-up-cancelled-by-rider']);
    world.clock.now += 30 * MINUTE;
    const later = await phone.refresh();
    expect(later.asked).toEqual([]);
    expect(phone.rows()).toHaveLength(2);
    world.clock.now += 30 * MINUTE;
    expect((await phone.refresh()).board.gone).toHaveLength(2);
    expect(phone.rows()).toEqual([]);
  });

  it('never shows what was over when it was first looked up', async () => {
    tell('A', 302);
    await lookUpAll(world, 'o-clerk', 'A');
    expect((await boardPhone(world, 'o-clerk').refresh()).board.rows).toEqual([]);
  });

  it('drops an order that has not changed for a day', async () => {
    tell('A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    const phone = boardPhone(world, 'o-clerk');
    world.clock.now += 24 * 60 * MINUTE - 1;
    expect((await phone.refresh()).board.rows).toHaveLength(1);
    world.clock.now += 1;
    expect(await phone.refresh()).toMatchObject({ asked: [], board: { rows: [] } });
  });

  it('tells of the rider his place and whether he can be called, never his number', async () => {
    tell('A', 301, { rider_lng: 113.33, rider_lat: 23.14 });
    await lookUpAll(world, 'o-clerk', 'A');
    const phone = boardPhone(world, 'o-clerk');
    const { board } = await phone.refresh();
    const position = { longitude: 113.33, latitude: 23.14 };
    const rider = { riderName: '陈师傅', callable: true, position };
    expect(board.rows).toMatchObject([{ ...rider, waybillId: '3000000001' }]);
    expect(JSON.stringify(board)).not.toMatch(/120\*|12012345678/);
    world.clock.now += MINUTE;
    tell('A', 302, { rider_lng: 113.33, rider_lat: 23.14 });
    const ended = (await phone.refresh()).board;
    expect(JSON.stringify(ended.rows)).not.toMatch(/陈师傅|113\.33|callable/);
  });
});

it.each([
  ['no marks', {}],
  ['too many marks', { marks: named(1101) }],
  ['an odd mark', { marks: ['x'.repeat(17)] }],
])('a call with %s is refused', async (_what, input) => {
  const answer = await getOrder('o-clerk', 'board', { ...input });
  expect(answer).toHaveProperty('error.code', 'bad-request');
});
