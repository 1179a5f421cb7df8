import { MINUTE_MS } from '../../../miniprogram/contract/age';
import { LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import { isPaused, LONG_PAUSE_MS } from '../notices/send-state';
import {
  type PaidOrder,
  type PaidPage,
  type PaidRange,
  listPaidOrders,
} from '../providers/wechat/paid-orders';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import {
  type UseWindow,
  DAILY,
  countUses,
  giveBackUses,
  hasRoom,
  usesLeftIn,
} from '../storage/counted-uses';
import type { Fields, Versioned } from '../storage/documents';

/** Time windows with one reading of paid orders each: 1 minute for boards, 10 for comparisons. */
export const BOARD_WINDOW: UseWindow = { countIn: 'reads', sinceIn: 'readAt', windowMs: MINUTE_MS };
export const COMPARE_WINDOW = { countIn: 'compared', sinceIn: 'comparedAt', windowMs: 600_000 };
const PAGE_WINDOW = { ...DAILY, countIn: 'pages', sinceIn: 'pagesSince' };
/** Maximum pages read a day: less than the usual 10,000 calls, as this API's quota is unknown. */
const MAX_PAGES_PER_DAY = 4500;
const MAX_PAGES_PER_READING = 10;

/**
 * Returns the id of a mini-program's counter in `limits`. It counts readings, pages and stored
 * orders, and paid orders in a row that had no delivery; it also has the last failure.
 */
export const paidCounterId = (appId: string): string => `paid ${appId}`;

interface PaidReading {
  readonly orders: readonly PaidOrder[];
  /** Ranges of time with orders that were not read, because there were too many pages. */
  readonly incompleteRanges: readonly PaidRange[];
  /** Document of `paidCounterId`, after this reading was counted. */
  readonly counter: Versioned;
}

/** Reason to read nothing. `busy`: no time is left, or the last reading was too recent. */
type ReasonNotRead = 'paused' | 'pages-used' | 'busy';

/**
 * Reads paid orders, ten pages at most, and stores a failure for the self-check. A comparison that
 * failed may be repeated at once, unless WeChat said that there were too many calls. Throws what
 * `listPaidOrders` throws.
 */
export async function readPaidOrders(
  { collections: { limits }, wechat, now }: Deliveries,
  appId: string,
  window: UseWindow,
  ranges: readonly PaidRange[],
  call: CallContext,
): Promise<PaidReading | ReasonNotRead> {
  const readAt = now();
  const counterId = paidCounterId(appId);
  const counter = { documents: limits, id: counterId };
  const oldCounts = await limits.read(counterId, 'counter');
  const counts = oldCounts ?? {};
  const pageUse = { window: PAGE_WINDOW, count: 1, max: MAX_PAGES_PER_DAY };
  const readingUse = { window, count: 1, max: 1 };
  if (isPaused(oldCounts, readAt)) return 'paused';
  if (!hasRoom(counts, pageUse, readAt)) return 'pages-used';
  if (!hasRoom(counts, readingUse, readAt) || call.timeLeftMs() < LEAST_ROUND_MS) return 'busy';
  const sameWrite = { expected: {}, fields: oldCounts === null ? { unmatched: 0 } : {} };
  const counted = await countUses(counter, oldCounts, [readingUse, pageUse], readAt, sameWrite);
  if (counted === null) return 'busy';
  const pagesLeft = usesLeftIn(counted.document, PAGE_WINDOW, MAX_PAGES_PER_DAY, readAt);
  const maxPageCount = Math.min(MAX_PAGES_PER_READING, 1 + pagesLeft);
  const orders: PaidOrder[] = [];
  const incompleteRanges: PaidRange[] = [];
  let pageCount = 0;
  const storeResult = (counterFields: Fields): Promise<unknown> => {
    // The first page has been counted above, together with the reading.
    const sums = { pages: { by: Math.max(0, pageCount - 1), atMost: 2 * MAX_PAGES_PER_DAY } };
    return limits.putIf(counterId, {}, counterFields, sums).catch(() => false);
  };
  try {
    for (const range of ranges) {
      let lastPage: PaidPage | null = null;
      while (pageCount < maxPageCount && lastPage?.nextStart !== null) {
        pageCount += 1;
        lastPage = await listPaidOrders(wechat(appId), range, lastPage?.nextStart ?? null, call);
        orders.push(...lastPage.orders);
      }
      if (lastPage?.isLastPage !== true) incompleteRanges.push(range);
    }
  } catch (error) {
    const { code: failure } = cloudFailureOf(error);
    const isTooFrequent = failure === 'too-frequent';
    const pausedUntil = readAt + LONG_PAUSE_MS;
    await storeResult({ failure, ...(isTooFrequent ? { pausedUntil } : {}) });
    if (window === COMPARE_WINDOW && !isTooFrequent)
      await giveBackUses(counter, counted.since, [readingUse]).catch(() => false);
    throw error;
  }
  await storeResult({ failure: null });
  return { orders, incompleteRanges, counter: counted.document };
}
