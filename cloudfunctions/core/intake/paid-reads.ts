import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { Deliveries } from '../deliveries/deliveries';
import { type PaidOrder, type PaidRange, listPaidOrders } from '../providers/wechat/paid-orders';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { type UseWindow, A_DAY, countUses, hasRoom, roomIn } from '../storage/counted-uses';
import type { Fields, Versioned } from '../storage/documents';

const MINUTE = 60_000;
/** Windows of one reading each: for boards, and for the owner's comparisons. */
export const READS: UseWindow = { count: 'reads', since: 'readAt', windowMs: MINUTE };
export const COMPARISONS = { count: 'compared', since: 'comparedAt', windowMs: 10 * MINUTE };
const PAGES = { ...A_DAY, count: 'pages', since: 'pagesSince' };
/** Part of the usual 10,000 calls a day, because WeChat does not publish the quota of this path. */
const MOST_PAGES_A_DAY = 4500;
const MOST_PAGES = 10;
/** Time (ms) without any reading after WeChat has said that there were too many. */
const PAUSE_MS = 10 * MINUTE;

/**
 * Returns the id of a mini-program's counter in `limits`, which all instances share: its readings,
 * pages and taken orders, the last failure, and the paid orders in a row that no delivery matched.
 */
export const paidCounterId = (appId: string): string => `paid ${appId}`;

export interface PaidReading {
  readonly orders: readonly PaidOrder[];
  /** Ranges of which not all orders were read. */
  readonly cut: readonly PaidRange[];
  /** Counter of the mini-program, as this call has written it. */
  readonly counter: Versioned;
}

/**
 * Reads paid orders, ten pages at most. A failure is stored for the self-check.
 *
 * @returns null when no reading is allowed now, or another call does it
 * @throws CloudFailure what {@link listPaidOrders} throws
 */
export async function readPaidOrders(
  { collections: { limits }, wechat, now }: Deliveries,
  appId: string,
  window: UseWindow,
  ranges: readonly PaidRange[],
  call: CallContext,
): Promise<PaidReading | null> {
  const at = now();
  const id = paidCounterId(appId);
  const current = await limits.read(id, 'counter');
  const pausedUntil = numberIn(current, 'pausedUntil');
  const isPaused = pausedUntil > at && !isAheadOfNow(pausedUntil, at + PAUSE_MS);
  const page = { window: PAGES, by: 1, most: MOST_PAGES_A_DAY };
  const uses = [{ window, by: 1, most: 1 }, page];
  if (isPaused || uses.some((one) => !hasRoom(current ?? {}, one, at))) return null;
  const along = { given: {}, fields: current === null ? { unmatched: 0 } : {} };
  const counted = await countUses({ documents: limits, id }, current, uses, at, along);
  if (counted === null) return null;
  const most = Math.min(MOST_PAGES, 1 + roomIn(counted.document, PAGES, MOST_PAGES_A_DAY, at));
  const orders: PaidOrder[] = [];
  const cut: PaidRange[] = [];
  let pages = 0;
  try {
    for (const range of ranges) {
      const left = most - pages;
      const read = left > 0 ? await listPaidOrders(wechat(appId), range, left, call) : null;
      orders.push(...(read?.orders ?? []));
      pages += read?.pages ?? 0;
      if (read?.isWhole !== true) cut.push(range);
    }
  } catch (error) {
    const { code: failure } = cloudFailureOf(error);
    const pause = failure === 'too-frequent' ? { pausedUntil: at + PAUSE_MS } : {};
    await limits.putIf(id, {}, { failure, ...pause }).catch(() => false);
    throw error;
  }
  const more = { pages: { by: Math.max(0, pages - 1), atMost: 2 * MOST_PAGES_A_DAY } };
  await limits.putIf(id, {}, { failure: null }, more);
  return { orders, cut, counter: counted.document };
}

export function numberIn(document: Fields | null, field: string): number {
  const value = document?.[field];
  return typeof value === 'number' ? value : 0;
}
