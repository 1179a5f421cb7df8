import type { CheckLine } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';
import type { ShopCollection } from '../../../miniprogram/shared/shop-collections';
import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { SHOP_BOUNDS } from '../../../miniprogram/shared/shop';
import type { Documents, Found } from '../runtime/documents';
import { isUnreadable } from '../runtime/documents';
import { accountOf } from './accounts';
import { inviteOf } from './invites';
import { readShop } from './shop-document';
import type { ShopParts } from './shop-parts';
import { staffOf } from './staff';

/** A field of each collection that no other program's document is likely to have: one without a version was one of ours. */
const OURS: Readonly<Record<ShopCollection, string>> = {
  shop: 'ownerIds',
  staff: 'allStores',
  stores: 'noRiderMinutes',
  accounts: 'bindings',
  invites: 'inviterName',
  deliveries: 'ridersNeededAt',
  audit: 'at',
  limits: 'expiresAt',
  tokens: 'forcedAt',
};

/** Whether there are documents that cannot be read, by their collections; of those that may grow large the first are looked at. */
export async function checkRecords({
  collections,
  now,
}: Pick<ShopParts, 'collections' | 'now'>): Promise<readonly CheckLine[]> {
  const at = now();
  const readers: Partial<Record<ShopCollection, (document: Found) => unknown>> = {
    staff: (document) => staffOf(document._id, document, at),
    invites: (document) => inviteOf(document._id, document, at),
    accounts: accountOf,
  };
  const names = Object.keys(COLLECTIONS) as ShopCollection[];
  const found = await Promise.all(
    names.map(async (name) => {
      const documents = collections[name];
      const isLost = await documents.hasLost(OURS[name]);
      return isLost || (await isAnyUnreadable(documents, readers[name])) ? [COLLECTIONS[name]] : [];
    }),
  );
  const shop = await readShop(collections.shop).then(
    () => [],
    (error: unknown) => {
      if (!isUnreadable(error)) throw error;
      return [COLLECTIONS.shop];
    },
  );
  const unreadable = [...new Set<string>([...found.flat(), ...shop])];
  if (unreadable.length === 0) return [checkLine('records', 'records-readable')];
  return [checkLine('records', 'records-unreadable', { value: unreadable.join('、') })];
}

async function isAnyUnreadable(
  documents: Documents,
  read: ((document: Found) => unknown) | undefined,
): Promise<boolean> {
  if (read === undefined) return false;
  const found = await documents.list({ limit: SHOP_BOUNDS.entries });
  const readable = documents.readEach(found, (document) => {
    read(document);
    return document;
  });
  return readable.length < found.length;
}
