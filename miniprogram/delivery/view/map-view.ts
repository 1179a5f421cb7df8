import type { DeliveryReport, Position } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { positionChangeOf, trailOf, currentLife } from '../../contract/delivery-history';
import { bearingDegrees, distanceMetres, isSamePlace, squareAround } from './geometry';
import type { Marker } from './markers';
import { riderMarker, storeMarker } from './markers';

/** No rider goes faster (m/s): what does is shown as the jump that it is. */
const FASTEST_RIDER = 34;
const LONGEST_GLIDE_MS = 12_000;
/** So much of the town around the rider is in view when the map is fitted to him. A glide from further off would run unseen: he is shown to jump. */
export const SEEN_AROUND_METRES = 250;
/** The way is drawn over the latest positions only, so that one update stays small. */
const WAY_SHOWN = 18;
/** The map stays light in dark mode: the light tones of styles/tokens.wxss, half transparent. */
const WAY_COLOURS = { go: '#1657d999', back: '#6a3cbc99' };

/** What the map shows of the rider; markers and lines as `<map>` takes them. */
export interface RiderScene {
  readonly position: Position;
  /** How the marker is to come from where it stands, the first place of the path, to `position`, the last; null: it is there. */
  readonly glide: { readonly path: readonly Position[]; readonly durationMs: number } | null;
  /** The rider's, then that of the store where its place is known. */
  readonly markers: readonly Marker[];
  /** The way that he was seen to go, up to his marker; none before he has moved. */
  readonly polyline: readonly Polyline[];
}

interface Polyline {
  readonly points: readonly Position[];
  readonly color: string;
  readonly width: number;
  readonly dottedLine: boolean;
}

/**
 * The rider's scene after a report; null when the map has to give way, which is so without a position and after the end.
 *
 * @param shown the scene that the page shows now, null when it has no map: a marker glides only from where it stands
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

/** Along all places that he was seen at meanwhile: other phones of the store may have asked oftener. */
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

/** ms from when he was first seen at the place where he last was, to a time; null when his position was lost in between. */
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

/** The last index of a place; -1: he was not there. */
function indexOfPlace(trail: readonly Position[], place: Position): number {
  return trail.map((one) => isSamePlace(one, place)).lastIndexOf(true);
}

/** The sentence that stands where the map would be. */
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

/** The places that a fit brings into view: the rider, the store, the way that he was seen to go, and some of the town around him. */
export function placesInView({ position, markers, polyline }: RiderScene): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  return [...way, ...markers, ...squareAround(position, SEEN_AROUND_METRES)];
}
