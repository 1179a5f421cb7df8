import { distanceMetres } from '../../contract/delivery';
import type { Store } from '../../contract/shop';
import type { StoreBinding } from '../../contract/shop-settings';
import type { WeChatStore } from '../../contract/shop-api';
import { joinNonEmpty } from '../../shop/roles';
import type { Choice } from './choices';

/** WeChat's number (`wxStoreId`) of each store of the shop, by `storeId`; '' if none is chosen. */
export type ChosenStores = Readonly<Record<string, string>>;

/** Largest distance between the positions that WeChat and the shop have of the same store. */
const SAME_PLACE_METRES = 150;
const NO_STORE_CHOICE: Choice = { value: '', title: '没有', detail: '这家门店不用同城配送' };

/** @returns WeChat's number of each store, as stored in the account's bindings */
export function boundStores(
  stores: readonly Store[],
  bindings: readonly StoreBinding[],
): ChosenStores {
  return chooseForEach(stores, ({ storeId }) => {
    return bindings.find((binding) => binding.storeId === storeId)?.shopNo ?? '';
  });
}

/** Keeps chosen stores that WeChat lists; if none is left, matches stores by name or position. */
export function matchedStores(
  chosenStores: ChosenStores,
  stores: readonly Store[],
  wxStores: readonly WeChatStore[],
): ChosenStores {
  const isListed = (shopNo: string): boolean => wxStores.some((one) => one.wxStoreId === shopNo);
  const listedChoices = chooseForEach(stores, ({ storeId }) => {
    const wxStoreId = chosenStores[storeId] ?? '';
    return isListed(wxStoreId) ? wxStoreId : '';
  });
  if (bindingsOf(listedChoices).length > 0) return listedChoices;
  const takenNumbers = new Set<string>();
  return chooseForEach(stores, (store) => {
    const freeStores = wxStores.filter(({ wxStoreId }) => !takenNumbers.has(wxStoreId));
    const match = matchingStore(store, freeStores, stores.length === 1 && wxStores.length === 1);
    if (match !== undefined) takenNumbers.add(match.wxStoreId);
    return match?.wxStoreId ?? '';
  });
}

function matchingStore(
  { name, position }: Store,
  wxStores: readonly WeChatStore[],
  isOnlyPair: boolean,
): WeChatStore | undefined {
  if (isOnlyPair) return wxStores[0];
  const sameNamed = wxStores.find((store) => store.name === name);
  if (sameNamed !== undefined || position === null) return sameNamed;
  const nearStores = wxStores.filter(
    (one) => one.position !== null && distanceMetres(one.position, position) <= SAME_PLACE_METRES,
  );
  return nearStores.length === 1 ? nearStores[0] : undefined;
}

/** @returns the choices after a tap. No two stores of the shop have the same store at WeChat */
export function withChoice(chosen: ChosenStores, storeId: string, shopNo: string): ChosenStores {
  const entries = Object.entries(chosen).map(([id, other]) => [id, other === shopNo ? '' : other]);
  return { ...(Object.fromEntries(entries) as ChosenStores), [storeId]: shopNo };
}

export function bindingsOf(chosenStores: ChosenStores): readonly StoreBinding[] {
  return Object.entries(chosenStores).flatMap(([storeId, shopNo]) =>
    shopNo === '' ? [] : [{ storeId, shopNo }],
  );
}

/** @returns an option for each store at WeChat; if the shop has several stores, also 没有 (none) */
export function wechatChoices(
  wxStores: readonly WeChatStore[],
  stores: readonly Store[],
): readonly Choice[] {
  const choices = wxStores.map((store) => ({
    value: store.wxStoreId,
    title: storeTitle(store),
    detail: joinNonEmpty(store.name === '' ? '' : store.address, numberEnd(store.wxStoreId)),
  }));
  return stores.length > 1 ? [...choices, NO_STORE_CHOICE] : choices;
}

/** Builds a row for each store of the shop, with the store at WeChat that was chosen for it. */
export function storeRows(
  chosenStores: ChosenStores,
  stores: readonly Store[],
  wxStores: readonly WeChatStore[],
) {
  return stores.map(({ storeId, name }) => {
    const wxStoreId = chosenStores[storeId] ?? '';
    const store = wxStores.find((wxStore) => wxStore.wxStoreId === wxStoreId);
    const end = numberEnd(wxStoreId);
    const words = store === undefined ? end : `${storeTitle(store)} · ${end}`;
    const row = { storeId, title: name, chosen: [wxStoreId] };
    return wxStoreId === ''
      ? { ...row, words: '没有选', tone: 'neutral', act: '选' }
      : { ...row, words, tone: 'done', act: '改' };
  });
}

function storeTitle({ name, address, ownNumber, wxStoreId }: WeChatStore): string {
  return [name, address, ownNumber ?? ''].find((text) => text !== '') ?? numberEnd(wxStoreId);
}

/** Shortens WeChat's number of a store to its last four digits, which people can recognise. */
function numberEnd(wxStoreId: string): string {
  return wxStoreId === '' ? '' : `…${wxStoreId.slice(-4)}`;
}

function chooseForEach(stores: readonly Store[], numberOf: (store: Store) => string): ChosenStores {
  return Object.fromEntries(stores.map((store) => [store.storeId, numberOf(store)]));
}
