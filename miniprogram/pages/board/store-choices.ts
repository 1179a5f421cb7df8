import { askWhoIAm } from '../../services/shop-session';

/** Store to choose; the empty id stands for all of them. */
export interface StoreChoice {
  readonly storeId: string;
  readonly name: string;
}

/** Stores whose boards the person may see, for the page. */
export interface StoreChoices {
  readonly stores: readonly StoreChoice[];
  readonly storeName: string;
}

/** Asks for the person's stores. @returns null without an answer, and for who has none */
export async function askStoreChoices(): Promise<StoreChoices | null> {
  const known = await askWhoIAm();
  if (!known.ok) return null;
  const stores = known.data.stores.map(({ storeId, name }) => ({ storeId, name }));
  const [first] = stores;
  if (first === undefined) return null;
  if (stores.length === 1) return { stores, storeName: first.name };
  return { stores: [{ storeId: '', name: ALL }, ...stores], storeName: ALL };
}

const ALL = '全部门店';
