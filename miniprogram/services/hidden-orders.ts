import { is, nullable, number, string, type } from 'superstruct';
import type { KnownOrder } from '../contract/cloud-api';
import { lookedUpAtOf } from '../contract/known-order';
import { type Of, list } from '../contract/schema';

/** Orders that a person removed from 最近查过, and that the cloud's list must not restore. */
export type HiddenOrders = Of<typeof hiddenOrders>;
const hiddenOrders = type({
  /** Order ids that were removed one by one, the latest removal first. */
  orderIds: list(string()),
  /** Time when the list was cleared: ms on the cloud's clock; null when it never was. */
  clearedAt: nullable(number()),
});

export const NOTHING_HIDDEN: HiddenOrders = { orderIds: [], clearedAt: null };

const REMEMBERED = 100;

/** Hides one more order, until it is opened on this phone again. */
export function withHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  const others = withoutHidden(hidden, orderId).orderIds;
  return { ...hidden, orderIds: [orderId, ...others].slice(0, REMEMBERED) };
}

export function withoutHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  return { ...hidden, orderIds: hidden.orderIds.filter((one) => one !== orderId) };
}

/**
 * Hides all listed orders, and all that were looked up until now. `now` in ms on the cloud's clock.
 */
export function withAllHidden(
  hidden: HiddenOrders,
  recents: readonly KnownOrder[],
  now: number,
): HiddenOrders {
  // The phone's estimate of the cloud's clock may be slow, so the latest look-up counts, too.
  return { ...hidden, clearedAt: Math.max(now, ...recents.map(lookedUpAtOf)) };
}

export function isHidden({ orderIds, clearedAt }: HiddenOrders, order: KnownOrder): boolean {
  return (
    (clearedAt !== null && lookedUpAtOf(order) <= clearedAt) || orderIds.includes(order.orderId)
  );
}

/**
 * Reads the stored hidden orders. A value of another shape, perhaps from another version, counts as
 * nothing hidden.
 */
export function parseHidden(stored: unknown): HiddenOrders {
  return is(stored, hiddenOrders) ? stored : NOTHING_HIDDEN;
}
