import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLERK, MANAGER, OWNER, PEOPLE, REMOVED, REVIEWER } from '../../../dev/host/people';
import type { World } from '../../../dev/host/world';
import { DEMO_ACCOUNTS, DEMO_STORES } from '../../../dev/sandbox/account';
import type { LocalWorlds } from '../../support/local-world';
import { callAs, localWorlds } from '../../support/local-world';

let worlds: LocalWorlds;

beforeAll(async () => {
  worlds = await localWorlds();
});

afterEach(() => worlds.clear());

afterAll(() => worlds.close());

/** Returns the role of each of the console's people. */
async function kinds(world: World): Promise<Readonly<Record<string, unknown>>> {
  const told: [string, unknown][] = [];
  for (const person of PEOPLE) {
    const answer = await callAs(world, person, 'shop', { action: 'me' });
    const data = (answer.ok ? answer.data : {}) as { kind?: string; role?: string };
    told.push([person.id, data.role ?? data.kind]);
  }
  return Object.fromEntries(told);
}

async function ask(world: World, person: { readonly openId: string }, number: number) {
  const orderId = world.sandbox.deliveries().find((one) => one.orderId.endsWith(`-${number}`));
  return callAs(world, person, 'getOrder', { action: 'look-up', orderId: orderId?.orderId });
}

/** Lists the called functions. */
const asked = ({ cloud }: World): readonly string[] => cloud.log().map(({ name }) => name);

describe('a new world of the demo', () => {
  it('has everybody in the shop as the console calls them, two stores, an account with each courier', async () => {
    const world = await worlds.open(null);
    await world.begin();
    expect(world.kind).toBe('demo');
    expect(await kinds(world)).toEqual({
      owner: 'owner',
      manager: 'manager',
      clerk: 'clerk',
      removed: 'stranger',
      stranger: 'stranger',
      reviewer: 'reviewer',
    });
    // The history ends now, so some riders are still on their way.
    const remaining = world.sandbox.deliveries().map((one) => one.remainingSeconds ?? 0);
    expect(Math.max(...remaining)).toBeGreaterThan(60);
    const stores = await callAs(world, OWNER, 'shop', { action: 'list-stores' });
    const accounts = await callAs(world, OWNER, 'shop', { action: 'list-accounts' });
    expect(JSON.stringify(stores)).toContain(DEMO_STORES[1]?.name);
    expect(accounts).toMatchObject({
      ok: true,
      data: {
        accounts: expect.arrayContaining(
          DEMO_ACCOUNTS.map(({ shopId, courierId }): unknown =>
            expect.objectContaining({ shopId, company: courierId, secret: 'set' }),
          ),
        ) as unknown,
      },
    });

    // The second store; a courier that ignores stores; placed again after a failure.
    expect(await ask(world, CLERK, 1287)).toMatchObject({ ok: true });
    expect(await ask(world, MANAGER, 1287)).toMatchObject({
      ok: false,
      error: { code: 'order-not-found' },
    });
    world.sandbox.faults.set('shop-no-ignored');
    expect(await ask(world, MANAGER, 1279)).toMatchObject({ ok: true });
    world.sandbox.faults.clear(null);
    expect(await ask(world, CLERK, 1266)).toMatchObject({
      ok: true,
      data: {
        company: 'DADA',
        earlier: [{ company: 'SS', status: { name: 'pick-up-cancelled-by-rider' } }],
      },
    });
    expect(await ask(world, REMOVED, 1288)).toMatchObject({ error: { code: 'not-staff' } });
    expect(await ask(world, REVIEWER, 1288)).toMatchObject({ error: { code: 'order-not-found' } });
    expect(
      await callAs(world, REVIEWER, 'getOrder', { action: 'look-up', orderId: 'DEMO-1001' }),
    ).toMatchObject({
      ok: true,
    });

    // A later start keeps everything, and calls only the timer's function.
    const later = await worlds.open(null);
    await later.begin();
    expect(later.kind).toBe('demo');
    expect(asked(later)).toEqual(['sweep']);
    expect(await ask(later, CLERK, 1288)).toMatchObject({ ok: true });
  });
});

describe('a new world of the demo with 同城配送', () => {
  it('has an account of it for both stores, and deliveries of it that people have looked up', async () => {
    const world = await worlds.open('demo', true);
    await world.begin();
    const ofIntracity = world.sandbox
      .deliveries()
      .filter(({ storeOrderId }) => storeOrderId !== null)
      .map(({ orderId, status }) => ({ orderId, status }));
    expect(ofIntracity.map(({ status }) => status).sort()).toEqual([10000, 40000, 50000, 90000]);
    for (const { orderId } of ofIntracity) {
      const event = { action: 'look-up', orderId };
      expect(await callAs(world, CLERK, 'getOrder', event)).toMatchObject({
        ok: true,
        data: { provider: 'wechat-intracity' },
      });
    }
    const known = JSON.stringify(world.cloud.database.documents(COLLECTIONS.deliveries));
    for (const { orderId } of ofIntracity) expect(known).toContain(orderId);
    // Those of the other service are found as before.
    expect(await ask(world, CLERK, 1288)).toMatchObject({ ok: true });
  });
});

describe('an empty world', () => {
  it('has deliveries that nobody has looked up, and a shop that nobody has claimed', async () => {
    const world = await worlds.open('empty');
    await world.begin();
    expect(world.sandbox.deliveries().length).toBeGreaterThan(20);
    expect(asked(world)).toEqual(['sweep']);
    expect(world.cloud.database.documents(COLLECTIONS.deliveries)).toEqual([]);
    expect(await callAs(world, OWNER, 'shop', { action: 'me' })).toMatchObject({
      data: { kind: 'stranger', claimable: true },
    });
    expect(new Set(Object.values(await kinds(world)))).toEqual(new Set(['stranger']));
  });

  it('stays the empty one at the next start, with what has been set up in it', async () => {
    const world = await worlds.open('empty');
    await world.begin();
    const claim = { action: 'claim', code: 'demo-setup-7q4kx', name: '周敏' };
    expect(await callAs(world, OWNER, 'shop', claim)).toMatchObject({ ok: true });

    const later = await worlds.open(null);
    await later.begin();
    expect(later.kind).toBe('empty');
    expect(await kinds(later)).toMatchObject({ owner: 'owner', clerk: 'stranger' });

    const again = await worlds.open('empty');
    expect(await kinds(again)).toMatchObject({ owner: 'stranger' });
  });
});

describe('what is kept of a world', () => {
  it('is begun anew, and that is said, when it never began as a whole', async () => {
    const torn = path.join(worlds.folder, 'database.journal');
    mkdirSync(worlds.folder, { recursive: true });
    writeFileSync(torn, 'half a line');
    await worlds.open(null);
    expect(worlds.said).toEqual([expect.stringMatching(/all anew/)]);
    expect(existsSync(torn)).toBe(false);
  });

  it('is not touched when it is damaged: the start says what to do', async () => {
    mkdirSync(worlds.folder, { recursive: true });
    writeFileSync(path.join(worlds.folder, 'world-3.json'), '{"kind":"else"}');
    await expect(worlds.open(null)).rejects.toThrow(/world-3\.json is damaged.*--fresh/);
  });
});
