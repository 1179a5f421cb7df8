import { crossingPoint, distanceBetween, nearestOnPath, segmentsOf } from './plane';
import type { PlanPoint } from './plane';
import type { RoadPlan } from './road-plan';

/** Half the side of the district, in metres. */
export const HALF_SIDE = 1500;

/** A road that ends this near to another one was meant to meet it. */
const REACH = 80;
const EDGE = HALF_SIDE - 30;

/** Roads are drawn on past the edge by no more than one step of a curve, so that none stops short of it. */
const OUTER_EDGE = HALF_SIDE + 25;

/**
 * Makes roads meet exactly, so that the plan may be drawn by eye: an end inside the district is cut back to, or drawn
 * on to, the earlier road that it is near.
 */
export function joinEnds(plan: readonly RoadPlan[]): RoadPlan[] {
  const joined: RoadPlan[] = [];
  for (const road of plan) {
    const inside = road.line.filter((point) => Math.max(...point.map(Math.abs)) <= OUTER_EDGE);
    const endJoined = joinLastPoint(inside, joined);
    const line = joinLastPoint(endJoined.reverse(), joined).reverse();
    joined.push({ ...road, line });
  }
  return joined;
}

function joinLastPoint(line: readonly PlanPoint[], others: readonly RoadPlan[]): PlanPoint[] {
  const end = line.at(-1);
  if (end === undefined || Math.max(...end.map(Math.abs)) >= EDGE) return [...line];
  if (line[0] !== undefined && distanceBetween(line[0], end) === 0) return [...line];
  return cutAtCrossing(line, end, others) ?? drawnOn(line, end, others);
}

/** The line up to where it crosses another road within reach of its end; undefined when it crosses none there. */
function cutAtCrossing(
  line: readonly PlanPoint[],
  end: PlanPoint,
  others: readonly RoadPlan[],
): PlanPoint[] | undefined {
  const crossings = segmentsOf(line).flatMap(([from, to], index) =>
    (nearestOnPath(end, [from, to]).distance <= REACH ? others : [])
      .flatMap((other) => crossingsOf(from, to, other.line))
      .map((point) => ({ index, point, fromEnd: distanceBetween(point, end) }))
      .filter(({ fromEnd }) => fromEnd <= REACH),
  );
  const last = crossings.sort((a, b) => a.fromEnd - b.fromEnd)[0];
  return last && [...line.slice(0, last.index + 1), last.point];
}

function crossingsOf(from: PlanPoint, to: PlanPoint, path: readonly PlanPoint[]): PlanPoint[] {
  return segmentsOf(path)
    .map(([a, b]) => crossingPoint(from, to, a, b))
    .filter((crossing) => crossing !== undefined);
}

function drawnOn(
  line: readonly PlanPoint[],
  end: PlanPoint,
  others: readonly RoadPlan[],
): PlanPoint[] {
  const feet = others.map((other) => nearestOnPath(end, other.line));
  const nearest = feet.sort((a, b) => a.distance - b.distance)[0];
  return nearest !== undefined && nearest.distance <= REACH ? [...line, nearest.point] : [...line];
}
