/** What the shop keeps in the cloud's database, by collection; only the cloud may read or write it. */
export const SHOP_COLLECTIONS = [
  'shop',
  'staff',
  'stores',
  'accounts',
  'invites',
  'deliveries',
  'audit',
  'limits',
  'tokens',
] as const;

export type ShopCollection = (typeof SHOP_COLLECTIONS)[number];
