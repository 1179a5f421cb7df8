import { RIDERS_KEPT_MS, ageMs, isAheadOfNow } from '../contract/age';
import { knownOrderOf, lookedUpAtOf } from '../contract/delivery/known-order';
import { type KnownOrder, knownOrder } from '../contract/cloud-api';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { statusOf } from '../contract/delivery-status';
import { summaryOf } from '../contract/delivery/order-summary';
import { type Of, list } from '../contract/schema';
import { array, is, nullable, number, string, type } from 'superstruct';

const MAX_RECENTS = 20;

/** Puts the order of a report first in the recents. `now`: time (ms) of the look-up. */
export function recentsWithReport(
  recents: readonly KnownOrder[],
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): readonly KnownOrder[] {
  const { orderId, company, storePosition, stuck } = report;
  const before = recents.find((recent) => recent.orderId === orderId);
  const recent = knownOrderOf(orderId, summaryOf(report, history), {
    lookedUpAt: now,
    company: company ?? before?.company,
    // Reports always name the store. Only a row of the cloud's list tells whether to show it.
    store: before?.store,
    storePosition,
    stuck,
  });
  return [recent, ...recents.filter((one) => one !== before)].slice(0, MAX_RECENTS);
}

/** Merges the phone's recents with the cloud's. Orders looked up by others keep their places. */
export function mergeWithCloudOrders(
  recents: readonly KnownOrder[],
  cloudOrders: readonly KnownOrder[],
  now: number,
): readonly KnownOrder[] {
  const known = new Map(recents.map((recent) => [recent.orderId, recent]));
  for (const order of cloudOrders) {
    const before = known.get(order.orderId);
    if (before === undefined) known.set(order.orderId, order);
    else if (before.askedAt <= order.askedAt || isAheadOfNow(before.askedAt, now))
      known.set(order.orderId, { ...order, lookedUpAt: lookedUpAtOf(before) });
  }
  return [...known.values()]
    .sort((one, other) => lookedUpAtOf(other) - lookedUpAtOf(one))
    .slice(0, MAX_RECENTS);
}

/** Removes the rider from an order that has ended, or whose last answer is too old. */
export function withoutOldRider(order: KnownOrder, now: number): KnownOrder {
  const isNeeded = !statusOf(order.status).isFinal && ageMs(order.askedAt, now) < RIDERS_KEPT_MS;
  if (isNeeded) return order;
  const { riderName: _name, distanceMetres: _distance, ...rest } = order;
  return rest;
}

/** Reads the stored recents. Items of another shape are left out, perhaps of another version. */
export function parseRecents(stored: unknown): readonly KnownOrder[] {
  if (!is(stored, array())) return [];
  return stored.filter((item) => knownOrder.is(item)).slice(0, MAX_RECENTS);
}

/** Orders that a person removed from 最近查过, and that the cloud's list must not bring back. */
export type HiddenOrders = Of<typeof hiddenOrders>;
export const hiddenOrders = type({
  orderIds: list(string()),
  /** Time when the list was cleared (ms on the cloud's clock); null for never. */
  clearedAt: nullable(number()),
});

export const NO_HIDDEN_ORDERS: HiddenOrders = { orderIds: [], clearedAt: null };

const MAX_HIDDEN_IDS = 100;

/** Hides one more order until it is opened on this phone again. */
export function withOrderHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  const others = withOrderUnhidden(hidden, orderId).orderIds;
  return { ...hidden, orderIds: [orderId, ...others].slice(0, MAX_HIDDEN_IDS) };
}

export function withOrderUnhidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  return { ...hidden, orderIds: hidden.orderIds.filter((one) => one !== orderId) };
}

/** Hides all listed orders, and all orders looked up until `now` (ms on the cloud's clock). */
export function withAllOrdersHidden(
  hidden: HiddenOrders,
  recents: readonly KnownOrder[],
  now: number,
): HiddenOrders {
  // This phone's estimate of the clock may be slow, so the time of the last look-up counts, too.
  return { ...hidden, clearedAt: Math.max(now, ...recents.map(lookedUpAtOf)) };
}

export function isOrderHidden({ orderIds, clearedAt }: HiddenOrders, order: KnownOrder): boolean {
  return (
    (clearedAt !== null && lookedUpAtOf(order) <= clearedAt) || orderIds.includes(order.orderId)
  );
}
