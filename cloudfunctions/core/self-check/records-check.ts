import { ageMs } from '../../../miniprogram/contract/age';
import { type ShopCollection, COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { Documents, Found, Search } from '../storage/documents';
import { isUnreadableDocument } from '../storage/read-fields';
import { accountOf } from '../shop/accounts';
import { miniProgramIn } from '../shop/mini-programs';
import { auditLineOf } from '../access/audit';
import { inviteOf } from '../people/invites';
import { noticeIn } from '../notices/owed';
import { staffOf } from '../access/staff';
import { wholeRecordOf } from '../records/read-record';
import { isUsedCode, usedCodeOf } from '../people/used-codes';
import { readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';

/** Reads a document; throws CloudFailure `unreadable-document`. */
type ReadRecord = (document: Found) => unknown;

/** Fields of our own documents only. A document with such a field but no version is damaged. */
const OWN_FIELDS: Readonly<Record<ShopCollection, readonly string[]>> = {
  shop: ['ownerIds', 'done'],
  staff: ['allStores'],
  stores: ['noRiderMinutes'],
  miniPrograms: ['appSecret'],
  accounts: ['bindings'],
  invites: ['inviterName'],
  deliveries: ['ridersNeededAt'],
  notices: ['owedAt'],
  audit: ['at'],
  limits: [], // Counters and turns: the code that needs an unreadable one removes it.
  tokens: ['leaseUntil'],
};

/**
 * Finds collections with unreadable documents. Checks the first 100 of each collection, and the 100
 * deliveries with the oldest rider data. Damaged deliveries end up among these, because the sweep
 * removes old data only from the others.
 */
export async function checkRecords({
  collections,
  now,
}: Pick<ShopParts, 'collections' | 'now'>): Promise<readonly CheckLine[]> {
  const at = now();
  const readers: Partial<Record<ShopCollection, ReadRecord>> = {
    // The shop's own document is skipped, because `readShop` below reads it even without a version.
    shop: (document) => (isUsedCode(document) ? usedCodeOf(document) : null),
    staff: (document) => staffOf(document._id, document, at),
    invites: (document) => inviteOf(document._id, document, at),
    miniPrograms: miniProgramIn,
    accounts: accountOf,
    deliveries: wholeRecordOf,
    notices: noticeIn,
    audit: auditLineOf,
  };
  const names = Object.keys(COLLECTIONS) as ShopCollection[];
  const found = await Promise.all(
    names.map(async (name) => {
      const documents = collections[name];
      const lost = await Promise.all(OWN_FIELDS[name].map((field) => documents.hasLost(field)));
      const isDamaged =
        lost.includes(true) ||
        (await isAnyUnreadable(documents, {}, readers[name])) ||
        (name === 'deliveries' && (await isAnyUnreadable(documents, OLDEST_RIDERS, wholeRecordOf)));
      return isDamaged ? [COLLECTIONS[name]] : [];
    }),
  );
  const shop = (await isReadable(readShop(collections.shop))) ? [] : [COLLECTIONS.shop];
  const unreadable = [...new Set<string>([...found.flat(), ...shop])];
  if (unreadable.length === 0) return [checkLine('records', 'records-readable')];
  return [checkLine('records', 'records-unreadable', { value: unreadable.join('、') })];
}

const OLDEST_RIDERS: Omit<Search, 'limit'> = {
  below: ['ridersNeededAt', Number.MAX_SAFE_INTEGER],
  leastFirst: 'ridersNeededAt',
};

function isReadable(reading: Promise<unknown>): Promise<boolean> {
  return reading.then(
    () => true,
    (error: unknown) => {
      if (!isUnreadableDocument(error)) throw error;
      return false;
    },
  );
}

async function isAnyUnreadable(
  documents: Documents,
  search: Omit<Search, 'limit'>,
  read: ReadRecord | undefined,
): Promise<boolean> {
  if (read === undefined) return false;
  const found = await documents.list({ ...search, limit: SHOP_BOUNDS.entries });
  // Stops at the first unreadable document, so that only one is logged.
  return found.some(
    (document) => documents.readEach([document], (one) => [read(one)]).length === 0,
  );
}

const MINUTE_MS = 60_000;
/** Maximum age (ms) of the last sweep. The sweep runs every hour, and two runs may be missed. */
const MOST_SWEEP_AGE_MS = 3 * 60 * MINUTE_MS;

/**
 * Checks that the hourly sweep, which removes old data, runs and completes. Otherwise rider data
 * are kept longer than the shop promises.
 *
 * @throws CloudFailure `unreadable-document`
 */
export async function checkSweep({
  collections,
  now,
}: Pick<ShopParts, 'collections' | 'now'>): Promise<readonly CheckLine[]> {
  const { claimedAt, sweptAt, sweepRanAt, sweepLeft } = await readShop(collections.shop);
  const at = now();
  const isRecent = (time: number): boolean => ageMs(time, at) <= MOST_SWEEP_AGE_MS;
  const isNew = sweptAt === 0 && isRecent(claimedAt);
  if (sweepLeft.length > 0 && isRecent(sweepRanAt)) {
    const finding = isRecent(sweptAt) || isNew ? 'sweep-left' : 'sweep-behind';
    return [checkLine('sweep', finding, { value: sweepLeft.join(' ') })];
  }
  const minutes = Math.max(0, Math.round((at - sweptAt) / MINUTE_MS));
  if (isRecent(sweptAt)) return [checkLine('sweep', 'sweep-recent', { value: String(minutes) })];
  if (isNew) return [checkLine('sweep', 'sweep-not-yet')];
  const hours = sweptAt === 0 ? '' : String(Math.floor(minutes / 60));
  return [checkLine('sweep', 'sweep-late', { value: hours })];
}

/**
 * Maximum time (ms) that a search for orders may take longer than a plain read. With an index both
 * take the same time. Without an index the search, and so a look-up, gets slower with every order.
 */
const MOST_SEARCH_MS = 1000;

/** Database operations on known orders, whose durations are compared. */
export interface SearchPorts {
  /** Reads a document by its `_id`, for which no index has to be created. */
  readonly read: () => Promise<unknown>;
  /** Searches of orders, for which indexes have to be created. */
  readonly searches: readonly (() => Promise<unknown>)[];
}

/**
 * Checks whether searches use an index, by the duration of the slowest one. The duration of a plain
 * read is subtracted, because the database itself may be slow.
 *
 * @param elapsedMs returns real time in ms, whatever clock the shop uses
 */
export async function checkSearch(
  { read, searches }: SearchPorts,
  elapsedMs: () => number = () => performance.now(),
): Promise<readonly CheckLine[]> {
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const before = elapsedMs();
    await work();
    return elapsedMs() - before;
  };
  const readMs = await timed(read);
  let searchMs = 0;
  for (const search of searches) searchMs = Math.max(searchMs, await timed(search));
  if (searchMs - readMs <= MOST_SEARCH_MS) return [checkLine('search', 'search-quick')];
  return [checkLine('search', 'search-slow', { value: (searchMs / 1000).toFixed(1) })];
}
