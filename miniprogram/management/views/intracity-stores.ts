import { distanceMetres } from '../../contract/delivery';
import type { Store } from '../../contract/shop';
import type { StoreBinding } from '../../contract/shop-settings';
import type { WeChatStore } from '../../contract/shop-api';
import { joinNonEmpty } from '../../shop/roles';
import type { Choice } from './choices';

/** WeChat's number (`wxStoreId`) of each store of the shop, by `storeId`; empty for none. */
export type ChosenStores = Readonly<Record<string, string>>;

/** Largest distance (m) between WeChat's and the shop's position of a store for a match. */
const SAME_PLACE_METRES = 150;
/** Option for a store of the shop that does not use 同城配送. */
const NO_STORE_CHOICE: Choice = { value: '', title: '没有', detail: '这家门店不用同城配送' };

/** @returns WeChat's number of each store in the stored bindings, before WeChat's list is known */
export function boundStores(
  stores: readonly Store[],
  bindings: readonly StoreBinding[],
): ChosenStores {
  return chooseForEach(stores, ({ storeId }) => {
    return bindings.find((one) => one.storeId === storeId)?.shopNo ?? '';
  });
}

/** Drops choices that WeChat does not list. If none is left, matches stores by name or position. */
export function matchedStores(
  chosen: ChosenStores,
  stores: readonly Store[],
  listed: readonly WeChatStore[],
): ChosenStores {
  const isListed = (number: string): boolean => listed.some((one) => one.wxStoreId === number);
  const kept = chooseForEach(stores, ({ storeId }) => {
    const number = chosen[storeId] ?? '';
    return isListed(number) ? number : '';
  });
  if (bindingsOf(kept).length > 0) return kept;
  const taken = new Set<string>();
  return chooseForEach(stores, (store) => {
    const free = listed.filter(({ wxStoreId }) => !taken.has(wxStoreId));
    const match = matchingStore(store, free, stores.length === 1 && listed.length === 1);
    if (match !== undefined) taken.add(match.wxStoreId);
    return match?.wxStoreId ?? '';
  });
}

function matchingStore(
  { name, position }: Store,
  listed: readonly WeChatStore[],
  isOnlyOne: boolean,
): WeChatStore | undefined {
  if (isOnlyOne) return listed[0];
  const sameName = listed.find((one) => one.name === name);
  if (sameName !== undefined || position === null) return sameName;
  const near = listed.filter(
    (one) => one.position !== null && distanceMetres(one.position, position) <= SAME_PLACE_METRES,
  );
  return near.length === 1 ? near[0] : undefined;
}

/** @returns the choices after a tap. Each of WeChat's stores belongs to one store at most */
export function withStoreSet(chosen: ChosenStores, storeId: string, number: string): ChosenStores {
  const others = Object.entries(chosen).map(([id, other]) => [id, other === number ? '' : other]);
  return { ...(Object.fromEntries(others) as ChosenStores), [storeId]: number };
}

export function bindingsOf(chosen: ChosenStores): readonly StoreBinding[] {
  return Object.entries(chosen).flatMap(([storeId, shopNo]) =>
    shopNo === '' ? [] : [{ storeId, shopNo }],
  );
}

/** @returns an option for each of WeChat's stores; `NO_STORE_CHOICE` if the shop has several */
export function wechatChoices(
  listed: readonly WeChatStore[],
  stores: readonly Store[],
): readonly Choice[] {
  const choices = listed.map((store) => ({
    value: store.wxStoreId,
    title: titleOf(store),
    detail: joinNonEmpty(store.name === '' ? '' : store.address, tailOf(store.wxStoreId)),
  }));
  return stores.length > 1 ? [...choices, NO_STORE_CHOICE] : choices;
}

/** Builds a row for each store of the shop, with the store at WeChat that was chosen for it. */
export function storeRows(
  chosen: ChosenStores,
  stores: readonly Store[],
  listed: readonly WeChatStore[],
) {
  return stores.map(({ storeId, name }) => {
    const number = chosen[storeId] ?? '';
    const store = listed.find((one) => one.wxStoreId === number);
    const words = store === undefined ? tailOf(number) : `${titleOf(store)} · ${tailOf(number)}`;
    const row = { storeId, title: name, chosen: [number] };
    return number === ''
      ? { ...row, words: '没有选', tone: 'neutral', act: '选' }
      : { ...row, words, tone: 'done', act: '改' };
  });
}

function titleOf({ name, address, ownNumber, wxStoreId }: WeChatStore): string {
  return [name, address, ownNumber ?? ''].find((part) => part !== '') ?? tailOf(wxStoreId);
}

/** Shortens WeChat's number of a store to its end, by which people can recognise it. */
function tailOf(number: string): string {
  return number === '' ? '' : `…${number.slice(-4)}`;
}

function chooseForEach(stores: readonly Store[], numberOf: (store: Store) => string): ChosenStores {
  return Object.fromEntries(stores.map((store) => [store.storeId, numberOf(store)]));
}
