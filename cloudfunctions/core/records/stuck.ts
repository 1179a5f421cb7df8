import type { Delivery, Stuck } from '../../../miniprogram/contract/delivery';
import { awaitsRider } from '../../../miniprogram/contract/delivery-status';
import type { OrderFacts } from '../../../miniprogram/contract/order-summary';
import type { StuckThresholds } from '../../../miniprogram/contract/shop';

const MINUTE = 60_000;

/**
 * Finds whether a delivery is stuck: longer in one state than the store's thresholds allow. A cause
 * that the staff can act on comes before "overdue". A state counts from the first look-up that
 * showed it, so that the real delay is never shorter than the reported one.
 *
 * @param facts facts of its history; a missing one is unknown
 * @param now ms since 1970
 * @returns reason and start; null when the delivery is not stuck
 */
export function stuckOf(
  { status }: Pick<Delivery, 'status'>,
  { statusSince = null, stillSince = null, promisedAt = null }: OrderFacts,
  thresholds: StuckThresholds,
  now: number,
): Stuck | null {
  if (status.isFinal) return null;
  const after = (reason: Stuck['reason'], since: number | null, minutes: number): Stuck | null =>
    since !== null && now - since >= minutes * MINUTE ? { reason, since } : null;
  const heldUp = (): Stuck | null => {
    if (awaitsRider(status.name)) return after('no-rider', statusSince, thresholds.noRiderMinutes);
    if (status.name === 'at-store')
      return after('at-store', statusSince, thresholds.atStoreMinutes);
    return status.stage === 'delivering'
      ? after('not-moving', stillSince, thresholds.notMovingMinutes)
      : null;
  };
  // A return to the store has no promised arrival time, so it is never overdue.
  if (status.stage === 'returning') return heldUp();
  return heldUp() ?? after('overdue', promisedAt, thresholds.overdueMinutes);
}
