import { distanceMetres } from '../../contract/delivery';
import type { Store } from '../../contract/shop';
import type { Binding } from '../../contract/shop-settings';
import type { WeChatStore } from '../../contract/shop-api';
import { joinedParts } from '../../shop/roles';
import type { Choice } from './choices';

/** WeChat's number (`wxStoreId`) of each store of the shop, by `storeId`; empty for none. */
export type ChosenStores = Readonly<Record<string, string>>;

/** Largest distance (metres) between the position that WeChat has of a store and the shop's own. */
const SAME_PLACE_METRES = 150;
/** Option for a store of the shop for which 同城配送 does not deliver. */
const NO_STORE: Choice = { value: '', title: '没有', detail: '这家门店不用同城配送' };

/** @returns the choice that the stored bindings give, before WeChat's list is known */
export function boundStores(stores: readonly Store[], bindings: readonly Binding[]): ChosenStores {
  return chosenBy(stores, ({ storeId }) => {
    return bindings.find((one) => one.storeId === storeId)?.shopNo ?? '';
  });
}

/** Drops chosen stores that are not listed. With none left, matches stores by name or place. */
export function matchedStores(
  chosen: ChosenStores,
  stores: readonly Store[],
  listed: readonly WeChatStore[],
): ChosenStores {
  const isListed = (number: string): boolean => listed.some((one) => one.wxStoreId === number);
  const kept = chosenBy(stores, ({ storeId }) => {
    const number = chosen[storeId] ?? '';
    return isListed(number) ? number : '';
  });
  if (bindingsOf(kept).length > 0) return kept;
  const taken = new Set<string>();
  return chosenBy(stores, (store) => {
    const free = listed.filter(({ wxStoreId }) => !taken.has(wxStoreId));
    const match = matchOf(store, free, stores.length === 1 && listed.length === 1);
    if (match !== undefined) taken.add(match.wxStoreId);
    return match?.wxStoreId ?? '';
  });
}

function matchOf(
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

/** @returns the choice after a tap. No two stores of the shop keep the same store of WeChat's. */
export function withChosen(chosen: ChosenStores, storeId: string, number: string): ChosenStores {
  const others = Object.entries(chosen).map(([id, other]) => [id, other === number ? '' : other]);
  return { ...(Object.fromEntries(others) as ChosenStores), [storeId]: number };
}

export function bindingsOf(chosen: ChosenStores): readonly Binding[] {
  return Object.entries(chosen).flatMap(([storeId, shopNo]) =>
    shopNo === '' ? [] : [{ storeId, shopNo }],
  );
}

/** @returns an option for each of WeChat's stores, and `NO_STORE` if the shop has several stores */
export function wechatChoices(
  listed: readonly WeChatStore[],
  stores: readonly Store[],
): readonly Choice[] {
  const choices = listed.map((store) => ({
    value: store.wxStoreId,
    title: titleOf(store),
    detail: joinedParts(store.name === '' ? '' : store.address, ending(store.wxStoreId)),
  }));
  return stores.length > 1 ? [...choices, NO_STORE] : choices;
}

/** Builds a row for each store of the shop, with WeChat's store that belongs to it. */
export function storeRows(
  chosen: ChosenStores,
  stores: readonly Store[],
  listed: readonly WeChatStore[],
) {
  return stores.map(({ storeId, name }) => {
    const number = chosen[storeId] ?? '';
    const store = listed.find((one) => one.wxStoreId === number);
    const words = store === undefined ? ending(number) : `${titleOf(store)} · ${ending(number)}`;
    const row = { storeId, title: name, chosen: [number] };
    return number === ''
      ? { ...row, words: '没有选', tone: 'neutral', act: '选' }
      : { ...row, words, tone: 'done', act: '改' };
  });
}

function titleOf({ name, address, ownNumber, wxStoreId }: WeChatStore): string {
  return [name, address, ownNumber ?? ''].find((part) => part !== '') ?? ending(wxStoreId);
}

/** Shortens WeChat's number of a store to its end, the only part that people may know. */
function ending(number: string): string {
  return number === '' ? '' : `…${number.slice(-4)}`;
}

function chosenBy(stores: readonly Store[], numberOf: (store: Store) => string): ChosenStores {
  return Object.fromEntries(stores.map((store) => [store.storeId, numberOf(store)]));
}
