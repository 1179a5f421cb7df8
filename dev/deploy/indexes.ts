import type { ShopCollection } from '../../miniprogram/contract/shop-collections';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';

/** An index of the cloud database, with ordered keys. Lists are indexed by their items. */
export interface DatabaseIndex {
  /** Collection's name in the database. */
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
 * Indexes of collections that may grow large. test/dev/deploy/indexes.test.ts compares them with
 * the queries. The other collections hold a hundred documents at most. The cloud itself indexes
 * `_id` and `_openid`.
 */
export const INDEXES: readonly DatabaseIndex[] = [
  // The latest orders of all stores, and unknown orders older than an hour.
  index('deliveries', 'isKnown', '-lastAskedAt'),
  index('deliveries', 'storeIds', 'isKnown', '-lastAskedAt'),
  // Orders by the end of their id.
  index('deliveries', 'tails', 'isKnown', '-lastAskedAt'),
  // Expired orders.
  index('deliveries', 'lastAskedAt'),
  index('deliveries', 'ridersNeededAt'),
  // The latest lines, and expired ones.
  index('audit', '-at'),
  index('limits', 'expiresAt'),
];
