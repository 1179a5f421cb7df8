import type { StoreScope } from '../../../miniprogram/shared/shop';

/** Whether two scopes have a store in common. */
export function overlaps(one: StoreScope, other: StoreScope): boolean {
  if (one === 'all') return other === 'all' || other.length > 0;
  return other === 'all' ? one.length > 0 : one.some((storeId) => other.includes(storeId));
}
