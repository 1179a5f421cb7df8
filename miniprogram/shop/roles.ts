import type { Role, Store, StoreScope } from '../contract/shop';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: '店主',
  manager: '店长',
  clerk: '店员',
  reviewer: '审核体验',
};

/** What each role may do, in words, for the person who assigns a role. */
export const ROLE_DUTIES: Readonly<Record<Role, string>> = {
  owner: '管全部：人员、门店、配送账号和记录',
  manager: '查单；邀请和移除自己门店的店员',
  clerk: '查自己门店的单，给骑手打电话',
  reviewer: '给微信审核员：14 天，只看演示订单',
};

/** Returns the first character of a person's name, for the round badge. */
export function initialOf(name: string): string {
  return Array.from(name)[0] ?? '';
}

type NamedStore = Pick<Store, 'storeId' | 'name'>;

/** Joins the names of a person's stores, or returns `全部门店`. Unknown stores are left out. */
export function storeNames(scope: StoreScope, stores: readonly NamedStore[]): string {
  if (scope === 'all') return '全部门店';
  return scope
    .flatMap((storeId) => stores.find((store) => store.storeId === storeId)?.name ?? [])
    .join('、');
}

/** Joins the non-empty parts into one line, such as `店员 · 天河南店`. */
export function joinNonEmpty(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' · ');
}
