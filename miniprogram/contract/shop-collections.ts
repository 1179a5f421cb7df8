/** The prefix tells the collections from those of other applications in the environment. */
export const COLLECTIONS = {
  shop: 'rider_where_shop',
  staff: 'rider_where_staff',
  stores: 'rider_where_stores',
  miniPrograms: 'rider_where_mini_programs',
  accounts: 'rider_where_accounts',
  invites: 'rider_where_invites',
  deliveries: 'rider_where_deliveries',
  notices: 'rider_where_notices',
  audit: 'rider_where_audit',
  limits: 'rider_where_limits',
  tokens: 'rider_where_tokens',
} as const;

export type ShopCollection = keyof typeof COLLECTIONS;

export const COLLECTION_NAMES: readonly string[] = Object.values(COLLECTIONS);
