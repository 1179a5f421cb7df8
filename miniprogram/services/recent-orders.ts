import { RIDERS_KEPT_MS, ageMs, isAheadOfNow } from '../contract/age';
import { knownOrderOf, lookedUpAtOf } from '../contract/delivery/known-order';
import { type KnownOrder, knownOrder } from '../contract/cloud-api';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { statusOf } from '../contract/delivery-status';
import { summarize } from '../contract/delivery/order-summary';
import { type Of, list } from '../contract/schema';
import { array, is, nullable, number, string, type } from 'superstruct';

const MAX_RECENTS = 20;

/** Puts a report's order first in the list 最近查过. `now`: time (ms) of the look-up. */
export function recentsWithReport(
  recents: readonly KnownOrder[],
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): readonly KnownOrder[] {
  const { orderId, company, storePosition, stuck } = report;
  const oldRecent = recents.find((recent) => recent.orderId === orderId);
  const newRecent = knownOrderOf(orderId, summarize(report, history), {
    lookedUpAt: now,
    company: company ?? oldRecent?.company,
    // The report always names the store, but only the cloud's list says when to show the name.
    store: oldRecent?.store,
    storePosition,
    stuck,
  });
  return [newRecent, ...recents.filter((recent) => recent !== oldRecent)].slice(0, MAX_RECENTS);
}

/** Merges the phone's and the cloud's 最近查过. A look-up by another person moves no order up. */
export function mergeWithCloudOrders(
  recents: readonly KnownOrder[],
  cloudOrders: readonly KnownOrder[],
  now: number,
): readonly KnownOrder[] {
  const recentsById = new Map(recents.map((recent) => [recent.orderId, recent]));
  for (const order of cloudOrders) {
    const oldRecent = recentsById.get(order.orderId);
    if (oldRecent === undefined) recentsById.set(order.orderId, order);
    else if (oldRecent.askedAt <= order.askedAt || isAheadOfNow(oldRecent.askedAt, now))
      recentsById.set(order.orderId, { ...order, lookedUpAt: lookedUpAtOf(oldRecent) });
  }
  return [...recentsById.values()]
    .sort((one, other) => lookedUpAtOf(other) - lookedUpAtOf(one))
    .slice(0, MAX_RECENTS);
}

/** Removes the rider's data from an order that has ended, or whose last answer is too old. */
export function withoutOldRider(order: KnownOrder, now: number): KnownOrder {
  const mayKeep = !statusOf(order.status).isFinal && ageMs(order.askedAt, now) < RIDERS_KEPT_MS;
  if (mayKeep) return order;
  const { riderName: _name, distanceMetres: _distance, ...orderFields } = order;
  return orderFields;
}

/** Reads the stored list 最近查过. Leaves out items that another version of the app has stored. */
export function parseRecents(storedValue: unknown): readonly KnownOrder[] {
  if (!is(storedValue, array())) return [];
  return storedValue.filter((item) => knownOrder.is(item)).slice(0, MAX_RECENTS);
}

/** Orders that a person removed from 最近查过, and that the cloud's list must not bring back. */
export type HiddenOrders = Of<typeof hiddenOrders>;
export const hiddenOrders = type({
  orderIds: list(string()),
  /** Time when the list was cleared (ms on the cloud's clock); null if it never was. */
  clearedAt: nullable(number()),
});

export const NO_HIDDEN_ORDERS: HiddenOrders = { orderIds: [], clearedAt: null };

const MAX_HIDDEN_IDS = 100;

export function withOrderHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  const otherIds = withOrderUnhidden(hidden, orderId).orderIds;
  return { ...hidden, orderIds: [orderId, ...otherIds].slice(0, MAX_HIDDEN_IDS) };
}

export function withOrderUnhidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  return { ...hidden, orderIds: hidden.orderIds.filter((id) => id !== orderId) };
}

/** Hides all listed orders, and all orders looked up until `now` (ms on the cloud's clock). */
export function withAllOrdersHidden(
  hidden: HiddenOrders,
  recents: readonly KnownOrder[],
  now: number,
): HiddenOrders {
  // `now` may be before the last look-up, if this phone's estimate of the cloud's clock is slow.
  return { ...hidden, clearedAt: Math.max(now, ...recents.map(lookedUpAtOf)) };
}

export function isOrderHidden({ orderIds, clearedAt }: HiddenOrders, order: KnownOrder): boolean {
  return (
    (clearedAt !== null && lookedUpAtOf(order) <= clearedAt) || orderIds.includes(order.orderId)
  );
}
