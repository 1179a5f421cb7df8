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
 * Whether a delivery stands longer than a store lets it, and why: what holds it up before that it
 * is late, since the one can be seen to. Told by what was seen, so that it never stands shorter
 * than is said.
 *
 * @param history with the latest sighting of the delivery in it
 * @param now ms since 1970
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
      ? after('not-moving', standsSince(history), thresholds.notMovingMinutes)
      : null;
  };
  // Goods that come back are promised to nobody.
  if (status.stage === 'returning') return heldUp();
  return (
    heldUp() ?? after('overdue', firstPromiseOf(currentLife(history)), thresholds.overdueMinutes)
  );
}

/** Since when a rider on his way has not moved: what he stood before that he stood at the store. */
function standsSince(history: DeliveryHistory): number | null {
  const change = positionChangeOf(currentLife(history));
  const since = stageSince(history);
  return change === null || since === null ? null : Math.max(change.changedAt, since);
}
