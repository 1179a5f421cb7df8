import type { ShopCollection } from '../../../../miniprogram/contract/shop-collections';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';
import { changeAccount, changeStore, newAccount, newStore } from '../../../support/two-store-shop';
import { shop, world, owner, put, storedIn } from '../../../support/fresh-shop';

/** Instances of the function, among which the calls are spread. */
let instances: readonly ShopWorld[];
/** Secrets of twenty invites. */
let secrets: string[];

beforeEach(async () => {
  instances = Array.from({ length: 4 }, () => world.instance(SETTINGS));
  const asked = { role: 'clerk', stores: [shop.stores.one] } as const;
  secrets = [];
  for (let n = 0; n < 20; n += 1) secrets.push((await owner('invite', asked)).secret);
});

/** Makes twenty calls at once, and returns their outcomes: `done`, or the error's code. */
function twentyAtOnce(
  call: (instance: ShopWorld, n: number) => Promise<unknown>,
): Promise<readonly string[]> {
  const calls = Array.from({ length: 20 }, (_, n) =>
    call(instances[n % instances.length] ?? world, n).then(
      () => 'done',
      (error: unknown) => (error as Error).message,
    ),
  );
  return Promise.all(calls);
}

/** Copies a document of a collection, but no owner, until there are `count`. */
function fill(name: ShopCollection, count: number): void {
  const one = [...storedIn(name).values()].find(({ role }) => role !== 'owner');
  for (let n = storedIn(name).size; n < count; n += 1) {
    const different = { name: `第 ${n} 个`, staffId: `staff-${n}`, shopId: `shop-${n}` };
    put(name, `${name}-${n}`, { version: 1, ...one, ...different });
  }
}

async function countOf(wanted: string): Promise<number> {
  const { accounts } = await owner('list-accounts', {});
  return accounts.filter(({ shopId }) => shopId === wanted).length;
}

const accept = (instance: ShopWorld, n: number) =>
  instance.shop(`o-${n}`, 'accept-invite', { secret: secrets[n] ?? '', name: `新人${n}` });

describe('twenty at once', () => {
  it.each<readonly [ShopCollection, (instance: ShopWorld, n: number) => Promise<unknown>]>([
    ['staff', accept],
    ['stores', (instance, n) => newStore(instance, `新店${n}`)],
    ['accounts', (instance, n) => newAccount(instance, 'SS', `new-${n}`, 's', shop.stores.one)],
  ])('are not more %s than a hundred; what there is can still be changed', async (name, add) => {
    fill(name, 95);
    const ended = await twentyAtOnce(add);
    expect(storedIn(name).size).toBe(100);
    expect(ended.filter((one) => one === 'done')).toHaveLength(5);
    const again = ended.findIndex((one) => one !== 'done');
    await expect(add(world, again)).rejects.toThrow('limit-reached');
    await changeStore(shop, { name: '新名字' });
    await changeAccount(shop, { label: '新标签' });
    expect(await owner('list-stores', {})).toHaveProperty('stores');
  });

  it('make one account of a shopid', async () => {
    const { one } = shop.stores;
    await twentyAtOnce((instance) => newAccount(instance, 'SS', 'shop-three', 's', one));
    expect(await countOf('shop-three')).toBe(1);
  });

  it('change to a shopid one account only', async () => {
    const { accounts } = shop;
    await twentyAtOnce((instance, n) => {
      const one = n % 2 === 0 ? accounts.one : accounts.two;
      const changed = { ...shop, world: instance, accounts: { ...accounts, one } };
      return changeAccount(changed, { shopId: 'shop-three', secret: 's' });
    });
    expect(await countOf('shop-three')).toBe(1);
  });
});

it('a shop with more than a hundred invites tells a joiner of the invite that lasts, however many lapsed ones are before it', async () => {
  const { stores } = shop;
  const asked = { role: 'manager', stores: [stores.one] } as const;
  const { secret, inviteId } = await owner('invite', asked);
  await world.shop('o-new', 'accept-invite', { secret, name: '新人' });
  const invites = storedIn('invites');
  const lasting = invites.get(inviteId) ?? {};
  invites.clear();
  for (let n = 0; n < 100; n += 1) invites.set(`lapsed-${n}`, { ...lasting, expiresAt: 1 });
  invites.set(inviteId, lasting);
  expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'waiting', name: '新人' });
  expect((await owner('list-people', {})).invites).toHaveLength(1);
});
