import { boolean, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/shared/schema';
import { list } from '../../../miniprogram/shared/schema';
import type { StoreScope } from '../../../miniprogram/shared/shop';

/** A scope as documents keep it: flat, for queries. */
type KeptScope = Of<typeof keptScope>;
export const keptScope = type({ allStores: boolean(), storeIds: list(string()) });

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
