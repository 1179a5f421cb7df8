import { ageMs } from '../../../miniprogram/contract/age';
import { type ShopCollection, COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { Documents, Found, Search } from '../storage/documents';
import { nullIfFailsWith } from '../runtime/cloud-failure';
import { accountOf } from '../shop/accounts';
import { miniProgramIn } from '../shop/mini-programs';
import { readAuditLine } from '../access/audit';
import { inviteOf } from '../people/invites';
import { noticeIn } from '../notices/owed';
import { staffOf } from '../access/staff';
import { wholeRecordOf } from '../records/read-record';
import { isUsedCodeDocument, readUsedCode } from '../people/setup-code';
import { readShop } from '../storage/shop-document';
import type { ShopContext } from '../access/shop-context';
import { minutesSince } from './function-check';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';

type ReadContext = Pick<ShopContext, 'collections' | 'now'>;
type ReadRecord = (document: Found) => unknown;

/** Fields that only our documents have. A document with such a field needs a version, too. */
const FIELDS_ONLY_OURS_HAVE: Readonly<Record<ShopCollection, readonly string[]>> = {
  shop: ['ownerIds', 'done'],
  staff: ['allStores'],
  stores: ['noRiderMinutes'],
  miniPrograms: ['appSecret'],
  accounts: ['bindings'],
  invites: ['inviterName'],
  deliveries: ['ridersNeededAt'],
  notices: ['owedAt'],
  audit: ['at'],
  limits: [], // Counters and queues: code that finds an unreadable one removes it.
  tokens: ['deadUntil'],
};

/**
 * Finds collections with unreadable documents. Reads the first 100 of each, and the 100 deliveries
 * with the oldest rider data, because the sweep removes old data only from readable ones.
 */
export async function checkRecords(context: ReadContext): Promise<readonly CheckLine[]> {
  const { collections } = context;
  const now = context.now();
  const readersByName: Partial<Record<ShopCollection, ReadRecord>> = {
    // The collection also has used set-up codes. `readShop` below reads the shop's own document.
    shop: (document) => (isUsedCodeDocument(document) ? readUsedCode(document) : null),
    staff: (document) => staffOf(document._id, document, now),
    invites: (document) => inviteOf(document._id, document, now),
    miniPrograms: miniProgramIn,
    accounts: accountOf,
    deliveries: wholeRecordOf,
    notices: noticeIn,
    audit: readAuditLine,
  };
  const collectionNames = Object.keys(COLLECTIONS) as ShopCollection[];
  const damagedNames = await Promise.all(
    collectionNames.map(async (name) => {
      const documents = collections[name];
      const areUnversioned = await Promise.all(
        FIELDS_ONLY_OURS_HAVE[name].map((field) => documents.hasUnversioned(field)),
      );
      const isDamaged =
        areUnversioned.includes(true) ||
        (await isAnyUnreadable(documents, {}, readersByName[name])) ||
        (name === 'deliveries' && (await isAnyUnreadable(documents, OLDEST_RIDERS, wholeRecordOf)));
      return isDamaged ? [COLLECTIONS[name]] : [];
    }),
  );
  const shopDocument = await nullIfFailsWith(['unreadable-document'], readShop(collections.shop));
  const shop = shopDocument === null ? [COLLECTIONS.shop] : [];
  const unreadableNames = [...new Set<string>([...damagedNames.flat(), ...shop])];
  if (unreadableNames.length === 0) return [checkLine('records', 'records-readable')];
  return [checkLine('records', 'records-unreadable', { value: unreadableNames.join('、') })];
}

const OLDEST_RIDERS: Omit<Search, 'limit'> = {
  below: ['ridersNeededAt', Number.MAX_SAFE_INTEGER],
  ascendingBy: 'ridersNeededAt',
};

async function isAnyUnreadable(
  documents: Documents,
  probedSearch: Omit<Search, 'limit'>,
  readRecord: ReadRecord | undefined,
): Promise<boolean> {
  if (readRecord === undefined) return false;
  const firstDocuments = await documents.list({ ...probedSearch, limit: SHOP_BOUNDS.entries });
  // Stops at the first unreadable document, so that only one is logged.
  return firstDocuments.some(
    (document) => documents.readEach([document], (one) => [readRecord(one)]).length === 0,
  );
}

/** Maximum age (ms) of the last sweep, which runs each hour: two sweeps may be missed. */
const MAX_SWEEP_AGE_MS = 3 * 3_600_000;

/** Checks that the sweep runs and completes. Otherwise rider data are kept longer than promised. */
export async function checkSweep({ collections, now }: ReadContext): Promise<readonly CheckLine[]> {
  const { claimedAt, sweptAt, sweepRanAt, sweepLeft } = await readShop(collections.shop);
  const nowMs = now();
  const isRecent = (timeMs: number): boolean => ageMs(timeMs, nowMs) <= MAX_SWEEP_AGE_MS;
  const isShopNew = sweptAt === 0 && isRecent(claimedAt);
  if (sweepLeft.length > 0 && isRecent(sweepRanAt)) {
    const finding = isRecent(sweptAt) || isShopNew ? 'sweep-left' : 'sweep-behind';
    return [checkLine('sweep', finding, { value: sweepLeft.join(' ') })];
  }
  const minutesText = minutesSince(sweptAt, nowMs);
  if (isRecent(sweptAt)) return [checkLine('sweep', 'sweep-recent', { value: minutesText })];
  if (isShopNew) return [checkLine('sweep', 'sweep-not-yet')];
  const hours = sweptAt === 0 ? '' : String(Math.floor(Number(minutesText) / 60));
  return [checkLine('sweep', 'sweep-late', { value: hours })];
}

/** Time (ms) that a search may take beyond a plain read. Only without an index it takes longer. */
const MAX_SEARCH_MS = 1000;

/**
 * Times the slowest search. The time of a plain read, which needs no index, is subtracted, because
 * the database itself may be slow.
 */
export async function checkSearch(
  readById: () => Promise<unknown>,
  searches: readonly (() => Promise<unknown>)[],
  elapsedMs: () => number = () => performance.now(),
): Promise<readonly CheckLine[]> {
  const durationMsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const startMs = elapsedMs();
    await work();
    return elapsedMs() - startMs;
  };
  const readMs = await durationMsOf(readById);
  let searchMs = 0;
  for (const search of searches) searchMs = Math.max(searchMs, await durationMsOf(search));
  if (searchMs - readMs <= MAX_SEARCH_MS) return [checkLine('search', 'search-quick')];
  return [checkLine('search', 'search-slow', { value: (searchMs / 1000).toFixed(1) })];
}
