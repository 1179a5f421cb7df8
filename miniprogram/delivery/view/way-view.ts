import { type Position, distanceMetres } from '../../contract/delivery';
import {
  type TrailPoint,
  type DeliveryHistory,
  positionChangeOf,
} from '../../contract/delivery/delivery-history';
import { isSamePlace } from '../../map/geometry';
import type { RiderTone } from '../../map/markers';

/** Line on the map, in the format of `<map>`. */
export interface Line {
  readonly points: readonly Position[];
  readonly color: string;
  readonly width: number;
  readonly borderColor: string;
  readonly borderWidth: number;
  readonly dottedLine?: true;
}

/** Tone of a way: that of its rider, or of a delivery that has ended. */
export type WayTone = RiderTone | 'done';

/** Colours of the way: light tones of styles/tokens.wxss, visible by a halo on the dark map. */
const COLOURS: Readonly<Record<WayTone, string>> = {
  go: '#1657d9',
  wait: '#8a5200',
  bad: '#c0271f',
  back: '#6a3cbc',
  done: '#08703d',
};

/** Longest time (ms) between two look-ups whose positions a line may join. */
const LONGEST_STEP_MS = 60_000;
const FEWEST_POINTS = 3;
/** Number of steps in a line, which has one opacity. A new step changes the last line only. */
const STEPS_PER_LINE = 6;
/** Opacities of the lines in two hexadecimal digits, from the newest to all old ones. */
const FADED_OPACITIES = [
  { color: 'f2', halo: 'b3' },
  { color: 'c7', halo: '8c' },
  { color: '9e', halo: '66' },
  { color: '75', halo: '4d' },
] as const;
const OLDEST_OPACITIES = { color: '4d', halo: '33' } as const;

export function hasWay(trail: readonly TrailPoint[]): boolean {
  return trail.length >= FEWEST_POINTS;
}

/** Tells whether two successive positions were seen so close together that a line may join them. */
function isStep(from: TrailPoint, to: TrailPoint): boolean {
  return to.seenAt - from.seenUntil <= LONGEST_STEP_MS;
}

/** Builds the lines between successive positions, the oldest first, faded towards the past. */
export function wayLines(points: readonly TrailPoint[], tone: WayTone): readonly Line[] {
  const blockOf = (step: number): number => Math.floor(step / STEPS_PER_LINE);
  const newest = blockOf(points.length - 2);
  const lines: { readonly age: number; readonly points: Position[] }[] = [];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index];
    if (from === undefined || !isStep(from, to)) continue;
    const age = newest - blockOf(index);
    const last = lines[lines.length - 1];
    const joins = last?.age === age && last.points[last.points.length - 1] === from.position;
    if (joins) last.points.push(to.position);
    else lines.push({ age, points: [from.position, to.position] });
  }
  return lines.map((line) => wayLine(line.points, tone, line.age));
}

/** Builds one line of the way. `age`: number of newer blocks of steps. */
export function wayLine(points: readonly Position[], tone: WayTone, age = 0): Line {
  const { color, halo } = FADED_OPACITIES[age] ?? OLDEST_OPACITIES;
  return {
    points,
    color: COLOURS[tone] + color,
    width: 4,
    borderColor: `#ffffff${halo}`,
    borderWidth: 2,
  };
}

/** Tells whether a gap in the way begins or ends at a position, which is not the last one. */
export function isGapEnd(points: readonly TrailPoint[], index: number): boolean {
  const [before, point, after] = [points[index - 1], points[index], points[index + 1]];
  if (point === undefined || after === undefined) return false;
  return !isStep(point, after) || (before !== undefined && !isStep(before, point));
}

/** Movement of the rider's marker from its present place to his latest position. */
export interface Glide {
  readonly path: readonly Position[];
  readonly durationMs: number;
  /** True when the way along `path` is drawn: its line then grows behind the marker. */
  readonly isDrawn: boolean;
}

/** Highest speed of a rider in m/s; a faster move is shown as a jump. */
const FASTEST_METRES_PER_SECOND = 34;
const LONGEST_GLIDE_MS = 12_000;
/** Distance (m) around the rider that a fit shows; a longer glide would begin out of sight. */
export const SEEN_AROUND_METRES = 250;

/** Builds the glide along all positions seen since the place on show; null for none, or a jump. */
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
  const farthest = Math.min(SEEN_AROUND_METRES, (FASTEST_METRES_PER_SECOND * tookMs) / 1000);
  if (distanceMetres(shown.position, position) > farthest) return null;
  const gone = trail.slice(start);
  return {
    path: gone.map((point) => point.position),
    durationMs: Math.min(LONGEST_GLIDE_MS, tookMs),
    isDrawn: hasWay(trail) && gone.slice(1).every((to, leg) => isStep(gone[leg] ?? to, to)),
  };
}

/** Computes the ms since the rider came to a place; null when he was lost since, or not there. */
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

/** Finds the last index of a place in the trail; -1 when the rider was not there. */
export function indexOfPlace(trail: readonly TrailPoint[], place: Position): number {
  return trail.map(({ position }) => isSamePlace(position, place)).lastIndexOf(true);
}
