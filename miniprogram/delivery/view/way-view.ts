import { type Position, distanceMetres } from '../../contract/delivery';
import {
  type TrailPoint,
  type DeliveryHistory,
  isSamePosition,
  findPositionChange,
} from '../../contract/delivery/delivery-history';
import type { RiderTone } from '../../map/markers';

/** Line on the map, in the format of `<map>`. */
export interface MapLine {
  readonly points: readonly Position[];
  readonly color: string;
  readonly width: number;
  readonly borderColor: string;
  readonly borderWidth: number;
  readonly dottedLine?: true;
}

/** Tone (colour) of the line along the rider's way: the rider's, or `done` after the end. */
export type WayTone = RiderTone | 'done';

/** Colours of the way, from styles/tokens.wxss (light). White borders show them on a dark map. */
const WAY_COLOURS: Readonly<Record<WayTone, string>> = {
  go: '#1657d9',
  wait: '#8a5200',
  bad: '#c0271f',
  back: '#6a3cbc',
  done: '#08703d',
};

/** Longest time (ms) between two look-ups whose positions a line may join. */
const LONGEST_JOINED_GAP_MS = 60_000;
const FEWEST_POINTS_OF_WAY = 3;
/** Number of legs (each between two positions) per line. A new leg changes only the last line. */
const LEGS_PER_LINE = 6;
/** Opacities of the lines (two hexadecimal digits), the newest line first. */
const OPACITIES_BY_AGE = [
  { color: 'f2', halo: 'b3' },
  { color: 'c7', halo: '8c' },
  { color: '9e', halo: '66' },
  { color: '75', halo: '4d' },
] as const;
const OLDEST_OPACITIES = { color: '4d', halo: '33' } as const;

export function isWayDrawn(trail: readonly TrailPoint[]): boolean {
  return trail.length >= FEWEST_POINTS_OF_WAY;
}

/** Tells whether so little time lies between two successive positions that a line joins them. */
function areJoinable(fromPoint: TrailPoint, toPoint: TrailPoint): boolean {
  return toPoint.seenAt - fromPoint.seenUntil <= LONGEST_JOINED_GAP_MS;
}

/** Builds the lines between successive positions, the oldest first, faded towards the past. */
export function wayLines(points: readonly TrailPoint[], tone: WayTone): readonly MapLine[] {
  const blockOf = (leg: number): number => Math.floor(leg / LEGS_PER_LINE);
  const newestBlock = blockOf(points.length - 2);
  const lines: { readonly age: number; readonly points: Position[] }[] = [];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index];
    if (from === undefined || !areJoinable(from, to)) continue;
    const age = newestBlock - blockOf(index);
    const line = lines[lines.length - 1];
    const isContinued = line?.age === age && line.points[line.points.length - 1] === from.position;
    if (isContinued) line.points.push(to.position);
    else lines.push({ age, points: [from.position, to.position] });
  }
  return lines.map((line) => wayLine(line.points, tone, line.age));
}

/** Builds one line of the way. `age`: number of newer lines. */
export function wayLine(points: readonly Position[], tone: WayTone, age = 0): MapLine {
  const { color, halo } = OPACITIES_BY_AGE[age] ?? OLDEST_OPACITIES;
  return {
    points,
    color: WAY_COLOURS[tone] + color,
    width: 4,
    borderColor: `#ffffff${halo}`,
    borderWidth: 2,
  };
}

/** Tells whether the drawn way breaks off before or after a position; false for the last one. */
export function isGapEnd(points: readonly TrailPoint[], index: number): boolean {
  const [before, point, after] = [points[index - 1], points[index], points[index + 1]];
  if (point === undefined || after === undefined) return false;
  return !areJoinable(point, after) || (before !== undefined && !areJoinable(before, point));
}

/** Movement of the rider's marker from its present place to his latest position. */
export interface Glide {
  readonly path: readonly Position[];
  readonly durationMs: number;
  /** True when `path` has enough positions to draw the stretch that the marker has passed. */
  readonly isDrawn: boolean;
}

/** Highest speed of a rider in m/s. A faster movement is shown as a jump of the marker. */
const MAX_METRES_PER_SECOND = 34;
const LONGEST_GLIDE_MS = 12_000;
/** Radius (m) around the rider that is always shown. A longer move would begin out of sight. */
export const SHOWN_AROUND_RIDER_METRES = 250;

/** Builds the marker's move from its shown place to `position`; null if it jumps or stays. */
export function glideTo(
  position: Position,
  trail: readonly TrailPoint[],
  { sightings }: DeliveryHistory,
  shownScene: { readonly position: Position; readonly glide: Glide | null },
): Glide | null {
  const lastChange = findPositionChange({ sightings });
  if (lastChange === null) return null;
  if (isSamePosition(shownScene.position, position)) {
    const latestAt = sightings[sightings.length - 1]?.at ?? 0;
    const isUnderWay = latestAt - lastChange.changedAt < (shownScene.glide?.durationMs ?? 0);
    return isUnderWay ? shownScene.glide : null;
  }
  const startIndex = indexOfPlace(trail, shownScene.position);
  const tookMs = msSinceArrivalAt(shownScene.position, sightings, lastChange.changedAt);
  if (startIndex < 0 || tookMs === null) return null;
  const maxMetres = Math.min(SHOWN_AROUND_RIDER_METRES, (MAX_METRES_PER_SECOND * tookMs) / 1000);
  if (distanceMetres(shownScene.position, position) > maxMetres) return null;
  const passed = trail.slice(startIndex);
  return {
    path: passed.map((point) => point.position),
    durationMs: Math.min(LONGEST_GLIDE_MS, tookMs),
    isDrawn:
      isWayDrawn(trail) && passed.slice(1).every((to, leg) => areJoinable(passed[leg] ?? to, to)),
  };
}

/** Computes how many ms before `time` the rider came to `place`; null if that is unknown. */
function msSinceArrivalAt(place: Position, sightings: DeliveryHistory['sightings'], time: number) {
  const positions = sightings.map(({ position }) => position);
  const isPlace = positions.map((position) => position !== null && isSamePosition(position, place));
  const lastIndex = isPlace.lastIndexOf(true);
  const arrival = findPositionChange({ sightings: sightings.slice(0, lastIndex + 1) });
  const isLost = positions.slice(lastIndex).includes(null);
  return arrival === null || isLost ? null : time - arrival.changedAt;
}

/** Finds the last index of a place in the trail; -1 when the rider was never there. */
export function indexOfPlace(trail: readonly TrailPoint[], place: Position): number {
  return trail.map(({ position }) => isSamePosition(position, place)).lastIndexOf(true);
}
