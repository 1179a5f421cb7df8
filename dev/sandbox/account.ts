import { type LngLat, district } from '../district/district';
import { type CourierId, DEMO_COURIER_IDS } from './couriers';
import { PLACED_BY, SECOND_BRAND } from './mini-programs';

/** Invented credentials of the demo's merchant. */
export interface SandboxAccount {
  /** Mini-program in which the account is bound, with its AppSecret. */
  readonly appId: string;
  readonly appSecret: string;
  /** Shopid that all couriers of the demo share, for tests that need a single account. */
  readonly shopId: string;
  /** AppSecret of the delivery company, for `delivery_sign` (docs/getorder-contract.md §3). */
  readonly deliverySecret: string;
}

export const DEMO_ACCOUNT: SandboxAccount = {
  appId: PLACED_BY.appId,
  appSecret: PLACED_BY.appSecret,
  shopId: 'demo-shop',
  deliverySecret: 'demo-delivery-secret',
};

/** Credentials of WeChat's TEST account (docs/getorder-contract.md §6 [O]), spelt as there. */
export const TEST_SHOP_ID = 'test_shop_id';
export const TEST_SECRET = 'test_app_secrect';

export interface DemoStore {
  readonly name: string;
  /** Pick-up point, in GCJ-02 degrees. */
  readonly position: LngLat;
}

export const FIRST_STORE: DemoStore = district.store;
export const SECOND_STORE: DemoStore = { name: '云汇店', position: placeNamed('云汇广场') };
export const DEMO_STORES: readonly DemoStore[] = [FIRST_STORE, SECOND_STORE];

/** Merchant's account at a delivery company, which issues `shopId` (getorder-contract.md §1). */
export interface DeliveryAccount {
  /** Mini-program in which the account is bound (§10). */
  readonly appId: string;
  readonly courierId: CourierId;
  readonly shopId: string;
  readonly secret: string;
  /** Stores of the account, with their number at the company (`shop_no`), or null for none. */
  readonly stores: readonly { readonly store: DemoStore; readonly shopNo: string | null }[];
}

export const SECOND_BRAND_ACCOUNT: DeliveryAccount = {
  appId: SECOND_BRAND.appId,
  courierId: 'SFTC',
  shopId: 'demo-bakery-6152',
  secret: 'demo-bakery-secret-b7a3',
  stores: [{ store: FIRST_STORE, shopNo: 'SF-11' }],
};

export const DEMO_ACCOUNTS: readonly DeliveryAccount[] = [
  {
    appId: PLACED_BY.appId,
    courierId: 'SFTC',
    shopId: 'demo-sftc-3158',
    secret: 'demo-sftc-secret-9d41',
    stores: [
      { store: FIRST_STORE, shopNo: 'SF-01' },
      { store: SECOND_STORE, shopNo: 'SF-02' },
    ],
  },
  {
    appId: PLACED_BY.appId,
    courierId: 'DADA',
    shopId: 'demo-dada-7720',
    secret: 'demo-dada-secret-50c8',
    stores: [
      { store: FIRST_STORE, shopNo: 'DD-01' },
      { store: SECOND_STORE, shopNo: 'DD-02' },
    ],
  },
  {
    appId: PLACED_BY.appId,
    courierId: 'SS',
    shopId: 'demo-ss-4406',
    secret: 'demo-ss-secret-e37b',
    stores: [{ store: FIRST_STORE, shopNo: null }],
  },
  {
    appId: PLACED_BY.appId,
    courierId: 'MTPS',
    shopId: 'demo-mtps-1893',
    secret: 'demo-mtps-secret-26fa',
    stores: [{ store: SECOND_STORE, shopNo: null }],
  },
  SECOND_BRAND_ACCOUNT,
];

/** Shopid that is bound at WeChat, with the secret that signs its requests, and its couriers. */
export interface BoundAccount {
  /** Mini-program in which it is bound. */
  readonly appId: string;
  readonly shopId: string;
  readonly secret: string;
  readonly courierIds: readonly CourierId[];
}

export const BOUND_ACCOUNTS: readonly BoundAccount[] = [
  {
    appId: PLACED_BY.appId,
    shopId: DEMO_ACCOUNT.shopId,
    secret: DEMO_ACCOUNT.deliverySecret,
    courierIds: DEMO_COURIER_IDS,
  },
  ...DEMO_ACCOUNTS.map(({ appId, shopId, secret, courierId }) => ({
    appId,
    shopId,
    secret,
    courierIds: [courierId],
  })),
  { appId: PLACED_BY.appId, shopId: TEST_SHOP_ID, secret: TEST_SECRET, courierIds: ['TEST'] },
];

/** Shopid under which an order is placed, and the store's number (`shop_no`) or null. */
export interface Placement {
  readonly shopId: string;
  readonly shopNo: string | null;
}

/** All combinations of courier, shopid and store number in the demo. */
export const DEMO_PLACEMENTS: readonly (Placement & { readonly courierId: CourierId })[] =
  DEMO_ACCOUNTS.flatMap(({ courierId, shopId, stores }) =>
    stores.map(({ shopNo }) => ({ courierId, shopId, shopNo })),
  );

/** Returns a store's shopid and number at a courier, or null without an account there. */
export function placementAt(
  store: DemoStore,
  courierId: CourierId,
  { appId } = PLACED_BY,
): Placement | null {
  const account = DEMO_ACCOUNTS.find((one) => one.courierId === courierId && one.appId === appId);
  const entry = account?.stores.find((one) => one.store === store);
  if (account === undefined || entry === undefined) return null;
  return { shopId: account.shopId, shopNo: entry.shopNo };
}

/** Returns the store with this shopid and number, or the first store if none has them. */
export function storeOf({ shopId, shopNo }: Placement): DemoStore {
  const stores = DEMO_ACCOUNTS.find((account) => account.shopId === shopId)?.stores;
  return stores?.find((entry) => entry.shopNo === shopNo)?.store ?? FIRST_STORE;
}

function placeNamed(wanted: string): LngLat {
  const place = district.places.find(({ name }) => name === wanted);
  if (place === undefined) throw new Error(`The demo district has no ${wanted}.`);
  return place.position;
}
