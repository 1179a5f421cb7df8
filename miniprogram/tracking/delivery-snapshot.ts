import type { DeliveryReport } from '../shared/delivery';
import { isDeliveryReport } from '../shared/cloud-api';
import type { DeliveryHistory } from '../shared/delivery-history';
import { isDeliveryHistory, withoutRider } from '../shared/delivery-history';

/** What a phone keeps of a delivery, so that the last good data survive a restart. */
export interface DeliverySnapshot {
  readonly report: DeliveryReport;
  readonly history: DeliveryHistory;
}

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
  if (typeof stored !== 'object' || stored === null) return null;
  if (!('report' in stored) || !isDeliveryReport(stored.report)) return null;
  if (!('history' in stored) || !isDeliveryHistory(stored.history)) return null;
  return { report: stored.report, history: stored.history };
}
