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

/** Windows that allow one reading each: for boards, and for the owner's comparisons. */
export const READ_WINDOW: UseWindow = { count: 'reads', since: 'readAt', windowMs: MINUTE_MS };
export const COMPARE_WINDOW = { count: 'compared', since: 'comparedAt', windowMs: 10 * MINUTE_MS };
const PAGE_WINDOW = { ...DAILY, count: 'pages', since: 'pagesSince' };
/** Less than the usual 10,000 calls a day, because WeChat does not publish this API's quota. */
const MAX_PAGES_PER_DAY = 4500;
const MAX_PAGES_PER_READING = 10;

/**
 * Returns the id of a mini-program's counter in `limits`: its readings, pages and taken orders, the
 * last failure, and the paid orders in a row that no delivery matched.
 */
export const paidCounterId = (appId: string): string => `paid ${appId}`;

interface PaidReading {
  readonly orders: readonly PaidOrder[];
  /** Ranges of which not all orders were read. */
  readonly incompleteRanges: readonly PaidRange[];
  readonly counter: Versioned;
}

/** Why nothing is read now. `busy`: no time is left, or a reading was begun a short time ago. */
type ReasonNotRead = 'paused' | 'pages-used' | 'busy';

/**
 * Reads paid orders, ten pages at most. A failure is stored for the self-check. A comparison that
 * failed may be repeated at once, unless WeChat said that there were too many calls.
 *
 * @throws CloudFailure what `listPaidOrders` throws
 */
export async function readPaidOrders(
  { collections: { limits }, wechat, now }: Deliveries,
  appId: string,
  window: UseWindow,
  ranges: readonly PaidRange[],
  call: CallContext,
): Promise<PaidReading | ReasonNotRead> {
  const at = now();
  const id = paidCounterId(appId);
  const current = await limits.read(id, 'counter');
  const page = { window: PAGE_WINDOW, by: 1, most: MAX_PAGES_PER_DAY };
  const oneReading = { window, by: 1, most: 1 };
  if (isPaused(current, at)) return 'paused';
  if (!hasRoom(current ?? {}, page, at)) return 'pages-used';
  if (!hasRoom(current ?? {}, oneReading, at) || call.timeLeftMs() < LEAST_ROUND_MS) return 'busy';
  const along = { expected: {}, fields: current === null ? { unmatched: 0 } : {} };
  const counter = { documents: limits, id };
  const counted = await countUses(counter, current, [oneReading, page], at, along);
  if (counted === null) return 'busy';
  const most = Math.min(
    MAX_PAGES_PER_READING,
    1 + usesLeftIn(counted.document, PAGE_WINDOW, MAX_PAGES_PER_DAY, at),
  );
  const orders: PaidOrder[] = [];
  const incompleteRanges: PaidRange[] = [];
  let pages = 0;
  const storeResult = (fields: Fields): Promise<unknown> => {
    const more = { pages: { by: Math.max(0, pages - 1), atMost: 2 * MAX_PAGES_PER_DAY } };
    return limits.putIf(id, {}, fields, more).catch(() => false);
  };
  try {
    for (const range of ranges) {
      let lastPage: PaidPage | null = null;
      while (pages < most && lastPage?.next !== null) {
        pages += 1;
        lastPage = await listPaidOrders(wechat(appId), range, lastPage?.next ?? null, call);
        orders.push(...lastPage.orders);
      }
      if (lastPage?.isLastPage !== true) incompleteRanges.push(range);
    }
  } catch (error) {
    const { code: failure } = cloudFailureOf(error);
    const isTooFrequent = failure === 'too-frequent';
    await storeResult({ failure, ...(isTooFrequent ? { pausedUntil: at + LONG_PAUSE_MS } : {}) });
    if (window === COMPARE_WINDOW && !isTooFrequent)
      await giveBackUses(counter, counted.since, [oneReading]).catch(() => false);
    throw error;
  }
  await storeResult({ failure: null });
  return { orders, incompleteRanges, counter: counted.document };
}
