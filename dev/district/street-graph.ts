import { district } from './district';
import {
  boxAround,
  boxesMeet,
  crossingPoint,
  distanceBetween,
  lengthOf,
  nearestOnPath,
  segmentsOf,
  toPlan,
} from './plane';
import type { Box, PlanPoint } from './plane';

/** A place where streets meet, or where one ends. */
export interface Junction {
  readonly at: PlanPoint;
  /** Indexes of the stretches that begin or end here. */
  readonly stretches: number[];
}

/** A piece of street between two junctions. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly line: readonly PlanPoint[];
  readonly lengthMetres: number;
}

export interface StreetGraph {
  readonly junctions: readonly Junction[];
  readonly stretches: readonly Stretch[];
}

/** Points nearer than this are the same junction: data are rounded to 0.1 m. */
const SAME = 1;

/** The district's streets as a graph: junctions wherever two roads cross or touch. */
export function createStreetGraph(): StreetGraph {
  const roads = district.roads.map((road) => lineThrough(road.path.map(toPlan)));
  const junctions: Junction[] = [];
  const stretches: Stretch[] = [];

  const junctionAt = (point: PlanPoint): number => {
    const known = junctions.findIndex(({ at }) => distanceBetween(at, point) < SAME);
    return known >= 0 ? known : junctions.push({ at: point, stretches: [] }) - 1;
  };

  for (const road of roads) {
    const cuts = cutsOf(road, roads);
    for (const [from, to] of cuts
      .slice(1)
      .map((cut, index) => [cuts[index] ?? cut, cut] as const)) {
      const between = road.points.slice(from.segment + 1, to.segment + 1);
      const whole = [from.point, ...between, to.point].filter(
        (point, index, all) => index === 0 || distanceBetween(point, all[index - 1] ?? point) > 0,
      );
      const stretch: Stretch = {
        from: junctionAt(from.point),
        to: junctionAt(to.point),
        line: whole,
        lengthMetres: lengthOf(whole),
      };
      const index = stretches.push(stretch) - 1;
      junctions[stretch.from]?.stretches.push(index);
      junctions[stretch.to]?.stretches.push(index);
    }
  }
  return { junctions, stretches };
}

/** A road with the rectangles around it and its pieces, so that most of the others can be passed over. */
interface Line {
  readonly points: readonly PlanPoint[];
  readonly box: Box;
  readonly pieces: readonly { readonly a: PlanPoint; readonly b: PlanPoint; readonly box: Box }[];
}

function lineThrough(points: readonly PlanPoint[]): Line {
  return {
    points,
    box: boxAround(points),
    pieces: segmentsOf(points).map(([a, b]) => ({ a, b, box: boxAround([a, b]) })),
  };
}

interface Cut {
  readonly segment: number;
  readonly along: number;
  readonly point: PlanPoint;
}

/** Where a road is cut into stretches: at its ends, where others cross it, and where the end of another touches it. */
function cutsOf(road: Line, roads: readonly Line[]): Cut[] {
  const line = road.points;
  const cuts: Cut[] = [];
  const cutAt = (point: PlanPoint): void => {
    const { segment, distance } = nearestOnPath(point, line);
    if (distance > SAME) return;
    const start = line.slice(0, segment + 1);
    const along = lengthOf([...start, point]);
    cuts.push({ segment, along, point });
  };

  for (const other of roads) {
    if (other === road) continue;
    for (const end of [other.points[0], other.points.at(-1)]) if (end !== undefined) cutAt(end);
    for (const crossing of crossingsOf(road, other)) cutAt(crossing);
  }
  const first = line[0];
  const last = line.at(-1);
  if (first === undefined || last === undefined) return [];
  cuts.push({ segment: 0, along: 0, point: first });
  cuts.push({ segment: line.length - 2, along: lengthOf(line), point: last });
  cuts.sort((a, b) => a.along - b.along);
  return cuts.filter((cut, index) => {
    const before = cuts[index - 1];
    return before === undefined || cut.along - before.along >= SAME;
  });
}

function crossingsOf(line: Line, other: Line): PlanPoint[] {
  // Only where both are: most roads are nowhere near each other.
  const pieces = line.pieces.filter(({ box }) => boxesMeet(box, other.box));
  const otherPieces = other.pieces.filter(({ box }) => boxesMeet(box, line.box));
  return pieces
    .flatMap(({ a, b }) => otherPieces.map((piece) => crossingPoint(a, b, piece.a, piece.b)))
    .filter((crossing) => crossing !== undefined);
}
