import { boolean, string } from 'superstruct';
import { list } from '../../../miniprogram/shared/schema';
import type { StoreScope } from '../../../miniprogram/shared/shop';

/** A scope as documents keep it: flat, for queries. */
export const keptScope = { allStores: boolean(), storeIds: list(string()) };

interface KeptScope {
  readonly allStores: boolean;
  readonly storeIds: readonly string[];
}

export function scopeOf({ allStores, storeIds }: KeptScope): StoreScope {
  return allStores ? 'all' : storeIds;
}

export function scopeFields(stores: StoreScope): KeptScope {
  return { allStores: stores === 'all', storeIds: stores === 'all' ? [] : [...stores] };
}

/** Whether two scopes have a store in common. */
export function overlaps(one: StoreScope, other: StoreScope): boolean {
  if (one === 'all') return other === 'all' || other.length > 0;
  return other === 'all' ? one.length > 0 : one.some((storeId) => other.includes(storeId));
}
