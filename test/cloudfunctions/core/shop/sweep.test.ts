import { COLLECTION_NAMES, COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import { SdkError } from '../../../support/memory-database';
import { twoStoreShop } from '../../../support/two-store-shop';
import type { ShopWorld } from '../../../support/shop-world';
import { SETTINGS, shopWorld } from '../../../support/shop-world';

/** All duties, in the order of their turns. */
const DUTIES = [
  ...['riders', 'deliveries', 'unknown-ids', 'awaited', 'audit'],
  ...['invites', 'tries', 'reviewers', 'forged'],
];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Call of the timer, except for the time left. */
const TIMER = {
  caller: { openId: '', appId: '', source: 'wx_trigger' },
  timeLimitMs: 60_000,
  note: () => undefined,
  count: () => undefined,
};

const sweep = (world: ShopWorld) => world.call('sweep', '', { Type: 'Timer' }, 'wx_trigger');
const idsIn = (world: ShopWorld, collection: string) => [
  ...(world.memory.collection(collection)?.keys() ?? []),
];

async function lookUp(world: ShopWorld, orderId: string): Promise<void> {
  await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId });
}

describe('the sweep', () => {
  it('forgets an order 90 days after it was last asked for', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//OLD', 302).set('shop-one//NEW', 302);
    await lookUp(world, 'OLD');
    world.clock.now += 1;
    await lookUp(world, 'NEW');
    world.clock.now += 90 * DAY;
    expect(await sweep(world)).toMatchObject({ ok: true, data: { left: [] } });
    expect(idsIn(world, COLLECTIONS.deliveries)).toEqual(['NEW']);
  });

  it('forgets the rider of a delivery 24 hours after its end, and of one that nobody asks for any more; what happened stays', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//ENDED', 302).set('shop-one//LEFT', 301).set('shop-one//LIVE', 301);
    for (const orderId of ['ENDED', 'LEFT', 'LIVE']) await lookUp(world, orderId);
    const held = (orderId: string) =>
      JSON.stringify(world.memory.collection(COLLECTIONS.deliveries)?.get(orderId));

    world.clock.now += DAY;
    await lookUp(world, 'LIVE');
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 0 } });
    expect(held('ENDED')).toContain('陈师傅');

    world.clock.now += 1;
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 2 } });
    expect(held('ENDED')).not.toContain('陈师傅');
    expect(held('LEFT')).not.toContain('陈师傅');
    expect(held('LIVE')).toContain('陈师傅');
    expect(held('ENDED')).toContain('"status":"delivered","riderName":null');
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 0 } });
  });

  it('forgets the rider of each attempt a day after its own end, however long the order lives on elsewhere', async () => {
    const { world } = await twoStoreShop();
    const order = () => world.call('getOrder', 'o-owner', { action: 'look-up', orderId: 'A' });
    world.orders.set('shop-one//A', 501);
    await order();
    world.clock.now += DAY - HOUR;
    world.orders.set('shop-two//A', 301);
    await order();
    world.clock.now += 2 * HOUR;
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 1 } });
    const attempts = world.memory.collection(COLLECTIONS.deliveries)?.get('A')?.['attempts'];
    expect(attempts).toMatchObject([
      { status: 'cancelled-by-courier', answer: { rider: null } },
      { status: 'delivering', answer: { rider: { name: '陈师傅' } } },
    ]);
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 0 } });
  });

  it('does not learn a rider again who is forgotten', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//ENDED', 302);
    await lookUp(world, 'ENDED');
    world.clock.now += DAY;
    await lookUp(world, 'ENDED');
    expect(
      JSON.stringify(world.memory.collection(COLLECTIONS.deliveries)?.get('ENDED')),
    ).not.toContain('陈师傅');
  });

  it('goes through more than a hundred riders, and leaves the rest to the next run when its time is up', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//A', 302);
    await lookUp(world, 'A');
    const deliveries = world.memory.collection(COLLECTIONS.deliveries);
    const one = deliveries?.get('A') ?? {};
    for (let each = 0; each < 149; each += 1) {
      deliveries?.set(`A${each}`, { ...one, _id: `A${each}` });
    }
    world.clock.now += DAY + 1;
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 150, left: [] } });

    await lookUp(world, 'A');
    for (const id of deliveries?.keys() ?? []) deliveries?.set(id, { ...one, _id: id });
    // Time for the first turn to begin, and for six times ten of its riders.
    const times = [1000, 500, 500, 500, 500, 500, 500];
    const call = { ...TIMER, timeLeftMs: () => times.shift() ?? 0 };
    expect(await world.tables.sweep.get('sweep')?.perform({}, call, null)).toMatchObject({
      forgotten: 60,
      left: DUTIES,
    });
  });

  it('forgets within the hour after the next what nobody knew: it may be anything that was typed', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//KNOWN', 301);
    await lookUp(world, 'KNOWN');
    await lookUp(world, '13800138000');
    world.clock.now += HOUR;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.deliveries)).toContain('13800138000');
    world.clock.now += 1;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.deliveries)).toEqual(['KNOWN']);
  });

  it('forgets audit lines after 180 days', async () => {
    const { world } = await twoStoreShop();
    const before = idsIn(world, COLLECTIONS.audit);
    expect(before.length).toBeGreaterThan(0);
    world.clock.now += 180 * DAY;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.audit)).toEqual(before);
    world.clock.now += 1;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.audit)).toEqual([]);
  });

  it('keeps to what the owner has shortened', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//A', 302);
    await lookUp(world, 'A');
    await world.shop('o-owner', 'save-retention', { historyDays: 2, auditDays: 3 });
    world.clock.now += 2 * DAY + 1;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.deliveries)).toEqual([]);
    expect(idsIn(world, COLLECTIONS.audit)).not.toEqual([]);
    world.clock.now += DAY;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.audit)).toEqual([]);
  });

  it('removes invites, counted tries and reviewers when they are over, and nobody else', async () => {
    const { world, stores } = await twoStoreShop();
    await world.shop('o-owner', 'invite', { role: 'clerk', stores: [stores.one] });
    expect(idsIn(world, COLLECTIONS.limits)).toHaveLength(1);
    world.clock.now += DAY + 1;
    await sweep(world);
    expect([idsIn(world, COLLECTIONS.invites), idsIn(world, COLLECTIONS.limits)]).toEqual([[], []]);
    expect(idsIn(world, COLLECTIONS.staff)).toContain('o-reviewer');
    world.clock.now += 13 * DAY;
    await sweep(world);
    expect(idsIn(world, COLLECTIONS.staff)).toEqual(['o-owner', 'o-manager', 'o-clerk']);
  });

  it('removes what clients have planted, wherever that is, and says how much', async () => {
    const { world } = await twoStoreShop();
    const collections = COLLECTION_NAMES;
    for (const name of collections) world.memory.plant(name, { _id: 'planted', version: 1 });
    expect(await sweep(world)).toMatchObject({ data: { forged: collections.length } });
    expect(JSON.stringify(world.memory.dump())).not.toContain('planted');
    expect(world.log.at(-1)).toContain(`"forged":${collections.length},"left":""`);
  });

  it('goes through more than a hundred, in batches, and leaves the rest to the next run when its time is up', async () => {
    const { world } = await twoStoreShop();
    const deliveries = new Map(
      Array.from({ length: 250 }, (_, n) => [`${n}`, { _id: `${n}`, version: 1, lastAskedAt: 0 }]),
    );
    world.memory.plant(COLLECTIONS.deliveries, { _id: 'planted', version: 1 });
    world.memory.collection(COLLECTIONS.deliveries)?.delete('planted');
    for (const [id, document] of deliveries)
      world.memory.collection(COLLECTIONS.deliveries)?.set(id, document);

    // Each of eight duties has a turn, and those that are not over by then have another.
    let turns = 0;
    const call = { ...TIMER, timeLeftMs: () => (turns++ < 10 ? 1000 : 999) };
    const action = world.tables.sweep.get('sweep');
    expect(await action?.perform({}, call, null)).toMatchObject({
      removed: 200,
      left: ['deliveries', 'forged'],
    });
    expect(await sweep(world)).toMatchObject({ data: { removed: 50, left: [] } });
  });

  it('stores what it has left and when, and when it last left nothing', async () => {
    const { world } = await twoStoreShop();
    const shop = () => world.memory.collection(COLLECTIONS.shop)?.get('shop');
    await sweep(world);
    const sweptAt = world.clock.now;
    expect(shop()).toMatchObject({ sweptAt, sweepRanAt: sweptAt, sweepLeft: [] });
    world.clock.now += HOUR;
    const call = { ...TIMER, timeLeftMs: () => 999 };
    await world.tables.sweep.get('sweep')?.perform({}, call, null);
    expect(shop()).toMatchObject({ sweptAt, sweepRanAt: sweptAt + HOUR, sweepLeft: DUTIES });
  });

  it('is complete without the damaged: they stay as they are, and are counted', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//A', 302);
    await lookUp(world, 'A');
    const deliveries = world.memory.collection(COLLECTIONS.deliveries);
    const damaged = { ...deliveries?.get('A'), attempts: 'odd' };
    for (const id of ['B', 'C']) deliveries?.set(id, damaged);
    world.clock.now += DAY + 1;
    expect(await sweep(world)).toMatchObject({ data: { forgotten: 1, left: [] } });
    expect([deliveries?.get('B'), deliveries?.get('C')]).toEqual([damaged, damaged]);
    expect(world.log.at(-1)).toContain('"damaged":2');
  });

  it('goes on with the other duties where one fails, and tells of it at the end', async () => {
    const { world } = await twoStoreShop();
    const { database } = world.memory;
    const failing = () => {
      const held = database();
      const down = () => Promise.reject(new SdkError(-502001));
      return {
        ...held,
        collection: (name: string) => {
          const { where, ...rest } = held.collection(name);
          if (name !== COLLECTIONS.deliveries) return { where, ...rest };
          const query = (of: ReturnType<typeof where>): ReturnType<typeof where> => ({
            ...of,
            orderBy: () => query(of),
            limit: () => query(of),
            get: down,
          });
          return { ...rest, where: (condition: Fields) => query(where(condition)) };
        },
      };
    };
    const before = idsIn(world, COLLECTIONS.audit);
    world.clock.now += 181 * DAY;
    const broken = shopWorld(SETTINGS, { ...world.memory, database: failing }, world.clock);
    expect(await sweep(broken)).toHaveProperty('error.code', 'database-failed');
    expect(before.length).toBeGreaterThan(0);
    expect(idsIn(world, COLLECTIONS.audit)).toEqual([]);
    expect(world.memory.collection(COLLECTIONS.shop)?.get('shop')).toMatchObject({
      sweptAt: 0,
      sweepRanAt: world.clock.now,
      sweepLeft: ['riders', 'deliveries', 'unknown-ids', 'awaited'],
    });
  });
});

describe('forgetting now', () => {
  it('is the owner’s: every order and every line but that of this very act goes', async () => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//A', 301);
    await lookUp(world, 'A');
    world.clock.now += 1;
    expect(await world.shop('o-owner', 'purge-now', {})).toMatchObject({ left: false });
    expect(idsIn(world, COLLECTIONS.deliveries)).toEqual([]);
    expect((await world.shop('o-owner', 'list-audit', { before: null })).lines).toEqual([
      expect.objectContaining({ at: world.clock.now, who: '店主', act: 'purge', outcome: 'done' }),
    ]);
    // People, stores and accounts are unchanged.
    world.clock.now += 60_000;
    expect(
      await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' }),
    ).toMatchObject({ ok: true });
  });
});
