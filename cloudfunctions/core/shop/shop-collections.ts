import type { ShopCollection } from '../../../miniprogram/shared/shop-collections';
import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import type { Database, Documents } from '../runtime/documents';
import { createDocuments } from '../runtime/documents';
import type { Log } from '../runtime/log';

export type ShopCollections = Readonly<Record<ShopCollection, Documents>>;

export function openCollections(database: () => Database, log: Log): ShopCollections {
  const open = (name: ShopCollection): Documents =>
    createDocuments(database, COLLECTIONS[name], log);
  return {
    shop: open('shop'),
    staff: open('staff'),
    stores: open('stores'),
    accounts: open('accounts'),
    invites: open('invites'),
    deliveries: open('deliveries'),
    audit: open('audit'),
    limits: open('limits'),
    tokens: open('tokens'),
  };
}
