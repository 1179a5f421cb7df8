import type { DeliveryReport } from '../shared/delivery';
import { array, is, nullable, number, string, type } from 'superstruct';

/** An order that was looked up on this phone, as it was last known. */
export interface RecentOrder {
  readonly orderId: string;
  /** Status code; null when it was none that is known. */
  readonly code: number | null;
  /** When that was known: ms on the cloud's clock. */
  readonly askedAt: number;
  /** ms; null when no arrival was told. */
  readonly expectedAt: number | null;
}

export const RECENTS_KEPT = 20;

/** The recents with the order of a report in front, once. */
export function withRecent(
  recents: readonly RecentOrder[],
  report: DeliveryReport,
): readonly RecentOrder[] {
  const recent: RecentOrder = {
    orderId: report.orderId,
    code: report.status.code,
    askedAt: report.askedAt,
    expectedAt: report.arrival?.expectedAt ?? null,
  };
  return [recent, ...withoutRecent(recents, report.orderId)].slice(0, RECENTS_KEPT);
}

export function withoutRecent(
  recents: readonly RecentOrder[],
  orderId: string,
): readonly RecentOrder[] {
  return recents.filter((recent) => recent.orderId !== orderId);
}

const recentShape = type({
  orderId: string(),
  code: nullable(number()),
  askedAt: number(),
  expectedAt: nullable(number()),
});

/** What a phone has stored as recents; items that are none, perhaps of another version, are left out. */
export function parseRecents(stored: unknown): readonly RecentOrder[] {
  if (!is(stored, array())) return [];
  return stored.filter((item) => is(item, recentShape)).slice(0, RECENTS_KEPT);
}
