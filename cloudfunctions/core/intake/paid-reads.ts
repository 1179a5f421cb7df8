import { LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import { isPaused, LONG_PAUSE_MS } from '../notices/door-state';
import {
  type PaidOrder,
  type PaidPage,
  type PaidRange,
  listPaidOrders,
} from '../providers/wechat/paid-orders';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import {
  type UseWindow,
  A_DAY,
  countUses,
  giveBackUses,
  hasRoom,
  roomIn,
} from '../storage/counted-uses';
import type { Fields, Versioned } from '../storage/documents';

const MINUTE = 60_000;
/** Windows of one reading each: for boards, and for the owner's comparisons. */
export const READS: UseWindow = { count: 'reads', since: 'readAt', windowMs: MINUTE };
export const COMPARISONS = { count: 'compared', since: 'comparedAt', windowMs: 10 * MINUTE };
const PAGES = { ...A_DAY, count: 'pages', since: 'pagesSince' };
/** Part of the usual 10,000 calls a day, because WeChat does not publish the quota of this path. */
const MOST_PAGES_A_DAY = 4500;
const MOST_PAGES = 10;

/**
 * Returns the id of a mini-program's counter in `limits`: its readings, pages and taken orders, the
 * last failure, and the paid orders in a row that no delivery matched.
 */
export const paidCounterId = (appId: string): string => `paid ${appId}`;

interface PaidReading {
  readonly orders: readonly PaidOrder[];
  /** Ranges of which not all orders were read. */
  readonly cut: readonly PaidRange[];
  readonly counter: Versioned;
}

/** Why nothing is read now. `busy`: no time is left, or a reading was begun a short time ago. */
type NoReading = 'paused' | 'pages-used' | 'busy';

/**
 * Reads paid orders, ten pages at most. A failure is stored for the self-check. A failed comparison
 * does not count, unless WeChat has said that there were too many.
 *
 * @throws CloudFailure what `listPaidOrders` throws
 */
export async function readPaidOrders(
  { collections: { limits }, wechat, now }: Deliveries,
  appId: string,
  window: UseWindow,
  ranges: readonly PaidRange[],
  call: CallContext,
): Promise<PaidReading | NoReading> {
  const at = now();
  const id = paidCounterId(appId);
  const current = await limits.read(id, 'counter');
  const page = { window: PAGES, by: 1, most: MOST_PAGES_A_DAY };
  const read = { window, by: 1, most: 1 };
  if (isPaused(current, at)) return 'paused';
  if (!hasRoom(current ?? {}, page, at)) return 'pages-used';
  if (!hasRoom(current ?? {}, read, at) || call.timeLeftMs() < LEAST_ROUND_MS) return 'busy';
  const along = { given: {}, fields: current === null ? { unmatched: 0 } : {} };
  const counter = { documents: limits, id };
  const counted = await countUses(counter, current, [read, page], at, along);
  if (counted === null) return 'busy';
  const most = Math.min(MOST_PAGES, 1 + roomIn(counted.document, PAGES, MOST_PAGES_A_DAY, at));
  const orders: PaidOrder[] = [];
  const cut: PaidRange[] = [];
  let pages = 0;
  const note = (fields: Fields): Promise<unknown> => {
    const more = { pages: { by: Math.max(0, pages - 1), atMost: 2 * MOST_PAGES_A_DAY } };
    return limits.putIf(id, {}, fields, more).catch(() => false);
  };
  try {
    for (const range of ranges) {
      let last: PaidPage | null = null;
      while (pages < most && last?.next !== null) {
        pages += 1;
        last = await listPaidOrders(wechat(appId), range, last?.next ?? null, call);
        orders.push(...last.orders);
      }
      if (last?.isLast !== true) cut.push(range);
    }
  } catch (error) {
    const { code: failure } = cloudFailureOf(error);
    const isTooFrequent = failure === 'too-frequent';
    await note({ failure, ...(isTooFrequent ? { pausedUntil: at + LONG_PAUSE_MS } : {}) });
    if (window === COMPARISONS && !isTooFrequent)
      await giveBackUses(counter, counted.since, [read]).catch(() => false);
    throw error;
  }
  await note({ failure: null });
  return { orders, cut, counter: counted.document };
}
