import { type CallResult, type Failure, failureOf, isRefusal } from '../contract/call-result';
import type { KnownOrder, RefreshedOrders } from '../contract/cloud-api';
import { orderClassOf } from '../contract/delivery/urgency';
import { type PollerPhone, createPoller } from '../services/poller/poller';
import { failureView, isForOwner, traceIdOf } from '../ui/wording/failure-view';
import { type OrderRow, orderRows } from '../ui/wording/order-row';

/** Row of the list 最近查过 (recent orders). */
export interface RecentRow extends OrderRow {
  /** True when the delivery is shown beside the list. */
  readonly isOpen: boolean;
}

export const NO_RECENTS = {
  recents: [] as readonly RecentRow[],
  /** True until the first call to the cloud has ended. */
  isLoading: true,
  /** Message above the list when the last refresh failed; empty otherwise. */
  notice: '',
  noticeTraceId: '',
};

export type RecentsView = Readonly<typeof NO_RECENTS>;

export interface RecentsListOptions {
  readonly memory: {
    readonly recents: () => readonly KnownOrder[];
    readonly remove: (orderId: string) => void;
    readonly clear: (shownIds: readonly string[]) => void;
    readonly dropOldRiders: () => void;
  };
  /** Fetches the present state of the orders, and stores it in the memory. Never rejects. */
  readonly refresh: () => Promise<CallResult<RefreshedOrders>>;
  /** Returns the order ids that the delivery beside the list may have. */
  readonly openIds: () => readonly string[];
  readonly phone: PollerPhone;
  readonly show: (view: RecentsView) => void;
}

/** List 最近查过, which is kept up to date while it is open. */
export type RecentsList = ReturnType<typeof createRecentsList>;

const SECOND = 1000;
/** Interval (ms) at which ages and countdowns are written again. */
const AGES_EVERY_MS = 5 * SECOND;
/** Longest time (ms) from the last answer to the next call when a person returns to the list. */
const BACK_WITHIN_MS = 10 * SECOND;
const RETRY_FROM_MS = 15 * SECOND;

export function createRecentsList(options: RecentsListOptions) {
  const { memory, refresh, openIds, phone, show } = options;
  let isLoading = true;
  /** Failure of the last call; null after success, and before the first call has ended. */
  let failure: Failure | null = null;
  const poller = createPoller<RefreshedOrders>({
    phone,
    ask: refresh,
    take: (result) => {
      isLoading = false;
      failure = result.ok ? null : failureOf(result);
      if (result.ok) return result.data.nextAskInSeconds * SECOND;
      return isRefusal(failureOf(result)) ? null : { retryFromMs: RETRY_FROM_MS };
    },
    draw: update,
    drawEveryMs: () => AGES_EVERY_MS,
    backWithinMs: BACK_WITHIN_MS,
  });

  /** Shows what the phone remembers now. */
  function update(): void {
    memory.dropOldRiders();
    const recents = recentRows(memory.recents(), phone.now(), openIds());
    const notice = recentsNotice(failure, recents.length > 0);
    const noticeTraceId = failure === null ? '' : traceIdOf(failure);
    show({ recents, isLoading, notice, noticeTraceId });
  }

  return {
    start: poller.start,
    stop: poller.stop,
    update,
    remove: (orderId: string): void => {
      memory.remove(orderId);
      update();
    },
    clear: (): void => {
      memory.clear(openIds());
      update();
    },
  };
}

/** Builds the rows of 最近查过: the latest look-up first, but all ended orders below the others. */
export function recentRows(
  recents: readonly KnownOrder[],
  now: number,
  openIds: readonly string[] = [],
): readonly RecentRow[] {
  const hasEnded = (order: KnownOrder): boolean => orderClassOf(order, now) === 'ended';
  const sorted = [
    ...recents.filter((order) => !hasEnded(order)),
    ...recents.filter((order) => hasEnded(order)),
  ];
  return orderRows(sorted, now).map((row) => ({ ...row, isOpen: openIds.includes(row.orderId) }));
}

/** Writes why the list may be old or empty: `手机没有网络，列表是之前的`. */
function recentsNotice(failure: Failure | null, hasRows: boolean): string {
  if (failure === null) return '';
  const { title } = failureView(failure);
  if (isRefusal(failure)) return '本店的人才看得到最近查过的单';
  const sentence = `${title}，${hasRows ? '列表是之前的' : '还不知道本店最近查过什么'}`;
  return isForOwner(failure) ? `${sentence} · 请店主处理` : sentence;
}
