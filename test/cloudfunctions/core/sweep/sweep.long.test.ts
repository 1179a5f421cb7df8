import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { twoStoreShop } from '../../../support/two-store-shop';
import type { ShopWorld } from '../../../support/shop-world';

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;
/** Time that each operation of this slow database takes, one after the other. */
const OPERATION_MS = 100;
const RUN_MS = 60_000;

/** Numbers of due documents by duty, 100,000 in all. */
const DUE = {
  riders: 92_000,
  deliveries: 3000,
  'unknown-ids': 2000,
  audit: 2000,
  invites: 400,
  tries: 300,
  reviewers: 200,
  forged: 100,
} as const;
type Duty = keyof typeof DUE;
const DUTIES = Object.keys(DUE) as Duty[];

const COLLECTION_OF: Readonly<Record<Duty, string>> = {
  riders: COLLECTIONS.deliveries,
  deliveries: COLLECTIONS.deliveries,
  'unknown-ids': COLLECTIONS.deliveries,
  audit: COLLECTIONS.audit,
  invites: COLLECTIONS.invites,
  tries: COLLECTIONS.limits,
  reviewers: COLLECTIONS.staff,
  forged: COLLECTIONS.stores,
};

/** Makes a shop with all these documents due. Ids begin with the duty's name. */
async function shopWithBacklog(): Promise<ShopWorld> {
  const { world } = await twoStoreShop();
  world.orders.set('shop-one//A', 302);
  await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' });
  const delivery = world.memory.collection(COLLECTIONS.deliveries)?.get('A') ?? {};
  world.memory.collection(COLLECTIONS.deliveries)?.delete('A');
  world.clock.now += 2 * DAY;
  const { now } = world.clock;
  const due: Readonly<Record<Duty, Fields>> = {
    riders: delivery,
    deliveries: { version: 1, isKnown: true, lastAskedAt: now - YEAR },
    'unknown-ids': { version: 1, isKnown: false, lastAskedAt: now - DAY },
    audit: { version: 1, at: now - YEAR },
    invites: { version: 1, expiresAt: now - DAY },
    tries: { version: 1, triesSince: now - DAY },
    reviewers: { version: 1, role: 'reviewer', expiresAt: now - DAY },
    forged: { version: 1, _openid: 'o-stranger' },
  };
  for (const duty of DUTIES)
    for (let n = 0; n < DUE[duty]; n += 1)
      world.memory.put(COLLECTION_OF[duty], { ...due[duty], _id: `${duty}-${n}` });
  return world;
}

/** Counts what is left to do of each duty. */
function backlogOf({ memory }: ShopWorld): Readonly<Record<Duty, number>> {
  const left = (duty: Duty): number =>
    [...(memory.collection(COLLECTION_OF[duty]) ?? [])].filter(
      ([id, { ridersNeededAt }]) =>
        id.startsWith(`${duty}-`) && (duty !== 'riders' || ridersNeededAt !== null),
    ).length;
  return Object.fromEntries(DUTIES.map((duty) => [duty, left(duty)])) as Record<Duty, number>;
}

test('with 100,000 documents due, nearly all of one duty, one run moves every duty on', async () => {
  const world = await shopWithBacklog();
  expect(backlogOf(world)).toEqual(DUE);
  const before = world.memory.operations();
  const operations = (): number => world.memory.operations() - before;
  const call = {
    caller: { openId: '', appId: '', source: 'wx_trigger' },
    timeLimitMs: RUN_MS,
    timeLeftMs: () => RUN_MS - operations() * OPERATION_MS,
    note: () => undefined,
    count: () => undefined,
  };
  const swept = await world.tables.sweep.get('sweep')?.perform({}, call, null);
  const left = backlogOf(world);
  const unfinished = ['riders', 'deliveries', 'unknown-ids', 'audit'] as const;
  expect(DUTIES.filter((duty) => left[duty] > 0)).toEqual(unfinished);
  for (const duty of unfinished) {
    const done = DUE[duty] - left[duty];
    expect(done).toBeGreaterThanOrEqual(400);
    expect(done).toBeLessThanOrEqual(600);
  }
  // The forged are gone; that there are none in the last collections is found out in the next run.
  expect(swept).toMatchObject({ left: [...unfinished, 'forged'] });
  // What has begun comes to its end: ten riders, and two operations that store what is left.
  expect(operations()).toBeLessThanOrEqual(RUN_MS / OPERATION_MS + 12);
});
