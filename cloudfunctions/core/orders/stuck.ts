import type { Delivery, Stuck } from '../../../miniprogram/shared/delivery';
import type { DeliveryHistory } from '../../../miniprogram/shared/delivery-history';
import {
  entriesOf,
  firstPromiseOf,
  positionChangeOf,
} from '../../../miniprogram/shared/delivery-history';
import type { StuckThresholds } from '../../../miniprogram/shared/shop';

const MINUTE = 60_000;

/**
 * Whether a delivery stands longer than a store lets it, and why: what holds it up before that it is late, since the one can be seen to. Told by what was
 * seen, so that it never stands shorter than is said.
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
  const entries = entriesOf(history);
  const arrivedAt = entries[entries.length - 1]?.seenAt ?? null;
  const { name, stage } = status;
  const heldUp =
    name === 'waiting'
      ? after('no-rider', arrivedAt, thresholds.noRiderMinutes)
      : name === 'at-store'
        ? after('at-store', arrivedAt, thresholds.atStoreMinutes)
        : stage === 'delivering'
          ? after(
              'not-moving',
              positionChangeOf(history)?.changedAt ?? null,
              thresholds.notMovingMinutes,
            )
          : null;
  // Goods that come back are promised to nobody.
  if (heldUp !== null || stage === 'returning') return heldUp;
  return after('overdue', firstPromiseOf(history), thresholds.overdueMinutes);
}
