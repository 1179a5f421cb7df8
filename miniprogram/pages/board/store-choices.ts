import type { Store } from '../../contract/shop';
import type { Position } from '../../contract/delivery';
import type { StoreOnMap } from '../../ui/wording/riders-on-map';
import { askWhoIAm } from '../../services/shop-session';

/** Store to choose; the empty id stands for all of them. */
export interface StoreChoice {
  readonly storeId: string;
  readonly name: string;
  /** Where it is; null for all of them, and where nobody has entered that. */
  readonly place: Position | null;
}

/** Returns those of the stores that can stand on the map. */
export function housesOf(stores: readonly StoreChoice[]): readonly StoreOnMap[] {
  return stores.flatMap(({ name, place }) => (place === null ? [] : [{ name, place }]));
}

/** Stores whose boards the person may see, for the page. */
export interface StoreChoices {
  /** Stores on the map. */
  readonly houses: readonly StoreOnMap[];
  readonly stores: readonly StoreChoice[];
  readonly storeName: string;
}

/** What the page shows before the stores are known, and to a stranger. */
export const NO_STORES: StoreChoices = { houses: [], stores: [], storeName: '看板' };

/** Asks for the person's stores. @returns null without an answer, and for who has none */
export function askStoreChoices(): Promise<StoreChoices | null> {
  return askWhoIAm().then((known) => (known.ok ? choicesOf(known.data.stores) : null));
}

function choicesOf(mine: readonly Store[]): StoreChoices | null {
  const stores = mine.map(({ storeId, name, position }) => ({ storeId, name, place: position }));
  const houses = housesOf(stores);
  const [first] = stores;
  if (first === undefined) return null;
  if (stores.length === 1) return { stores, houses, storeName: first.name };
  return { stores: [{ storeId: '', name: ALL, place: null }, ...stores], houses, storeName: ALL };
}

const ALL = '全部门店';
