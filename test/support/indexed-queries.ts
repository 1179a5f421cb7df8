import type { Fields } from '../../cloudfunctions/core/storage/documents';
import type { DatabaseIndex } from '../../dev/deploy/indexes';
import { COLLECTION_NAMES, COLLECTIONS } from '../../miniprogram/contract/shop-collections';

const { shop, staff, stores, miniPrograms, accounts, invites, tokens } = COLLECTIONS;
/** Collections of a hundred documents at most. Any other one of the shop's may grow large. */
const SMALL: readonly string[] = [shop, staff, stores, miniPrograms, accounts, invites, tokens];

/** A query of a collection that may grow large, as far as it matters to an index. */
export type Queried = NonNullable<ReturnType<typeof queriedBy>>;

/**
 * Returns what a query needs of an index: `equal`, fields that are compared with values, `bounded`,
 * fields with an upper or a lower bound, and the order. null where it needs none.
 */
export function queriedBy(collection: string, condition: Fields, order: string | null) {
  // The cloud finds `_id` by itself. It checks the owner in the found documents.
  const { _id, _openid, version, ...rest } = condition;
  const names = Object.keys(rest).sort();
  const isLarge = COLLECTION_NAMES.includes(collection) && !SMALL.includes(collection);
  if (!isLarge || _id !== undefined || (names.length === 0 && order === null)) return null;
  const isRange = (name: string): boolean => {
    const wanted = rest[name];
    return typeof wanted === 'object' && wanted !== null && ('$lt' in wanted || '$gt' in wanted);
  };
  const equal = names.filter((name) => !isRange(name));
  return { collection, equal, bounded: names.filter(isRange), order };
}

/** Says whether an index answers a query alone: equal fields first, then a bound or an order. */
export function serves({ collection, keys }: DatabaseIndex, query: Queried): boolean {
  const names = keys.map(({ name }) => name);
  // An index holds one list at most. The few orders with one end are filtered by store.
  const wanted = query.equal.includes('tails')
    ? query.equal.filter((name) => name !== 'storeIds')
    : query.equal;
  const equal = names.slice(0, wanted.length).sort();
  const rest = [...new Set([...query.bounded, ...(query.order === null ? [] : [query.order])])];
  return (
    collection === query.collection &&
    equal.join() === wanted.join() &&
    names.slice(equal.length).join() === rest.join()
  );
}
