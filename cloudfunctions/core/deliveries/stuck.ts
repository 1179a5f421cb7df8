import type { Delivery, Stuck } from '../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../miniprogram/contract/delivery-history';
import {
  entriesOf,
  firstPromiseOf,
  positionChangeOf,
  currentLife,
  stageSince,
} from '../../../miniprogram/contract/delivery-history';
import type { StuckThresholds } from '../../../miniprogram/contract/shop';

const MINUTE = 60_000;

/**
 * Finds whether a delivery is stuck: longer in one state than the store's thresholds allow. A cause
 * that the staff can act on comes before "overdue". Times are those of sightings, so that the real
 * delay is never shorter than the reported one.
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
  // Goods on their way back are promised to nobody.
  if (status.stage === 'returning') return heldUp();
  return (
    heldUp() ?? after('overdue', firstPromiseOf(currentLife(history)), thresholds.overdueMinutes)
  );
}

/**
 * Finds since when a rider on the way has not moved. Earlier time without a move was spent at the
 * store, and does not count.
 */
function notMovingSince(history: DeliveryHistory): number | null {
  const change = positionChangeOf(currentLife(history));
  const since = stageSince(history);
  return change === null || since === null ? null : Math.max(change.changedAt, since);
}
