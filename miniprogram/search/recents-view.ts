import type { KnownOrder } from '../contract/cloud-api';
import type { OrderLine } from '../ui/wording/order-line';
import { orderLine } from '../ui/wording/order-line';

/** Line of the list 最近查过 (recent orders). */
export interface RecentRow extends OrderLine {
  /** True when the delivery is shown beside the list. */
  readonly isOpen: boolean;
}

/**
 * Builds the list 最近查过.
 *
 * @param now ms on the cloud's clock
 * @param openIds order ids that the delivery beside the list may have
 */
export function recentRows(
  recents: readonly KnownOrder[],
  now: number,
  openIds: readonly string[] = [],
): readonly RecentRow[] {
  return recents.map((recent) => ({
    ...orderLine(recent, now),
    isOpen: openIds.includes(recent.orderId),
  }));
}
