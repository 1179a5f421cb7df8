import { CLERK, OWNER, PEOPLE } from '../../../dev/host/people';
import type { World } from '../../../dev/host/world';
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
