import { OLD_AFTER_MS } from '../../contract/age';
import type { DeliveryReport } from '../../contract/delivery';
import { type DeliveryHistory, isAnotherRider } from '../../contract/delivery/delivery-history';
import { currentLife } from '../../contract/delivery/delivery-life';
import { type StatusName, statusRank } from '../../contract/delivery-status';

/** Largest age (ms) at which the rider's last seen position is still shown. */
const MAX_POSITION_AGE_MS = 5 * 60_000;

export type RiderPlace = NonNullable<ReturnType<typeof riderPlace>>;

/** Finds the rider's position: the report's or, without one, the last one within 5 minutes. */
export function riderPlace(report: DeliveryReport, history: DeliveryHistory, now: number) {
  const { position, askedAt, status } = report;
  if (status.isFinal) return null;
  if (position !== null) {
    return { position, seenAt: askedAt, isOld: false, isFaded: now - askedAt > OLD_AFTER_MS };
  }
  let name = report.rider?.name ?? null;
  let laterStatus = status.name;
  for (const sighting of [...currentLife(history).sightings].reverse()) {
    const { at, riderName } = sighting;
    if (now - at > MAX_POSITION_AGE_MS || isAnotherRider(name, riderName)) return null;
    if (wentBack(laterStatus, sighting.status)) return null;
    if (sighting.position !== null) {
      return { position: sighting.position, seenAt: at, isOld: true, isFaded: true };
    }
    name = riderName ?? name;
    if (statusRank(sighting.status) !== null) laterStatus = sighting.status;
  }
  return null;
}

/** Tells whether the status went back to an earlier one, as it does when another rider comes. */
function wentBack(laterName: StatusName, earlierName: StatusName): boolean {
  return (statusRank(laterName) ?? Infinity) < (statusRank(earlierName) ?? 0);
}
