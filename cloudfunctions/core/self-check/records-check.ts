import { ageMs } from '../../../miniprogram/contract/age';
import { type ShopCollection, COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { Documents, Found, Search } from '../storage/documents';
import { nullIfFailsWith } from '../runtime/cloud-failure';
import { accountOf } from '../shop/accounts';
import { miniProgramIn } from '../shop/mini-programs';
import { auditLineOf } from '../access/audit';
import { inviteOf } from '../people/invites';
import { noticeIn } from '../notices/owed';
import { staffOf } from '../access/staff';
import { wholeRecordOf } from '../records/read-record';
import { isUsedCode, usedCodeOf } from '../people/setup-code';
import { readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import { minutesSince } from './function-check';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';

type Parts = Pick<ShopParts, 'collections' | 'now'>;
type ReadRecord = (document: Found) => unknown;

/** Fields that only our documents have. A document with one but without a version is damaged. */
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
  limits: [], // Counters and turns: the code that needs an unreadable one removes it.
  tokens: ['deadUntil'],
};

/**
 * Finds collections with unreadable documents among the first 100, and the 100 deliveries with the
 * oldest rider data: the sweep removes old data only from readable ones.
 */
export async function checkRecords(parts: Parts): Promise<readonly CheckLine[]> {
  const { collections } = parts;
  const at = parts.now();
  const readers: Partial<Record<ShopCollection, ReadRecord>> = {
    // `readShop` below reads the shop's own document.
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
      const lost = await Promise.all(
        FIELDS_ONLY_OURS_HAVE[name].map((field) => documents.hasUnversioned(field)),
      );
      const isDamaged =
        lost.includes(true) ||
        (await isAnyUnreadable(documents, {}, readers[name])) ||
        (name === 'deliveries' && (await isAnyUnreadable(documents, OLDEST_RIDERS, wholeRecordOf)));
      return isDamaged ? [COLLECTIONS[name]] : [];
    }),
  );
  const ours = await nullIfFailsWith(['unreadable-document'], readShop(collections.shop));
  const shop = ours === null ? [COLLECTIONS.shop] : [];
  const unreadable = [...new Set<string>([...found.flat(), ...shop])];
  if (unreadable.length === 0) return [checkLine('records', 'records-readable')];
  return [checkLine('records', 'records-unreadable', { value: unreadable.join('、') })];
}

const OLDEST_RIDERS: Omit<Search, 'limit'> = {
  below: ['ridersNeededAt', Number.MAX_SAFE_INTEGER],
  leastFirst: 'ridersNeededAt',
};

async function isAnyUnreadable(
  documents: Documents,
  search: Omit<Search, 'limit'>,
  read: ReadRecord | undefined,
): Promise<boolean> {
  if (read === undefined) return false;
  const found = await documents.list({ ...search, limit: SHOP_BOUNDS.entries });
  // Stops at the first, so that only one is logged.
  return found.some(
    (document) => documents.readEach([document], (one) => [read(one)]).length === 0,
  );
}

/** Maximum age (ms) of the last hourly sweep: two may be missed. */
const MAX_SWEEP_AGE_MS = 3 * 3_600_000;

/** Checks that the sweep runs and completes. Otherwise rider data are kept longer than promised. */
export async function checkSweep({ collections, now }: Parts): Promise<readonly CheckLine[]> {
  const { claimedAt, sweptAt, sweepRanAt, sweepLeft } = await readShop(collections.shop);
  const at = now();
  const isRecent = (time: number): boolean => ageMs(time, at) <= MAX_SWEEP_AGE_MS;
  const isNew = sweptAt === 0 && isRecent(claimedAt);
  if (sweepLeft.length > 0 && isRecent(sweepRanAt)) {
    const finding = isRecent(sweptAt) || isNew ? 'sweep-left' : 'sweep-behind';
    return [checkLine('sweep', finding, { value: sweepLeft.join(' ') })];
  }
  const minutes = minutesSince(sweptAt, at);
  if (isRecent(sweptAt)) return [checkLine('sweep', 'sweep-recent', { value: minutes })];
  if (isNew) return [checkLine('sweep', 'sweep-not-yet')];
  const hours = sweptAt === 0 ? '' : String(Math.floor(Number(minutes) / 60));
  return [checkLine('sweep', 'sweep-late', { value: hours })];
}

/** Time (ms) that a search may take longer than a read: without an index it gets ever slower. */
const MAX_SEARCH_MS = 1000;

/**
 * Times the slowest search. The time of a plain read, which needs no index, is subtracted: the
 * database itself may be slow.
 */
export async function checkSearch(
  read: () => Promise<unknown>,
  searches: readonly (() => Promise<unknown>)[],
  elapsedMs: () => number = () => performance.now(),
): Promise<readonly CheckLine[]> {
  const durationMsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = elapsedMs();
    await work();
    return elapsedMs() - before;
  };
  const readMs = await durationMsOf(read);
  let searchMs = 0;
  for (const search of searches) searchMs = Math.max(searchMs, await durationMsOf(search));
  if (searchMs - readMs <= MAX_SEARCH_MS) return [checkLine('search', 'search-quick')];
  return [checkLine('search', 'search-slow', { value: (searchMs / 1000).toFixed(1) })];
}
