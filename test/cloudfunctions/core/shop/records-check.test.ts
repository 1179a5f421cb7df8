import { COLLECTIONS } from '../../../../miniprogram/shared/shop-collections';
import { furnishedShop } from '../../../support/furnished-shop';
import type { ShopWorld } from '../../../support/shop-world';

let world: ShopWorld;

beforeEach(async () => {
  ({ world } = await furnishedShop());
});

async function found(): Promise<readonly string[]> {
  const { lines } = await world.shop('o-owner', 'self-check', {});
  return lines
    .filter(({ check }) => check === 'records')
    .map(({ finding, value }) => `${finding} ${value}`.trim());
}

/** Puts a document there that lacks a field. */
function lose(collection: string, id: string, field: string): void {
  const { [field]: _lost, ...rest } = world.memory.collection(collection)?.get(id) ?? {};
  world.memory.put(collection, { ...rest, _id: id });
}

it('finds nothing where all can be read, whatever others keep beside it', async () => {
  world.memory.put(COLLECTIONS.staff, { _id: 'foreign', name: '某人' });
  world.memory.put(COLLECTIONS.deliveries, { _id: 'foreign', _openid: 'o-else', at: 1 });
  expect(await found()).toEqual(['records-readable']);
});

it.each([
  ['version', 'o-clerk'],
  ['role', 'o-clerk'],
])('names the collection in which a document has lost its %s', async (field, id) => {
  lose(COLLECTIONS.staff, id, field);
  expect(await found()).toEqual([`records-unreadable ${COLLECTIONS.staff}`]);
});

it.each([
  ['a delivery', COLLECTIONS.deliveries, 'A', { attempts: 'odd' }],
  ['an attempt of a delivery', COLLECTIONS.deliveries, 'A', { attempts: [{ code: 301 }] }],
  ['a miss of a delivery', COLLECTIONS.deliveries, 'A', { misses: [null] }],
  ['the tries of the set-up code', COLLECTIONS.limits, 'setup-code', { tries: 'odd' }],
  ['a try of the set-up code', COLLECTIONS.limits, 'setup-code', { tries: [{ who: 'x' }] }],
  ['who used a code', COLLECTIONS.shop, 'used-code-', { by: null }],
  ['whether a code is used', COLLECTIONS.shop, 'used-code-', { done: 'odd' }],
  ['the version of a used code', COLLECTIONS.shop, 'used-code-', { version: 'odd' }],
  ['the version of the tries', COLLECTIONS.limits, 'setup-code', { version: null }],
  ['the act of an audit line', COLLECTIONS.audit, '', { act: 'odd' }],
])('names the collection where %s cannot be read', async (_what, collection, start, odd) => {
  world.orders.set('shop-one//A', 301);
  await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: 'A' });
  const documents = [...(world.memory.collection(collection) ?? [])];
  const [id, document] = documents.find(([each]) => each.startsWith(start)) ?? [];
  if (id === undefined) throw new Error(`${collection} has no ${start}`);
  world.memory.put(collection, { ...document, ...odd, _id: id });
  expect(await found()).toEqual([`records-unreadable ${collection}`]);
});

it('logs of a hundred that cannot be read one', async () => {
  for (let n = 0; n < 100; n += 1)
    world.memory.put(COLLECTIONS.deliveries, { _id: `${n}`, version: 1, attempts: 'odd' });
  expect(await found()).toEqual([`records-unreadable ${COLLECTIONS.deliveries}`]);
  const logged = world.log.filter((line) => line.includes('"unreadable document"'));
  expect(logged).toEqual([
    `{"event":"unreadable document","unreadable":"${COLLECTIONS.deliveries}: attempts"}`,
  ]);
});

it('names the shop itself, and goes on with the other checks', async () => {
  lose(COLLECTIONS.shop, 'shop', 'ownerIds');
  expect(await found()).toEqual([`records-unreadable ${COLLECTIONS.shop}`]);
  const { lines } = await world.shop('o-owner', 'self-check', {});
  expect(lines).toContainEqual(expect.objectContaining({ finding: 'token-obtained' }));
  expect(lines).toContainEqual({
    check: 'settings',
    finding: 'waits',
    about: 'shop',
    value: 'records',
  });
});
