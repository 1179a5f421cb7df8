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
