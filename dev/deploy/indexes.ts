import { type ShopCollection, COLLECTIONS } from '../../miniprogram/contract/shop-collections';

/** Index of the cloud database, with ordered keys. A list field is indexed by its items. */
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
 * Indexes of collections that may grow large; other collections hold a hundred documents at most.
 * test/dev/deploy/indexes.test.ts compares the indexes with the queries. The cloud itself indexes
 * `_id` and `_openid`.
 */
export const INDEXES: readonly DatabaseIndex[] = [
  // Lists of the latest orders of all stores, then of some; the first also finds old unknown ids.
  index('deliveries', 'isKnown', '-lastAskedAt'),
  index('deliveries', 'storeIds', 'isKnown', '-lastAskedAt'),
  // Search for orders by the last characters of their ids.
  index('deliveries', 'tails', 'isKnown', '-lastAskedAt'),
  // The board: what is under way, and what ended last, of all stores and of some.
  index('deliveries', 'isUnderWay', '-lastAskedAt'),
  index('deliveries', 'boardStoreIds', 'isUnderWay', '-lastAskedAt'),
  index('deliveries', '-endedAt'),
  index('deliveries', 'boardStoreIds', '-endedAt'),
  // Awaited orders.
  index('deliveries', 'awaitedFor', 'awaitedAt'),
  // Queries of the hourly sweep: old orders, those that nobody awaits any more, and ended orders
  // whose riders are to be forgotten.
  index('deliveries', 'lastAskedAt'),
  index('deliveries', 'awaitedUntil'),
  index('deliveries', 'ridersNeededAt'),
  // Notices that are to be told, and the sweep's query for old ones.
  index('notices', 'storeId', 'state', 'owedAt'),
  index('notices', 'staffId', 'state', 'owedAt'),
  index('notices', 'owedAt'),
  // The list of the latest audit lines, and the sweep's queries for old lines and old limits.
  index('audit', '-at'),
  index('limits', 'triesSince'),
];
