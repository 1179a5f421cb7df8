/**
 * What the shop keeps in the cloud's database, each under its collection's name there; only the cloud may read or write it. The prefix keeps apart what
 * other programs of the same environment call the same.
 */
export const COLLECTIONS = {
  shop: 'rider_where_shop',
  staff: 'rider_where_staff',
  stores: 'rider_where_stores',
  accounts: 'rider_where_accounts',
  invites: 'rider_where_invites',
  deliveries: 'rider_where_deliveries',
  audit: 'rider_where_audit',
  limits: 'rider_where_limits',
  tokens: 'rider_where_tokens',
} as const;

export type ShopCollection = keyof typeof COLLECTIONS;

/** The names in the database. */
export const COLLECTION_NAMES: readonly string[] = Object.values(COLLECTIONS);
