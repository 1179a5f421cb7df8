import { is, type } from 'superstruct';
import { deliveryReport } from '../shared/delivery';
import { deliveryHistory, withoutRider } from '../shared/delivery-history';
import type { Of } from '../shared/schema';

/** What a phone keeps of a delivery, so that the last good data survive a restart. */
export type DeliverySnapshot = Of<typeof deliverySnapshot>;
const deliverySnapshot = type({ report: deliveryReport, history: deliveryHistory });

/** What is personal about riders stays on a phone for no longer than this, and not beyond the end of the delivery. */
const RIDER_KEPT_MS = 24 * 3_600_000;

/** A snapshot as it may be stored at a time (`now` in ms on the cloud's clock): without the rider after the end or after 24 hours. */
export function storable(snapshot: DeliverySnapshot, now: number): DeliverySnapshot {
  const { report, history } = snapshot;
  if (!report.status.isFinal && now - report.askedAt < RIDER_KEPT_MS) return snapshot;
  return { report: { ...report, rider: null, position: null }, history: withoutRider(history) };
}

/** A stored value as a snapshot; null when it is none, or none of this version. */
export function parseSnapshot(stored: unknown): DeliverySnapshot | null {
  if (!is(stored, deliverySnapshot)) return null;
  return { report: stored.report, history: stored.history };
}
