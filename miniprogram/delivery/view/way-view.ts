import { type Position, distanceMetres } from '../../contract/delivery';
import {
  type TrailPoint,
  type DeliveryHistory,
  isSamePosition,
  positionChangeOf,
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

/** Tone of the line along the rider's way: his tone, or `done` after the end. */
export type WayTone = RiderTone | 'done';

/** Colours of the way, from styles/tokens.wxss (light). A border shows them on a dark map. */
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
/** Number of steps between positions in one line. A new step then changes only the last line. */
const STEPS_PER_LINE = 6;
/** Opacities of the lines (two hexadecimal digits), the newest first. The last is for all older. */
const OPACITIES_BY_AGE = [
  { color: 'f2', halo: 'b3' },
  { color: 'c7', halo: '8c' },
  { color: '9e', halo: '66' },
  { color: '75', halo: '4d' },
] as const;
const OLDEST_OPACITIES = { color: '4d', halo: '33' } as const;

export function hasWay(trail: readonly TrailPoint[]): boolean {
  return trail.length >= FEWEST_POINTS_OF_WAY;
}

/** Tells whether two successive positions were seen so close together that a line may join them. */
function areJoinable(from: TrailPoint, to: TrailPoint): boolean {
  return to.seenAt - from.seenUntil <= LONGEST_JOINED_GAP_MS;
}

/** Builds the lines between successive positions, the oldest first, faded towards the past. */
export function wayLines(points: readonly TrailPoint[], tone: WayTone): readonly MapLine[] {
  const blockOf = (step: number): number => Math.floor(step / STEPS_PER_LINE);
  const newest = blockOf(points.length - 2);
  const lines: { readonly age: number; readonly points: Position[] }[] = [];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index];
    if (from === undefined || !areJoinable(from, to)) continue;
    const age = newest - blockOf(index);
    const last = lines[lines.length - 1];
    const joins = last?.age === age && last.points[last.points.length - 1] === from.position;
    if (joins) last.points.push(to.position);
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

/** Tells whether the way is interrupted before or after a position other than the last. */
export function isGapEnd(points: readonly TrailPoint[], index: number): boolean {
  const [before, point, after] = [points[index - 1], points[index], points[index + 1]];
  if (point === undefined || after === undefined) return false;
  return !areJoinable(point, after) || (before !== undefined && !areJoinable(before, point));
}

/** Movement of the rider's marker from its present place to his latest position. */
export interface Glide {
  readonly path: readonly Position[];
  readonly durationMs: number;
  /** True when the way along `path` may be drawn. The line then grows behind the marker. */
  readonly isDrawn: boolean;
}

/** Highest speed of a rider in m/s; a faster move is shown as a jump. */
const FASTEST_METRES_PER_SECOND = 34;
const LONGEST_GLIDE_MS = 12_000;
/** Radius (m) around the rider that a fit shows. Longer movements would begin out of sight. */
export const SHOWN_AROUND_RIDER_METRES = 250;

/** Builds the movement along all positions since the shown one; null for none, or for a jump. */
export function glideTo(
  position: Position,
  trail: readonly TrailPoint[],
  { sightings }: DeliveryHistory,
  shown: { readonly position: Position; readonly glide: Glide | null },
): Glide | null {
  const present = positionChangeOf({ sightings });
  if (present === null) return null;
  if (isSamePosition(shown.position, position)) {
    const latestAt = sightings[sightings.length - 1]?.at ?? 0;
    const isUnderWay = latestAt - present.changedAt < (shown.glide?.durationMs ?? 0);
    return isUnderWay ? shown.glide : null;
  }
  const start = indexOfPlace(trail, shown.position);
  const tookMs = msSinceArrivalAt(shown.position, sightings, present.changedAt);
  if (start < 0 || tookMs === null) return null;
  const farthest = Math.min(SHOWN_AROUND_RIDER_METRES, (FASTEST_METRES_PER_SECOND * tookMs) / 1000);
  if (distanceMetres(shown.position, position) > farthest) return null;
  const passed = trail.slice(start);
  return {
    path: passed.map((point) => point.position),
    durationMs: Math.min(LONGEST_GLIDE_MS, tookMs),
    isDrawn:
      hasWay(trail) && passed.slice(1).every((to, leg) => areJoinable(passed[leg] ?? to, to)),
  };
}

/**
 * Computes the ms from the rider's arrival at `place` to `time`; null if not there, or lost since.
 */
function msSinceArrivalAt(
  place: Position,
  sightings: DeliveryHistory['sightings'],
  time: number,
): number | null {
  const places = sightings.map(({ position }) => position);
  const last = places.map((one) => one !== null && isSamePosition(one, place)).lastIndexOf(true);
  const before = positionChangeOf({ sightings: sightings.slice(0, last + 1) });
  const isLost = places.slice(last).includes(null);
  return before === null || isLost ? null : time - before.changedAt;
}

/** Finds the last index of a place in the trail; -1 when the rider was never there. */
export function indexOfPlace(trail: readonly TrailPoint[], place: Position): number {
  return trail.map(({ position }) => isSamePosition(position, place)).lastIndexOf(true);
}
