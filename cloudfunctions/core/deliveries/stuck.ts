import type { Delivery, Stuck } from '../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../miniprogram/contract/delivery-history';
import {
  entriesOf,
  firstPromiseOf,
  positionChangeOf,
} from '../../../miniprogram/contract/delivery-history';
import { currentLife, stageSince } from '../../../miniprogram/contract/delivery-life';
import type { StuckThresholds } from '../../../miniprogram/contract/shop';

const MINUTE = 60_000;

/**
 * Finds whether a delivery is stuck: longer in one state than the store's thresholds allow. A cause
 * that the staff can act on comes before "overdue". A state counts from the first look-up that
 * showed it, so that the real delay is never shorter than the reported one.
 *
 * @param history history with the latest sighting in it
 * @param now ms since 1970
 * @returns reason and start; null when the delivery is not stuck
 */
export function stuckOf(
  { status }: Pick<Delivery, 'status'>,
  history: DeliveryHistory,
  thresholds: StuckThresholds,
  now: number,
): Stuck | null {
  if (status.isFinal) return null;
  const after = (reason: Stuck['reason'], since: number | null, minutes: number): Stuck | null =>
    since !== null && now - since >= minutes * MINUTE ? { reason, since } : null;
  const heldUp = (): Stuck | null => {
    const arrivedAt = entriesOf(history).slice(-1)[0]?.seenAt ?? null;
    if (status.name === 'waiting') return after('no-rider', arrivedAt, thresholds.noRiderMinutes);
    if (status.name === 'at-store') return after('at-store', arrivedAt, thresholds.atStoreMinutes);
    return status.stage === 'delivering'
      ? after('not-moving', notMovingSince(history), thresholds.notMovingMinutes)
      : null;
  };
  // A return to the store has no promised arrival time, so it is never overdue.
  if (status.stage === 'returning') return heldUp();
  return (
    heldUp() ?? after('overdue', firstPromiseOf(currentLife(history)), thresholds.overdueMinutes)
  );
}

/**
 * Returns since when a rider has not moved while delivering. Time without movement before that was
 * spent at the store, and does not count.
 */
function notMovingSince(history: DeliveryHistory): number | null {
  const change = positionChangeOf(currentLife(history));
  const since = stageSince(history);
  return change === null || since === null ? null : Math.max(change.changedAt, since);
}
