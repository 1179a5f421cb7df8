import { type Role, type StoreScope, DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';
import type { AccountDraft, IntracityDraft, StoreDraft } from '../../miniprogram/contract/shop-api';
import { APP_ID } from './fake-wechat';
import { testKeys } from './signing-wechat';
import { type ShopWorld, SETUP_CODE, shopWorld } from './shop-world';

export const APP_SECRET = 'app-secret-of-the-shop';
export const SECRETS = { one: 'secret-of-account-one', two: 'secret-of-account-two' } as const;

/** Two stores with an account each, and every role in the first, set up by `shop`. */
export interface TwoStoreShop<World = ShopWorld> {
  readonly world: World;
  readonly stores: { readonly one: string; readonly two: string };
  readonly accounts: { readonly one: string; readonly two: string };
}

/** The function `shop`, as people call it. */
type Shop = Pick<ShopWorld, 'shop'>;

/** The shop as it was set up, once for all tests of a file. */
let original: Promise<TwoStoreShop> | undefined;

/** Returns a copy of the shop for one test. */
export async function twoStoreShop(): Promise<TwoStoreShop> {
  original ??= setUpTwoStores(shopWorld());
  const { world, ...ids } = await original;
  return { world: world.copy(), ...ids };
}

/** Sets it up in a given world. */
export async function setUpTwoStores<World extends Shop>(
  world: World,
): Promise<TwoStoreShop<World>> {
  await world.shop('o-owner', 'claim', { code: SETUP_CODE, name: '店主' });
  const own = { appId: APP_ID, name: '骑手在哪', secret: APP_SECRET };
  await world.shop('o-owner', 'save-mini-program', own);
  const stores = { one: await newStore(world, '一店'), two: await newStore(world, '二店') };
  const accounts = {
    one: await newAccount(world, 'SFTC', 'shop-one', SECRETS.one, stores.one),
    two: await newAccount(world, 'DADA', 'shop-two', SECRETS.two, stores.two),
  };
  await join(world, 'o-manager', 'manager', [stores.one]);
  await join(world, 'o-clerk', 'clerk', [stores.one]);
  await join(world, 'o-reviewer', 'reviewer', []);
  return { world, stores, accounts };
}

export const NEW_STORE: StoreDraft = {
  ...{ storeId: null, version: 0, name: '三店', position: null, thresholds: DEFAULT_THRESHOLDS },
};

export const NEW_ACCOUNT = {
  ...{ accountId: null, version: 0, appId: APP_ID, provider: 'wechat-instant' },
  ...{ company: 'SS', label: '闪送', shopId: 'shop-three', secret: null, bindings: [] },
} satisfies AccountDraft;

/** An account of 同城配送 that has not been saved yet. */
export function intracityDraft(bindings: IntracityDraft['bindings']): IntracityDraft {
  const fields = { accountId: null, version: 0, appId: APP_ID, label: '同城配送', bindings };
  return { ...fields, keys: testKeys() };
}

export async function newStore(world: Shop, name: string): Promise<string> {
  return (await world.shop('o-owner', 'save-store', { ...NEW_STORE, name })).storeId;
}

export async function newAccount(
  world: Shop,
  company: string,
  shopId: string,
  secret: string,
  ...stores: readonly (string | { readonly storeId: string; readonly shopNo: string })[]
): Promise<string> {
  const saved = await world.shop('o-owner', 'save-account', {
    ...NEW_ACCOUNT,
    company,
    label: `${company} 账号`,
    shopId,
    secret,
    bindings: stores.map((store) =>
      typeof store === 'string' ? { storeId: store, shopNo: null } : store,
    ),
  });
  return saved.accountId;
}

/** Saves the first store's account, in its first version, with changes. */
export async function changeAccount(
  { world, stores, accounts }: TwoStoreShop,
  changes: Partial<AccountDraft>,
): Promise<void> {
  await world.shop('o-owner', 'save-account', {
    ...NEW_ACCOUNT,
    accountId: accounts.one,
    ...{ version: 1, company: 'SFTC', label: '顺丰', shopId: 'shop-one', secret: null },
    bindings: [{ storeId: stores.one, shopNo: null }],
    ...changes,
  });
}

/** Moves the first store's account, in its first version, to the second store. */
export function giveAccountAway(shop: TwoStoreShop): Promise<void> {
  return changeAccount(shop, { bindings: [{ storeId: shop.stores.two, shopNo: null }] });
}

/** Saves the first store, in its first version, with changes. */
export async function changeStore(
  { world, stores }: TwoStoreShop,
  changes: Partial<StoreDraft>,
): Promise<void> {
  const draft = { ...NEW_STORE, storeId: stores.one, version: 1, name: '一店' };
  await world.shop('o-owner', 'save-store', { ...draft, ...changes });
}

/** Adds a person by the owner's invite, and confirms them if necessary. */
export async function join(
  world: Shop,
  openId: string,
  role: Role,
  stores: StoreScope,
): Promise<void> {
  const { secret, inviteId } = await world.shop('o-owner', 'invite', { role, stores });
  const { kind } = await world.shop(openId, 'accept-invite', { secret, name: openId });
  if (kind === 'waiting') await world.shop('o-owner', 'confirm-joiner', { inviteId, name: openId });
}

export async function staffIdOf(world: Shop, openId: string): Promise<string> {
  const membership = await world.shop(openId, 'me', {});
  if (membership.kind !== 'member') throw new Error(`${openId} is no member.`);
  return membership.staffId;
}
