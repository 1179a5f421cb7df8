import type { DeliveryReport, Position } from '../../contract/delivery';
import {
  type DeliveryHistory,
  isOther,
  positionChangeOf,
} from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type StatusName, rankOf } from '../../contract/delivery-status';

/** Place of the rider, as the page knows it. */
export interface RiderPlace {
  readonly position: Position;
  /** Time (ms on the cloud's clock) of the look-up that showed the position. */
  readonly seenAt: number;
  /** True when the latest report has no position, so that the last seen one stands in for it. */
  readonly isOld: boolean;
  /**
   * True when the rider may be elsewhere by now: the position is old, nobody has asked for a
   * minute, or a rider on his way has stayed in one place for a minute.
   */
  readonly isFaded: boolean;
}

/** Age (ms) up to which a position tells where the rider is. */
export const POSITION_HOLDS_MS = 60_000;

/** Time after which a last seen position says too little about where the rider is. */
const OLD_PLACE_KEPT_MS = 5 * 60_000;

/**
 * Finds the rider's place: the position in the report or, while the delivery is open, the last one
 * that was seen of the same rider.
 *
 * @param now ms on the cloud's clock
 * @returns null after the end, and when no position was seen within the last five minutes
 */
export function riderPlace(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): RiderPlace | null {
  const { position, askedAt, status } = report;
  if (status.isFinal) return null;
  if (position !== null) {
    const isFaded =
      now - askedAt > POSITION_HOLDS_MS ||
      (isOnRoad(report) && now - stillSince(history, askedAt) > POSITION_HOLDS_MS);
    return { position, seenAt: askedAt, isOld: false, isFaded };
  }
  let name = report.rider?.name ?? null;
  let later = status.name;
  for (const sighting of [...currentLife(history).sightings].reverse()) {
    const { at, riderName } = sighting;
    const isLost = now - at > OLD_PLACE_KEPT_MS;
    if (isLost || isOther(name, riderName) || isBefore(later, sighting.status)) return null;
    if (sighting.position !== null) {
      return { position: sighting.position, seenAt: at, isOld: true, isFaded: true };
    }
    name = riderName ?? name;
    if (rankOf(sighting.status) !== null) later = sighting.status;
  }
  return null;
}

/** Tells whether the rider carries goods to the customer or back, so that he should be moving. */
function isOnRoad({ status: { stage } }: DeliveryReport): boolean {
  return stage === 'delivering' || stage === 'returning';
}

/** Finds the time (ms) since which the rider has not moved; `askedAt` when the history lacks it. */
function stillSince(history: DeliveryHistory, askedAt: number): number {
  return positionChangeOf(history)?.changedAt ?? askedAt;
}

/** Tells whether a delivery has gone back to a status, which it does for another rider. */
function isBefore(later: StatusName, earlier: StatusName): boolean {
  return (rankOf(later) ?? Infinity) < (rankOf(earlier) ?? 0);
}
