import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { callShopAs } from '../../../dev/host/call-shop';
import { CLERK, OWNER, PEOPLE } from '../../../dev/host/people';
import type { World } from '../../../dev/host/world';
import { DEMO_PLACEMENTS } from '../../../dev/sandbox/account';
import { MALL } from '../../../dev/sandbox/mini-programs';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type LocalWorlds, callAs, localWorlds } from '../../support/local-world';

let worlds: LocalWorlds;

beforeAll(async () => {
  worlds = await localWorlds();
});

afterEach(() => worlds.clear());

afterAll(() => worlds.close());

/** Opens a world and begins it. */
async function begun(wanted: 'demo' | 'empty' | null): Promise<World> {
  const world = await worlds.open(wanted);
  await world.begin();
  return world;
}

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

/** Lists the called functions. */
const asked = ({ cloud }: World): readonly string[] => cloud.log().map(({ name }) => name);

it('the demo has everybody in the shop as the console calls them, also at a later start', async () => {
  const world = await begun(null);
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
  const orderId = world.sandbox.deliveries().find((one) => one.orderId.endsWith('-1288'))?.orderId;

  const later = await begun(null);
  expect(later.kind).toBe('demo');
  expect(asked(later)).toEqual(['sweep']);
  expect(await callAs(later, CLERK, 'getOrder', { action: 'look-up', orderId })).toMatchObject({
    ok: true,
  });
});

it('the demo’s mall pays by the numbers of its deliveries: new orders come by themselves after a tap', async () => {
  const world = await worlds.open('demo', true);
  await world.begin();
  const asOwner = callShopAs(world.cloud, OWNER);
  const { miniProgram } = await asOwner('compare-paid-orders', { appId: MALL.appId });
  expect(miniProgram.paidOrders.match).toMatchObject({ of: 10, same: 10 });
  await asOwner('switch-paid-orders', { appId: MALL.appId, isOn: true });
  const { orderId } = world.sandbox.placeOrder(DEMO_PLACEMENTS[0]);
  let board = '';
  for (let minutes = 0; minutes < 10 && !board.includes(orderId); minutes += 1) {
    world.clock.jump(60_000);
    board = JSON.stringify(await callAs(world, CLERK, 'getOrder', { action: 'board', marks: [] }));
  }
  expect(board).toContain(orderId);
});

it('an empty world has deliveries that nobody has looked up, a shop to claim, and stays', async () => {
  const world = await begun('empty');
  expect(world.sandbox.deliveries().length).toBeGreaterThan(20);
  expect(asked(world)).toEqual(['sweep']);
  expect(world.cloud.database.documents(COLLECTIONS.deliveries)).toEqual([]);
  const claim = { action: 'claim', code: 'demo-setup-7q4kx', name: '周敏' };
  expect(await callAs(world, OWNER, 'shop', claim)).toMatchObject({ ok: true });

  const later = await begun(null);
  expect(later.kind).toBe('empty');
  expect(await kinds(later)).toMatchObject({ owner: 'owner', clerk: 'stranger' });
  expect(await kinds(await worlds.open('empty'))).toMatchObject({ owner: 'stranger' });
});

it('a fresh day begins beside data of another version, which are put aside', async () => {
  mkdirSync(worlds.folder, { recursive: true });
  writeFileSync(path.join(worlds.folder, 'world.json'), '{"kind":"empty"}');
  writeFileSync(path.join(worlds.folder, 'database.journal'), 'of another shape');
  expect((await begun(null)).kind).toBe('demo');
  expect(worlds.said).toEqual([expect.stringContaining('A fresh day begins.')]);
});
