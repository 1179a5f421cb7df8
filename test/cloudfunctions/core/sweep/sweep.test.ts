import { fakeCall } from '../../../support/calls';
import { COLLECTION_NAMES, COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { breaking } from '../../../support/write-hooks';
import { shop, world, auditLines, lookUp, owner, stored, sweep } from '../../../support/fresh-shop';
import { HOUR, DAY } from '../../../support/delivery-reports';

/** All duties, in the order of their turns. */
const DUTIES = [
  ...['riders', 'deliveries', 'unknown-ids', 'awaited', 'notices', 'audit'],
  ...['invites', 'tries', 'reviewers', 'forged'],
];

const idsIn = (collection: string) => [...(world.memory.collection(collection)?.keys() ?? [])];

describe('the sweep', () => {
  it('forgets an order 90 days after it was last asked for', async () => {
    world.orders.set('shop-one//OLD', 302).set('shop-one//NEW', 302);
    await lookUp('o-clerk', 'OLD');
    world.clock.now += 1;
    await lookUp('o-clerk', 'NEW');
    world.clock.now += 90 * DAY;
    expect(await sweep()).toMatchObject({ ok: true, data: { left: [] } });
    expect(idsIn(COLLECTIONS.deliveries)).toEqual(['NEW']);
  });

  it('forgets the rider of a delivery 24 hours after its end, and of one that nobody asks for any more; what happened stays', async () => {
    world.orders.set('shop-one//ENDED', 302).set('shop-one//LEFT', 301).set('shop-one//LIVE', 301);
    for (const orderId of ['ENDED', 'LEFT', 'LIVE']) await lookUp('o-clerk', orderId);
    const held = (orderId: string) => JSON.stringify(stored('deliveries', orderId));

    world.clock.now += DAY;
    await lookUp('o-clerk', 'LIVE');
    expect(await sweep()).toMatchObject({ data: { forgotten: 0 } });
    expect(held('ENDED')).toContain('陈师傅');

    world.clock.now += 1;
    expect(await sweep()).toMatchObject({ data: { forgotten: 2 } });
    expect(held('ENDED')).not.toContain('陈师傅');
    expect(held('LEFT')).not.toContain('陈师傅');
    expect(held('LIVE')).toContain('陈师傅');
    expect(held('ENDED')).toContain('"status":"delivered","riderName":null');
    expect(await sweep()).toMatchObject({ data: { forgotten: 0 } });
  });

  it('forgets the rider of each attempt a day after its own end, however long the order lives on elsewhere', async () => {
    world.orders.set('shop-one//A', 501);
    await lookUp('o-owner', 'A');
    world.clock.now += DAY - HOUR;
    world.orders.set('shop-two//A', 301);
    await lookUp('o-owner', 'A');
    world.clock.now += 2 * HOUR;
    expect(await sweep()).toMatchObject({ data: { forgotten: 1 } });
    const attempts = stored('deliveries', 'A')?.['attempts'];
    expect(attempts).toMatchObject([
      { status: 'cancelled-by-courier', answer: { rider: null } },
      { status: 'delivering', answer: { rider: { name: '陈师傅' } } },
    ]);
    expect(await sweep()).toMatchObject({ data: { forgotten: 0 } });
  });

  it('forgets within the hour after the next what nobody knew: it may be anything that was typed', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await lookUp('o-clerk', 'KNOWN');
    await lookUp('o-clerk', '13800138000');
    world.clock.now += HOUR;
    await sweep();
    expect(idsIn(COLLECTIONS.deliveries)).toContain('13800138000');
    world.clock.now += 1;
    await sweep();
    expect(idsIn(COLLECTIONS.deliveries)).toEqual(['KNOWN']);
  });

  it('keeps to what the owner has shortened', async () => {
    world.orders.set('shop-one//A', 302);
    await lookUp('o-clerk', 'A');
    await owner('save-retention', { historyDays: 2, auditDays: 3 });
    world.clock.now += 2 * DAY;
    await sweep();
    expect(idsIn(COLLECTIONS.deliveries)).toEqual(['A']);
    world.clock.now += 1;
    await sweep();
    expect(idsIn(COLLECTIONS.deliveries)).toEqual([]);
    expect(idsIn(COLLECTIONS.audit)).not.toEqual([]);
    world.clock.now += DAY - 1;
    await sweep();
    expect(idsIn(COLLECTIONS.audit)).not.toEqual([]);
    world.clock.now += 1;
    await sweep();
    expect(idsIn(COLLECTIONS.audit)).toEqual([]);
  });

  it('removes invites, counted tries and reviewers when they are over, and nobody else', async () => {
    await owner('invite', { role: 'clerk', stores: [shop.stores.one] });
    expect(idsIn(COLLECTIONS.limits)).toHaveLength(1);
    world.clock.now += DAY + 1;
    await sweep();
    expect([idsIn(COLLECTIONS.invites), idsIn(COLLECTIONS.limits)]).toEqual([[], []]);
    expect(idsIn(COLLECTIONS.staff)).toContain('o-reviewer');
    world.clock.now += 13 * DAY;
    await sweep();
    expect(idsIn(COLLECTIONS.staff)).toEqual(['o-owner', 'o-manager', 'o-clerk']);
  });

  it('removes what clients have planted, wherever that is, and says how much', async () => {
    for (const name of COLLECTION_NAMES) world.memory.plant(name, { _id: 'planted', version: 1 });
    const forged = COLLECTION_NAMES.length;
    expect(await sweep()).toMatchObject({ data: { forged } });
    expect(JSON.stringify(world.memory.dump())).not.toContain('planted');
    expect(world.log.at(-1)).toContain(`"forged":${forged},"left":""`);
  });

  it('stores what it has left and when, and when it last left nothing', async () => {
    const shop = () => stored('shop', 'shop');
    await sweep();
    const sweptAt = world.clock.now;
    expect(shop()).toMatchObject({ sweptAt, sweepRanAt: sweptAt, sweepLeft: [] });
    world.clock.now += HOUR;
    const call = { ...fakeCall({ source: 'wx_trigger' }), timeLeftMs: () => 999 };
    await world.tables.sweep.get('sweep')?.perform({}, call, null);
    expect(shop()).toMatchObject({ sweptAt, sweepRanAt: sweptAt + HOUR, sweepLeft: DUTIES });
  });

  it('goes on with the other duties where one fails, and tells of it at the end', async () => {
    breaking(world.memory, (name) => name === COLLECTIONS.deliveries);
    expect(idsIn(COLLECTIONS.audit).length).toBeGreaterThan(0);
    world.clock.now += 181 * DAY;
    expect(await sweep()).toHaveProperty('error.code', 'database-failed');
    expect(idsIn(COLLECTIONS.audit)).toEqual([]);
    expect(stored('shop', 'shop')).toMatchObject({
      sweptAt: 0,
      sweepRanAt: world.clock.now,
      sweepLeft: ['riders', 'deliveries', 'unknown-ids', 'awaited', 'forged'],
    });
  });
});

it('forgetting now is the owner’s: every order and every line but that of this very act goes', async () => {
  world.orders.set('shop-one//A', 301);
  await lookUp('o-clerk', 'A');
  world.clock.now += 1;
  expect(await owner('purge-now', {})).toMatchObject({ left: false });
  expect(idsIn(COLLECTIONS.deliveries)).toEqual([]);
  expect(await auditLines()).toEqual([
    expect.objectContaining({ at: world.clock.now, who: '店主', act: 'purge', outcome: 'done' }),
  ]);
  // People, stores and accounts are unchanged.
  world.clock.now += 60_000;
  expect(await lookUp('o-clerk', 'A')).toMatchObject({ ok: true });
});
