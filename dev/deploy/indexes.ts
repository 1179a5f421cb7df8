import type { ShopCollection } from '../../miniprogram/contract/shop-collections';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';

/** An index of the cloud database. `keys` in their order; lists are indexed by their items. */
export interface DatabaseIndex {
  /** Its name in the database. */
  readonly collection: string;
  readonly name: string;
  readonly keys: readonly { readonly name: string; readonly direction: '1' | '-1' }[];
}

function index(of: ShopCollection, ...fields: readonly string[]): DatabaseIndex {
  const keys = fields.map((field) =>
    field.startsWith('-')
      ? ({ name: field.slice(1), direction: '-1' } as const)
      : ({ name: field, direction: '1' } as const),
  );
  return { collection: COLLECTIONS[of], name: keys.map(({ name }) => name).join('_'), keys };
}

/**
 * What the functions search collections by that may grow large; test/dev/deploy/indexes.test.ts holds it against the queries in the code. The others hold
 * a hundred documents at most, and `_id` and `_openid` are indexed by the cloud itself.
 */
export const INDEXES: readonly DatabaseIndex[] = [
  // The latest orders of all stores; what nobody knew, once it is an hour old.
  index('deliveries', 'isKnown', '-lastAskedAt'),
  // The latest orders of some stores.
  index('deliveries', 'storeIds', 'isKnown', '-lastAskedAt'),
  // Orders by the end of an id.
  index('deliveries', 'tails', 'isKnown', '-lastAskedAt'),
  // What is kept no longer.
  index('deliveries', 'lastAskedAt'),
  index('deliveries', 'ridersNeededAt'),
  // The latest lines, and those that are kept no longer.
  index('audit', '-at'),
  index('limits', 'expiresAt'),
];
