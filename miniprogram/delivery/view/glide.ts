import type { Position } from '../../contract/delivery';
import {
  type DeliveryHistory,
  type TrailPoint,
  positionChangeOf,
} from '../../contract/delivery/delivery-history';
import { distanceMetres } from '../../contract/distance';
import { isSamePlace } from '../../map/geometry';
import { hasWay, isStep } from './way-view';

/** Movement of the rider's marker along `path`, from its present place to his latest position. */
export interface Glide {
  readonly path: readonly Position[];
  readonly durationMs: number;
  /** True when the path belongs to the drawn way, so that a line follows the marker. */
  readonly isDrawn: boolean;
}

/** Highest speed of a rider in m/s; a faster move is shown as a jump. */
const FASTEST_RIDER = 34;
const LONGEST_GLIDE_MS = 12_000;
/**
 * Distance around the rider, in metres, that a fit brings into view. The marker of a rider who
 * moved farther jumps, because its glide would begin out of sight.
 */
export const SEEN_AROUND_METRES = 250;

/**
 * Builds the marker's glide from its place on show along all positions seen since, also those from
 * look-ups of other phones.
 *
 * @returns null when the marker stands, or when it jumps
 */
export function glideTo(
  position: Position,
  trail: readonly TrailPoint[],
  { sightings }: DeliveryHistory,
  shown: { readonly position: Position; readonly glide: Glide | null },
): Glide | null {
  const present = positionChangeOf({ sightings });
  if (present === null) return null;
  if (isSamePlace(shown.position, position)) {
    const latestAt = sightings[sightings.length - 1]?.at ?? 0;
    const isUnderWay = latestAt - present.changedAt < (shown.glide?.durationMs ?? 0);
    return isUnderWay ? shown.glide : null;
  }
  const start = indexOfPlace(trail, shown.position);
  const tookMs = timeSince(shown.position, sightings, present.changedAt);
  if (start < 0 || tookMs === null) return null;
  const farthest = Math.min(SEEN_AROUND_METRES, (FASTEST_RIDER * tookMs) / 1000);
  if (distanceMetres(shown.position, position) > farthest) return null;
  const gone = trail.slice(start);
  return {
    path: gone.map((point) => point.position),
    durationMs: Math.min(LONGEST_GLIDE_MS, tookMs),
    isDrawn: hasWay(trail) && gone.slice(1).every((to, leg) => isStep(gone[leg] ?? to, to)),
  };
}

/**
 * Computes the ms between the rider's latest arrival at a place and a given time.
 *
 * @returns null when the rider was not seen there, or when a later sighting lacks a position
 */
function timeSince(
  place: Position,
  sightings: DeliveryHistory['sightings'],
  time: number,
): number | null {
  const places = sightings.map(({ position }) => position);
  const last = places.map((one) => one !== null && isSamePlace(one, place)).lastIndexOf(true);
  const before = positionChangeOf({ sightings: sightings.slice(0, last + 1) });
  const isLost = places.slice(last).includes(null);
  return before === null || isLost ? null : time - before.changedAt;
}

/**
 * Finds the last index of a place in the trail.
 *
 * @returns -1 when the rider was not there
 */
export function indexOfPlace(trail: readonly TrailPoint[], place: Position): number {
  return trail.map(({ position }) => isSamePlace(position, place)).lastIndexOf(true);
}
