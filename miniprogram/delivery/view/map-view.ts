import type { DeliveryReport, Position } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { positionChangeOf, trailOf } from '../../contract/delivery-history';
import { currentLife } from '../../contract/delivery-life';
import { bearingDegrees, distanceMetres, isSamePlace, squareAround } from './geometry';
import type { Marker } from './markers';
import { oldRiderMarker, riderMarker, storeMarker } from './markers';
import type { RiderPlace } from './rider-place';

/** Highest speed of a rider in m/s; a faster move is shown as a jump. */
const FASTEST_RIDER = 34;
const LONGEST_GLIDE_MS = 12_000;
/**
 * Distance around the rider, in metres, that a fit brings into view. The marker of a rider who
 * moved farther jumps, because its glide would begin out of sight.
 */
export const SEEN_AROUND_METRES = 250;
/** Number of latest positions in the drawn line, limited to keep each setData small. */
const WAY_SHOWN = 18;
/**
 * Colours of the line: the light tones of styles/tokens.wxss, half transparent. WeChat's map stays
 * light in dark mode.
 */
const WAY_COLOURS = { go: '#1657d999', back: '#6a3cbc99' };

/** Content of the map; markers and lines have the format of `<map>`. */
export interface RiderScene {
  readonly position: Position;
  /**
   * Movement of the marker along `path`, from its present place to `position`; null when the marker
   * does not glide.
   */
  readonly glide: { readonly path: readonly Position[]; readonly durationMs: number } | null;
  /** Marker of the rider, then that of the store where its place is known. */
  readonly markers: readonly Marker[];
  /** Line along the rider's seen positions up to his marker; empty before he has moved. */
  readonly polyline: readonly Polyline[];
}

interface Polyline {
  readonly points: readonly Position[];
  readonly color: string;
  readonly width: number;
  readonly dottedLine: boolean;
}

/**
 * Builds the map's content after a report.
 *
 * @param place place of the rider, see riderPlace
 * @param shown content on show, from which the marker glides; null without a map
 * @returns null without a place: the map is then hidden
 */
export function riderScene(
  { storePosition, status }: DeliveryReport,
  seen: DeliveryHistory,
  place: RiderPlace | null,
  shown: RiderScene | null,
): RiderScene | null {
  if (place === null) return null;
  const { position, isOld } = place;
  const history = currentLife(seen);
  const trail = trailOf(history);
  const previous = trail[trail.length - 2] ?? null;
  const heading = previous === null ? null : bearingDegrees(previous, position);
  const tone = status.stage === 'returning' ? 'back' : 'go';
  const glide = shown === null || isOld ? null : glideTo(position, trail, history, shown);
  const from = glide?.path[0] ?? position;
  const way = trail.slice(0, indexOfPlace(trail, from) + 1).slice(-WAY_SHOWN);
  return {
    position,
    glide,
    markers: [
      isOld ? oldRiderMarker(from) : riderMarker(from, heading, tone),
      ...(storePosition === undefined ? [] : [storeMarker(storePosition)]),
    ],
    polyline:
      way.length < 2 ? [] : [{ points: way, color: WAY_COLOURS[tone], width: 5, dottedLine: true }],
  };
}

/**
 * Builds the marker's glide from its place on show along all positions seen since, also those from
 * look-ups of other phones.
 */
function glideTo(
  position: Position,
  trail: readonly Position[],
  { sightings }: DeliveryHistory,
  shown: RiderScene,
): RiderScene['glide'] {
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
  return distanceMetres(shown.position, position) > farthest
    ? null
    : { path: trail.slice(start), durationMs: Math.min(LONGEST_GLIDE_MS, tookMs) };
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
function indexOfPlace(trail: readonly Position[], place: Position): number {
  return trail.map((one) => isSamePlace(one, place)).lastIndexOf(true);
}

/** Writes the sentence shown in place of a missing map. */
export function mapNote(report: DeliveryReport): string {
  if (report.status.isFinal) return '配送已结束';
  switch (report.status.stage) {
    case 'accepting':
    case 'pickup':
      return '骑手带着货出发后，这里显示他的位置';
    case 'delivering':
    case 'returning':
      return '配送公司未提供位置';
    case 'exception':
    case 'unknown':
      return '现在没有骑手的位置';
  }
}

/**
 * Lists the places that a fit brings into view: rider, store, the rider's line, and a square around
 * the rider.
 */
export function placesInView({ position, markers, polyline }: RiderScene): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  return [...way, ...markers, ...squareAround(position, SEEN_AROUND_METRES)];
}
