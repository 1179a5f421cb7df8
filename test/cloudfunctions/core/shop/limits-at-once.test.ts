import type { ShopCollection } from '../../../../miniprogram/contract/shop-collections';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';
import type { ShopWorld } from '../../../support/shop-world';
import { SETTINGS } from '../../../support/shop-world';
import type { TwoStoreShop } from '../../../support/two-store-shop';
import { newAccount, twoStoreShop } from '../../../support/two-store-shop';

let shop: TwoStoreShop;
/** Instances of the function, among which the calls are spread. */
let instances: readonly ShopWorld[];

beforeEach(async () => {
  shop = await twoStoreShop();
  instances = Array.from({ length: 4 }, () => shop.world.instance(SETTINGS));
});

/** Makes twenty calls at once, and returns their outcomes: `done`, or the error's code. */
function twentyAtOnce(
  call: (instance: ShopWorld, n: number) => Promise<unknown>,
): Promise<readonly string[]> {
  const calls = Array.from({ length: 20 }, (_, n) =>
    call(instances[n % instances.length] ?? shop.world, n).then(
      () => 'done',
      (error: unknown) => (error as Error).message,
    ),
  );
  return Promise.all(calls);
}

const idsIn = (name: ShopCollection) => [
  ...(shop.world.memory.collection(COLLECTIONS[name])?.keys() ?? []),
];

/** Copies a document of a collection until there are `count`. */
function fill(name: ShopCollection, from: string, count: number): void {
  const documents = shop.world.memory.collection(COLLECTIONS[name]);
  for (let n = documents?.size ?? 0; n < count; n += 1) {
    const different = { name: `第 ${n} 个`, staffId: `staff-${n}`, shopId: `shop-${n}` };
    documents?.set(`${name}-${n}`, { ...documents.get(from), ...different });
  }
}

const store = (name: string) => ({
  ...{ storeId: null, version: 0, name, position: null },
  thresholds: DEFAULT_THRESHOLDS,
});

describe('twenty at once', () => {
  it('are not more people than a hundred', async () => {
    const asked = { role: 'clerk', stores: [shop.stores.one] } as const;
    const secrets: string[] = [];
    for (let n = 0; n < 20; n += 1)
      secrets.push((await shop.world.shop('o-owner', 'invite', asked)).secret);
    fill('staff', 'o-clerk', 95);
    const ended = await twentyAtOnce((instance, n) =>
      instance.shop(`o-new-${n}`, 'accept-invite', { secret: secrets[n] ?? '', name: `新人${n}` }),
    );
    expect(idsIn('staff')).toHaveLength(100);
    expect(ended.filter((one) => one === 'done')).toHaveLength(5);
  });

  it('are not more stores than a hundred', async () => {
    fill('stores', shop.stores.one, 95);
    const ended = await twentyAtOnce((instance, n) =>
      instance.shop('o-owner', 'save-store', store(`新店${n}`)),
    );
    expect(idsIn('stores')).toHaveLength(100);
    expect(ended.filter((one) => one === 'done')).toHaveLength(5);
  });

  it('make one account of a shopid', async () => {
    await twentyAtOnce((instance) =>
      newAccount(instance, 'SS', 'shop-three', 's', shop.stores.one),
    );
    const { accounts } = await shop.world.shop('o-owner', 'list-accounts', {});
    expect(accounts.filter(({ shopId }) => shopId === 'shop-three')).toHaveLength(1);
  });

  it('change to a shopid one account only', async () => {
    const { one, two } = shop.accounts;
    await twentyAtOnce((instance, n) =>
      instance.shop('o-owner', 'save-account', {
        ...{ accountId: n % 2 === 0 ? one : two, version: 1, provider: 'wechat-instant' },
        ...{ company: 'SS', label: '闪送', shopId: 'shop-three', secret: 's' },
        bindings: [{ storeId: shop.stores.one, shopNo: null }],
      }),
    );
    const { accounts } = await shop.world.shop('o-owner', 'list-accounts', {});
    expect(accounts.filter(({ shopId }) => shopId === 'shop-three')).toHaveLength(1);
  });
});

describe('a shop with more than a hundred invites', () => {
  it('tells a joiner of the invite that lasts, however many lapsed ones are before it', async () => {
    const { world, stores } = shop;
    const asked = { role: 'manager', stores: [stores.one] } as const;
    const { secret, inviteId } = await world.shop('o-owner', 'invite', asked);
    await world.shop('o-new', 'accept-invite', { secret, name: '新人' });
    const invites = world.memory.collection(COLLECTIONS.invites);
    const lasting = invites?.get(inviteId) ?? {};
    invites?.clear();
    for (let n = 0; n < 100; n += 1) invites?.set(`lapsed-${n}`, { ...lasting, expiresAt: 1 });
    invites?.set(inviteId, lasting);
    expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'waiting', name: '新人' });
    expect((await world.shop('o-owner', 'list-people', {})).invites).toHaveLength(1);
  });
});
