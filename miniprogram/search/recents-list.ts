import { type CallResult, type Failure, failureOf, isRefusal } from '../contract/call-result';
import type { KnownOrder, RefreshedOrders } from '../contract/cloud-api';
import { orderClassOf } from '../contract/delivery/urgency';
import { type PollerPhone, createPoller } from '../services/poller/poller';
import { failureView, isForOwner, traceIdOf } from '../ui/wording/failure-view';
import { type OrderRow, orderRows } from '../ui/wording/order-row';

const SECOND_MS = 1000;

interface RecentRow extends OrderRow {
  /** True when the delivery is shown beside the list. */
  readonly isOpen: boolean;
}

export const EMPTY_RECENTS_VIEW = {
  recents: [] as readonly RecentRow[],
  /** True until the first call to the cloud has ended. */
  isLoading: true,
  /** Message above the list when its last call failed; else empty. */
  notice: '',
  noticeTraceId: '',
};

type RecentsView = Readonly<typeof EMPTY_RECENTS_VIEW>;

interface RecentsListOptions {
  readonly memory: {
    readonly recents: () => readonly KnownOrder[];
    readonly removeRecent: (orderId: string) => void;
    readonly clearRecents: (shownIds: readonly string[]) => void;
    readonly deleteOldRiderData: () => void;
  };
  /** Fetches the orders as they are now, and stores them on the phone. Never rejects. */
  readonly refreshRecents: () => Promise<CallResult<RefreshedOrders>>;
  /** Returns the order ids of the delivery that is open beside the list. */
  readonly openOrderIds: () => readonly string[];
  readonly phone: PollerPhone;
  readonly showView: (view: RecentsView) => void;
}

/** Controls the list 最近查过, and calls the cloud again and again while the list is shown. */
export type RecentsList = ReturnType<typeof createRecentsList>;

/** Interval (ms) at which the list's ages and countdowns are drawn again. */
const REDRAW_AGES_EVERY_MS = 5 * SECOND_MS;
/** Longest time (ms) from the last answer to the next call when a person returns to the list. */
const RESUME_WITHIN_MS = 10 * SECOND_MS;
const FIRST_RETRY_MS = 15 * SECOND_MS;

export function createRecentsList(options: RecentsListOptions) {
  const { memory, refreshRecents, openOrderIds, phone, showView: show } = options;
  let isLoading = true;
  /** Failure of the last call; null after success, and until the first call has ended. */
  let failure: Failure | null = null;
  const poller = createPoller<RefreshedOrders>({
    phone,
    askCloud: refreshRecents,
    handleResult: (result) => {
      isLoading = false;
      failure = result.ok ? null : failureOf(result);
      if (result.ok) return result.data.nextAskInSeconds * SECOND_MS;
      return isRefusal(failureOf(result)) ? null : { firstRetryMs: FIRST_RETRY_MS };
    },
    redraw: redrawList,
    redrawEveryMs: () => REDRAW_AGES_EVERY_MS,
    resumeWithinMs: RESUME_WITHIN_MS,
  });

  function redrawList(): void {
    memory.deleteOldRiderData();
    const recents = recentRows(memory.recents(), phone.now(), openOrderIds());
    const notice = recentsNotice(failure, recents.length > 0);
    const noticeTraceId = failure === null ? '' : traceIdOf(failure);
    show({ recents, isLoading, notice, noticeTraceId });
  }

  return {
    start: poller.start,
    stop: poller.stop,
    update: redrawList,
    remove: (orderId: string): void => {
      memory.removeRecent(orderId);
      redrawList();
    },
    clear: (): void => {
      memory.clearRecents(openOrderIds());
      redrawList();
    },
  };
}

/** Builds the rows of 最近查过, the latest look-up first. Ended orders come last. */
export function recentRows(
  recents: readonly KnownOrder[],
  now: number,
  openIds: readonly string[] = [],
): readonly RecentRow[] {
  const hasEnded = (order: KnownOrder): boolean => orderClassOf(order, now) === 'ended';
  const sorted = [...recents.filter((order) => !hasEnded(order)), ...recents.filter(hasEnded)];
  return orderRows(sorted, now).map((row) => ({ ...row, isOpen: openIds.includes(row.orderId) }));
}

/** Writes why the list may be outdated or empty: `手机没有网络，列表是之前的`. */
function recentsNotice(failure: Failure | null, hasRows: boolean): string {
  if (failure === null) return '';
  const { title } = failureView(failure);
  if (isRefusal(failure)) return '本店的人才看得到最近查过的单';
  const sentence = `${title}，${hasRows ? '列表是之前的' : '还不知道本店最近查过什么'}`;
  return isForOwner(failure) ? `${sentence} · 请店主处理` : sentence;
}
