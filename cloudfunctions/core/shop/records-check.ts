import type { CheckLine } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';
import type { ShopCollection } from '../../../miniprogram/shared/shop-collections';
import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { SHOP_BOUNDS } from '../../../miniprogram/shared/shop';
import type { Documents, Found } from '../runtime/documents';
import { isUnreadable } from '../runtime/documents';
import { accountOf } from './accounts';
import { auditLineOf } from './audit';
import { triesIn } from './claim-tries';
import { inviteOf } from './invites';
import { readShop } from './shop-document';
import type { ShopParts } from './shop-parts';
import { staffOf } from './staff';
import { isUsedCode, usedCodeOf } from './used-codes';

/** Reads a document; throws CloudFailure `unreadable-document`. */
export type ReadRecord = (document: Found) => unknown;

/**
 * Fields of each collection that no other program's document is likely to have: one without a
 * version was one of ours.
 */
const OURS: Readonly<Record<ShopCollection, readonly string[]>> = {
  shop: ['ownerIds', 'done'],
  staff: ['allStores'],
  stores: ['noRiderMinutes'],
  accounts: ['bindings'],
  invites: ['inviterName'],
  deliveries: ['ridersNeededAt'],
  audit: ['at'],
  limits: ['expiresAt'],
  tokens: ['forcedAt'],
};

/**
 * Whether there are documents that cannot be read, by their collections; of those that may grow
 * large the first hundred are looked at.
 */
export async function checkRecords(
  { collections, now }: Pick<ShopParts, 'collections' | 'now'>,
  readDelivery: ReadRecord,
): Promise<readonly CheckLine[]> {
  const at = now();
  const readers: Partial<Record<ShopCollection, ReadRecord>> = {
    // The shop itself is read below by its id, also where it has lost its version.
    shop: (document) => (isUsedCode(document) ? usedCodeOf(document) : null),
    staff: (document) => staffOf(document._id, document, at),
    invites: (document) => inviteOf(document._id, document, at),
    accounts: accountOf,
    deliveries: readDelivery,
    audit: auditLineOf,
    limits: triesIn,
  };
  const names = Object.keys(COLLECTIONS) as ShopCollection[];
  const found = await Promise.all(
    names.map(async (name) => {
      const documents = collections[name];
      const lost = await Promise.all(OURS[name].map((field) => documents.hasLost(field)));
      return lost.includes(true) || (await isAnyUnreadable(documents, readers[name]))
        ? [COLLECTIONS[name]]
        : [];
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
  read: ReadRecord | undefined,
): Promise<boolean> {
  if (read === undefined) return false;
  const found = await documents.list({ limit: SHOP_BOUNDS.entries });
  // One is enough, also for the log.
  return found.some((document) => {
    const readable = documents.readEach([document], (one) => {
      read(one);
      return one;
    });
    return readable.length === 0;
  });
}
