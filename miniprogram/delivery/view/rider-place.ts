import { OLD_FROM_MS } from '../../contract/age';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, isOther } from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type StatusName, statusRank } from '../../contract/delivery-status';

/** Time after which a last seen position says too little about where the rider is. */
const OLD_PLACE_KEPT_MS = 5 * 60_000;

export type RiderPlace = NonNullable<ReturnType<typeof riderPlace>>;

/**
 * Finds the rider's place: the reported position or, before the end, the last one of the same rider
 * within five minutes, which is old; else null. Faded: the rider may be elsewhere by now.
 */
export function riderPlace(report: DeliveryReport, history: DeliveryHistory, now: number) {
  const { position, askedAt, status } = report;
  if (status.isFinal) return null;
  if (position !== null) {
    return { position, seenAt: askedAt, isOld: false, isFaded: now - askedAt > OLD_FROM_MS };
  }
  let name = report.rider?.name ?? null;
  let later = status.name;
  for (const sighting of [...currentLife(history).sightings].reverse()) {
    const { at, riderName } = sighting;
    const isLost = now - at > OLD_PLACE_KEPT_MS;
    if (isLost || isOther(name, riderName) || isEarlier(later, sighting.status)) return null;
    if (sighting.position !== null) {
      return { position: sighting.position, seenAt: at, isOld: true, isFaded: true };
    }
    name = riderName ?? name;
    if (statusRank(sighting.status) !== null) later = sighting.status;
  }
  return null;
}

/** Tells whether a delivery has gone back to an earlier status, as it does for another rider. */
function isEarlier(later: StatusName, earlier: StatusName): boolean {
  return (statusRank(later) ?? Infinity) < (statusRank(earlier) ?? 0);
}
