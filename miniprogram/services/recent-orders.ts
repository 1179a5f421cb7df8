import type { KnownOrder } from '../contract/cloud-api';
import { knownOrder } from '../contract/cloud-api';
import type { DeliveryReport } from '../contract/delivery';
import { array, is } from 'superstruct';

export const RECENTS_KEPT = 20;

/** Puts the order of a report in front of the recents, and removes its older entry. */
export function withRecent(
  recents: readonly KnownOrder[],
  report: DeliveryReport,
): readonly KnownOrder[] {
  const recent: KnownOrder = {
    orderId: report.orderId,
    status: report.status.name,
    detail: report.status.detail,
    askedAt: report.askedAt,
    expectedAt: report.arrival?.expectedAt ?? null,
  };
  return [recent, ...withoutRecent(recents, report.orderId)].slice(0, RECENTS_KEPT);
}

export function withoutRecent(
  recents: readonly KnownOrder[],
  orderId: string,
): readonly KnownOrder[] {
  return recents.filter((recent) => recent.orderId !== orderId);
}

/**
 * Merges this phone's recents with the orders from the cloud: each order once with its last known
 * status, the latest in front.
 */
export function withLatest(
  recents: readonly KnownOrder[],
  latest: readonly KnownOrder[],
): readonly KnownOrder[] {
  const known = new Map(recents.map((recent) => [recent.orderId, recent]));
  for (const order of latest) {
    const before = known.get(order.orderId);
    if (before === undefined || before.askedAt < order.askedAt) known.set(order.orderId, order);
  }
  return [...known.values()]
    .sort((one, other) => other.askedAt - one.askedAt)
    .slice(0, RECENTS_KEPT);
}

/** Reads the stored recents; items of another shape, perhaps from another version, are left out. */
export function parseRecents(stored: unknown): readonly KnownOrder[] {
  if (!is(stored, array())) return [];
  return stored.filter((item) => knownOrder.is(item)).slice(0, RECENTS_KEPT);
}
