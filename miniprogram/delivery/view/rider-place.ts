import { OLD_AFTER_MS } from '../../contract/age';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, isAnotherRider } from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type StatusName, statusRank } from '../../contract/delivery-status';

/** Age (ms) from which the last seen position says too little about where the rider is. */
const LAST_POSITION_SHOWN_MS = 5 * 60_000;

export type RiderPlace = NonNullable<ReturnType<typeof riderPlace>>;

/** Finds the rider's position: in the report, else the last one within 5 minutes, else null. */
export function riderPlace(report: DeliveryReport, history: DeliveryHistory, now: number) {
  const { position, askedAt, status } = report;
  if (status.isFinal) return null;
  if (position !== null) {
    return { position, seenAt: askedAt, isOld: false, isFaded: now - askedAt > OLD_AFTER_MS };
  }
  let name = report.rider?.name ?? null;
  let later = status.name;
  for (const sighting of [...currentLife(history).sightings].reverse()) {
    const { at, riderName } = sighting;
    const isLost = now - at > LAST_POSITION_SHOWN_MS;
    if (isLost || isAnotherRider(name, riderName) || wentBack(later, sighting.status)) return null;
    if (sighting.position !== null) {
      return { position: sighting.position, seenAt: at, isOld: true, isFaded: true };
    }
    name = riderName ?? name;
    if (statusRank(sighting.status) !== null) later = sighting.status;
  }
  return null;
}

/** Tells whether the status went back to an earlier one, as it does when the rider changes. */
function wentBack(later: StatusName, earlier: StatusName): boolean {
  return (statusRank(later) ?? Infinity) < (statusRank(earlier) ?? 0);
}
