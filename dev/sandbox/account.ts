import { type LngLat, district } from '../district/district';
import { type CourierId, DEMO_COURIER_IDS } from './couriers';
import { PLACED_BY, SECOND_BRAND } from './mini-programs';

/** Invented credentials of the demo's merchant. */
export const DEMO_ACCOUNT = {
  /** Mini-program in which the account is bound, with its AppSecret. */
  appId: PLACED_BY.appId,
  appSecret: PLACED_BY.appSecret,
  /** Shopid that all couriers of the demo share, for tests that need a single account. */
  shopId: 'demo-shop',
  /** AppSecret of the delivery company, for `delivery_sign` (docs/getorder-contract.md §3). */
  deliverySecret: 'demo-delivery-secret',
};
export type SandboxAccount = typeof DEMO_ACCOUNT;

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

const first = (shopNo: string | null) => ({ store: FIRST_STORE, shopNo });
const second = (shopNo: string | null) => ({ store: SECOND_STORE, shopNo });

function account(
  courierId: CourierId,
  shopId: string,
  secret: string,
  stores: DeliveryAccount['stores'],
  { appId } = PLACED_BY,
): DeliveryAccount {
  return { appId, courierId, shopId, secret, stores };
}

const BAKERY = ['demo-bakery-6152', 'demo-bakery-secret-b7a3'] as const;
export const SECOND_BRAND_ACCOUNT = account('SFTC', ...BAKERY, [first('SF-11')], SECOND_BRAND);

export const DEMO_ACCOUNTS: readonly DeliveryAccount[] = [
  account('SFTC', 'demo-sftc-3158', 'demo-sftc-secret-9d41', [first('SF-01'), second('SF-02')]),
  account('DADA', 'demo-dada-7720', 'demo-dada-secret-50c8', [first('DD-01'), second('DD-02')]),
  account('SS', 'demo-ss-4406', 'demo-ss-secret-e37b', [first(null)]),
  account('MTPS', 'demo-mtps-1893', 'demo-mtps-secret-26fa', [second(null)]),
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
  ...DEMO_ACCOUNTS.map((account) => ({ ...account, courierIds: [account.courierId] })),
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
