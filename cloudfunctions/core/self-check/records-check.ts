import type { ShopCollection } from '../../../miniprogram/contract/shop-collections';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { Documents, Found } from '../storage/documents';
import { isUnreadable } from '../storage/documents';
import { accountOf } from '../shop/accounts';
import { auditLineOf } from '../access/audit';
import { triesIn } from '../people/setup-code';
import { inviteOf } from '../people/invites';
import { staffOf } from '../access/staff';
import { isUsedCode, usedCodeOf } from '../people/used-codes';
import { readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import type { CheckLine } from '../../../miniprogram/contract/self-check';
import { checkLine } from '../../../miniprogram/contract/self-check';

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

const MINUTE_MS = 60_000;
/** The sweep runs each hour: two turns may be missed before it is told. */
const MOST_SWEEP_AGE_MS = 3 * 60 * MINUTE_MS;

/**
 * Tells whether the hourly sweep comes to its end: without it riders are kept for longer than the
 * shop promises.
 *
 * @throws CloudFailure `unreadable-document`
 */
export async function checkSweep({
  collections,
  now,
}: Pick<ShopParts, 'collections' | 'now'>): Promise<readonly CheckLine[]> {
  const { claimedAt, sweptAt } = await readShop(collections.shop);
  const at = now();
  const isRecent = (time: number): boolean => Math.abs(at - time) <= MOST_SWEEP_AGE_MS;
  const minutes = Math.max(0, Math.round((at - sweptAt) / MINUTE_MS));
  if (isRecent(sweptAt)) return [checkLine('sweep', 'sweep-recent', { value: String(minutes) })];
  if (sweptAt === 0 && isRecent(claimedAt)) return [checkLine('sweep', 'sweep-not-yet')];
  const hours = sweptAt === 0 || sweptAt > at ? '' : String(Math.floor(minutes / 60));
  return [checkLine('sweep', 'sweep-late', { value: hours })];
}

/**
 * Finding an order by its end may take so much longer than reading a document: an index makes it as
 * fast; without one it grows with all that was ever looked up, and a look-up waits for it.
 */
const MOST_SEARCH_MS = 1000;

/** Questions to the database of known orders. */
export interface SearchPorts {
  /** Reads a document by its `_id`, which needs no index of ours. */
  readonly read: () => Promise<unknown>;
  /** Looks for an order by its end, which needs one. */
  readonly search: () => Promise<unknown>;
}

/**
 * Tells by its time whether the database finds an order by an index. How slow the database itself
 * is just now is left out of it.
 *
 * @param elapsedMs of real time, whatever clock the shop goes by
 */
export async function checkSearch(
  { read, search }: SearchPorts,
  elapsedMs: () => number = () => performance.now(),
): Promise<readonly CheckLine[]> {
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const before = elapsedMs();
    await work();
    return elapsedMs() - before;
  };
  const readMs = await timed(read);
  const searchMs = await timed(search);
  if (searchMs - readMs <= MOST_SEARCH_MS) return [checkLine('search', 'search-quick')];
  return [checkLine('search', 'search-slow', { value: (searchMs / 1000).toFixed(1) })];
}
