import { district } from '../district/district';
import type { LngLat } from '../district/district';
import type { CourierId } from './couriers';
import { DEMO_COURIER_IDS } from './couriers';

/**
 * The merchant's invented data, beside WeChat's TEST account (docs/getorder-contract.md §6 [O]).
 */
export interface SandboxAccount {
  readonly appId: string;
  /** The mini-program's AppSecret. */
  readonly appSecret: string;
  /** A shopid for all couriers of the demo, for users of one account. */
  readonly shopId: string;
  /** The delivery company's AppSecret, which signs (§3). */
  readonly deliverySecret: string;
}

export const DEMO_ACCOUNT: SandboxAccount = {
  appId: 'wx0000000000000001',
  appSecret: '00000000000000000000000000000001',
  shopId: 'demo-shop',
  deliverySecret: 'demo-delivery-secret',
};

/** WeChat's own spelling. */
export const TEST_SHOP_ID = 'test_shop_id';
export const TEST_SECRET = 'test_app_secrect';

export interface DemoStore {
  readonly name: string;
  /** Pick-up point in GCJ-02. */
  readonly position: LngLat;
}

export const FIRST_STORE: DemoStore = district.store;
export const SECOND_STORE: DemoStore = { name: '云汇店', position: placeNamed('云汇广场') };
export const DEMO_STORES: readonly DemoStore[] = [FIRST_STORE, SECOND_STORE];

/** The merchant's account at one delivery company, which issues the shopid (§1). */
export interface DeliveryAccount {
  readonly courierId: CourierId;
  readonly shopId: string;
  readonly secret: string;
  /** Stores of the account with their number (`shop_no`) there, or null if it needs none. */
  readonly stores: readonly { readonly store: DemoStore; readonly shopNo: string | null }[];
}

export const DEMO_ACCOUNTS: readonly DeliveryAccount[] = [
  {
    courierId: 'SFTC',
    shopId: 'demo-sftc-3158',
    secret: 'demo-sftc-secret-9d41',
    stores: [
      { store: FIRST_STORE, shopNo: 'SF-01' },
      { store: SECOND_STORE, shopNo: 'SF-02' },
    ],
  },
  {
    courierId: 'DADA',
    shopId: 'demo-dada-7720',
    secret: 'demo-dada-secret-50c8',
    stores: [
      { store: FIRST_STORE, shopNo: 'DD-01' },
      { store: SECOND_STORE, shopNo: 'DD-02' },
    ],
  },
  {
    courierId: 'SS',
    shopId: 'demo-ss-4406',
    secret: 'demo-ss-secret-e37b',
    stores: [{ store: FIRST_STORE, shopNo: null }],
  },
  {
    courierId: 'MTPS',
    shopId: 'demo-mtps-1893',
    secret: 'demo-mtps-secret-26fa',
    stores: [{ store: SECOND_STORE, shopNo: null }],
  },
];

/** A shopid that WeChat knows: whose secret signs, and who delivers under it. */
export interface BoundAccount {
  readonly shopId: string;
  readonly secret: string;
  readonly courierIds: readonly CourierId[];
}

export const BOUND_ACCOUNTS: readonly BoundAccount[] = [
  {
    shopId: DEMO_ACCOUNT.shopId,
    secret: DEMO_ACCOUNT.deliverySecret,
    courierIds: DEMO_COURIER_IDS,
  },
  ...DEMO_ACCOUNTS.map(({ shopId, secret, courierId }) => ({
    shopId,
    secret,
    courierIds: [courierId],
  })),
  { shopId: TEST_SHOP_ID, secret: TEST_SECRET, courierIds: ['TEST'] },
];

export function boundAccount(shopId: string): BoundAccount | undefined {
  return BOUND_ACCOUNTS.find((account) => account.shopId === shopId);
}

/** The shopid of an order, and the store's number there. */
export interface Placement {
  readonly shopId: string;
  readonly shopNo: string | null;
}

/** All possible placements at the demo's stores. */
export const DEMO_PLACEMENTS: readonly (Placement & { readonly courierId: CourierId })[] =
  DEMO_ACCOUNTS.flatMap(({ courierId, shopId, stores }) =>
    stores.map(({ shopNo }) => ({ courierId, shopId, shopNo })),
  );

/** Returns a store's placement at a company, or null without an account there. */
export function placementAt(store: DemoStore, courierId: CourierId): Placement | null {
  const account = DEMO_ACCOUNTS.find((one) => one.courierId === courierId);
  const entry = account?.stores.find((one) => one.store === store);
  if (account === undefined || entry === undefined) return null;
  return { shopId: account.shopId, shopNo: entry.shopNo };
}

/** Returns the store of an order, or the first one if the account does not tell. */
export function storeOf({ shopId, shopNo }: Placement): DemoStore {
  const stores = DEMO_ACCOUNTS.find((account) => account.shopId === shopId)?.stores;
  return stores?.find((entry) => entry.shopNo === shopNo)?.store ?? FIRST_STORE;
}

function placeNamed(wanted: string): LngLat {
  const place = district.places.find(({ name }) => name === wanted);
  if (place === undefined) throw new Error(`The demo district has no ${wanted}.`);
  return place.position;
}
