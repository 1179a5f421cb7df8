import { type DemoStore, FIRST_STORE, SECOND_STORE } from './account';
import { PLACED_BY } from './mini-programs';

/** Store as 同城配送 knows it (docs/intracity-contract.md §5). */
export interface IntracityStore {
  /** Mini-program of the store and its orders (§3). */
  readonly appId: string;
  readonly store: DemoStore;
  /** WeChat's number: 19 digits, more than a JSON number holds (§1). */
  readonly wxStoreId: string;
  /** The merchant's own number. WeChat allows an empty one. */
  readonly outStoreId: string;
  readonly street: string;
  readonly house: string;
  readonly phone: string;
}

export const INTRACITY_STORES: readonly [IntracityStore, IntracityStore] = [
  {
    appId: PLACED_BY.appId,
    store: FIRST_STORE,
    wxStoreId: '4000000000000042001',
    outStoreId: 'S-01',
    street: '天河南街道',
    house: '演示路 1 号',
    phone: '12000000011',
  },
  {
    appId: PLACED_BY.appId,
    store: SECOND_STORE,
    wxStoreId: '4000000000000042003',
    outStoreId: '',
    street: '云汇街道',
    house: '云汇广场 1 层',
    phone: '12000000012',
  },
];

export function intracityStore(wxStoreId: string): IntracityStore | undefined {
  return INTRACITY_STORES.find((one) => one.wxStoreId === wxStoreId);
}
