import type { KnownOrder } from '../contract/cloud-api';
import { orderClassOf } from '../contract/delivery/order-class';
import { type Failure, isRefusal } from '../contract/call-result';
import { failureView, isForOwner } from '../ui/wording/failure-view';
import { type OrderRow, orderRows } from '../ui/wording/order-row';

/** Row of the list 最近查过 (recent orders). */
export interface RecentRow extends OrderRow {
  /** True when the delivery is shown beside the list. */
  readonly isOpen: boolean;
}

/**
 * Builds the list 最近查过: the order looked up last in front, those that have ended below the others.
 *
 * @param now ms on the cloud's clock
 * @param openIds order ids that the delivery beside the list may have
 */
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

/**
 * Compares the rows on show with new ones, so that the page sets only what has changed.
 *
 * @returns data to set, by path; empty when nothing has changed
 */
export function changedRecents(
  shown: readonly RecentRow[],
  rows: readonly RecentRow[],
): Readonly<Record<string, unknown>> {
  const isMoved =
    shown.length !== rows.length ||
    rows.some(({ orderId }, index) => orderId !== shown[index]?.orderId);
  if (isMoved) return { recents: rows };
  return Object.fromEntries(
    rows.flatMap((row, index) =>
      JSON.stringify(row) === JSON.stringify(shown[index]) ? [] : [[`recents[${index}]`, row]],
    ),
  );
}

/**
 * Says why the list may lack what is new, or all: `手机没有网络，列表是之前的`.
 *
 * @param failure failure of the last refresh; null when it succeeded
 * @param hasRows true when the list shows orders
 */
export function recentsNotice(failure: Failure | null, hasRows: boolean): string {
  if (failure === null) return '';
  const { title } = failureView(failure);
  if (isRefusal(failure)) return '本店的人才看得到最近查过的单';
  const told = `${title}，${hasRows ? '列表是之前的' : '还不知道本店最近查过什么'}`;
  return isForOwner(failure) ? `${told} · 请店主处理` : told;
}
