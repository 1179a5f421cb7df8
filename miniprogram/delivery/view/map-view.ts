import type { DeliveryReport, Position } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { positionChangeOf, trailOf, currentLife } from '../../contract/delivery-history';
import { bearingDegrees, distanceMetres, isSamePlace, squareAround } from './geometry';
import type { Marker } from './markers';
import { riderMarker, storeMarker } from './markers';

/** Highest speed of a rider in m/s; a faster move is shown as a jump. */
const FASTEST_RIDER = 34;
const LONGEST_GLIDE_MS = 12_000;
/**
 * Metres around the rider that a fit brings into view. A glide from further off would be out of
 * sight, so the marker jumps.
 */
export const SEEN_AROUND_METRES = 250;
/** Number of latest positions in the drawn line, limited to keep each update small. */
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
   * Movement of the marker along the path, which begins at its present place and ends at
   * `position`; null when the marker is there already.
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
 * @param shown present content of the map, null without a map: a marker glides only from its
 * present place
 * @returns null without a position and after the end: then the map is hidden
 */
export function riderScene(
  report: DeliveryReport,
  seen: DeliveryHistory,
  shown: RiderScene | null,
): RiderScene | null {
  const { position, storePosition, status } = report;
  if (position === null || status.isFinal) return null;
  const history = currentLife(seen);
  const trail = trailOf(history);
  const previous = trail[trail.length - 2] ?? null;
  const heading = previous === null ? null : bearingDegrees(previous, position);
  const tone = status.stage === 'returning' ? 'back' : 'go';
  const glide = shown === null ? null : glideTo(position, trail, history, shown);
  const from = glide?.path[0] ?? position;
  const way = trail.slice(0, indexOfPlace(trail, from) + 1).slice(-WAY_SHOWN);
  return {
    position,
    glide,
    markers: [
      riderMarker(from, heading, tone),
      ...(storePosition === undefined ? [] : [storeMarker(storePosition)]),
    ],
    polyline:
      way.length < 2 ? [] : [{ points: way, color: WAY_COLOURS[tone], width: 5, dottedLine: true }],
  };
}

/**
 * Builds the glide along all positions since the last one on show; other phones of the store may
 * have seen more of them.
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
 * Computes the ms from the rider's arrival at a place, where he was last seen there, to a time.
 *
 * @returns null when there were sightings without a position in between
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

/** Writes the sentence that replaces a missing map. */
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
 * Lists the places that a fit brings into view: rider, store, the rider's line, and some of the
 * town around him.
 */
export function placesInView({ position, markers, polyline }: RiderScene): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  return [...way, ...markers, ...squareAround(position, SEEN_AROUND_METRES)];
}
