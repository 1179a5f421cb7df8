import { RIDERS_KEPT_MS, ageMs, isAheadOfNow } from '../contract/age';
import { knownOrderOf, lookedUpAtOf } from '../contract/delivery/known-order';
import { type KnownOrder, knownOrder } from '../contract/cloud-api';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { statusOf } from '../contract/delivery-status';
import { summaryOf } from '../contract/delivery/order-summary';
import { type Of, list } from '../contract/schema';
import { array, is, nullable, number, string, type } from 'superstruct';

const RECENTS_KEPT = 20;

/** Puts a report's order in front of the recents. `now`: time (ms) of the look-up. */
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
    // Reports always name the store. Only the row of the cloud's list tells whether it is shown.
    store: before?.store,
    storePosition,
    stuck,
  });
  return [recent, ...recents.filter((one) => one !== before)].slice(0, RECENTS_KEPT);
}

/**
 * Merges this phone's recents with the cloud's, the latest look-up first. A listed order keeps its
 * place when somebody else looks it up. `now` in ms on the cloud's clock.
 */
export function withLatest(
  recents: readonly KnownOrder[],
  latest: readonly KnownOrder[],
  now: number,
): readonly KnownOrder[] {
  const known = new Map(recents.map((recent) => [recent.orderId, recent]));
  for (const order of latest) {
    const before = known.get(order.orderId);
    if (before === undefined) known.set(order.orderId, order);
    else if (before.askedAt <= order.askedAt || isAheadOfNow(before.askedAt, now))
      known.set(order.orderId, { ...order, lookedUpAt: lookedUpAtOf(before) });
  }
  return [...known.values()]
    .sort((one, other) => lookedUpAtOf(other) - lookedUpAtOf(one))
    .slice(0, RECENTS_KEPT);
}

/** Removes the rider from an order that has ended, or whose last answer is too old. */
export function withoutOldRider(order: KnownOrder, now: number): KnownOrder {
  const isNeeded = !statusOf(order.status).isFinal && ageMs(order.askedAt, now) < RIDERS_KEPT_MS;
  if (isNeeded) return order;
  const { riderName: _name, distanceMetres: _distance, ...rest } = order;
  return rest;
}

/** Reads the stored recents; items of another shape, perhaps from another version, are left out. */
export function parseRecents(stored: unknown): readonly KnownOrder[] {
  if (!is(stored, array())) return [];
  return stored.filter((item) => knownOrder.is(item)).slice(0, RECENTS_KEPT);
}

/** Orders that a person removed from 最近查过, and that the cloud's list must not restore. */
export type HiddenOrders = Of<typeof hiddenOrders>;
export const hiddenOrders = type({
  orderIds: list(string()),
  /** Time when the list was cleared: ms on the cloud's clock; null when it never was. */
  clearedAt: nullable(number()),
});

export const NOTHING_HIDDEN: HiddenOrders = { orderIds: [], clearedAt: null };

const HIDDEN_KEPT = 100;

/** Hides one more order, until it is opened on this phone again. */
export function withHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  const others = withoutHidden(hidden, orderId).orderIds;
  return { ...hidden, orderIds: [orderId, ...others].slice(0, HIDDEN_KEPT) };
}

export function withoutHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  return { ...hidden, orderIds: hidden.orderIds.filter((one) => one !== orderId) };
}

/** Hides all listed orders, and all orders looked up until `now` (ms on the cloud's clock). */
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
