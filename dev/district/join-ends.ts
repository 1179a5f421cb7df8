import type { RoadPlan } from './plan';
import {
  crossingPoint,
  distanceBetween,
  HALF_SIDE,
  mayBeNear,
  nearestOnPath,
  outwards,
  segmentsOf,
} from './plane';
import type { PlanPoint } from './plane';

/** Largest distance in metres between a road's end and the road to which it is joined. */
const REACH = 80;
const EDGE = HALF_SIDE - 30;

/**
 * Makes roads meet exactly, because the plan is drawn by eye. A road's end inside the district is
 * cut back or extended to a nearby road that precedes it in the plan.
 */
export function joinEnds(plan: readonly RoadPlan[]): RoadPlan[] {
  const joined: Joined[] = [];
  for (const road of plan) {
    const endJoined = joinLastPoint(road.line, joined);
    const line = joinLastPoint(endJoined.reverse(), joined).reverse();
    joined.push({ road: { ...road, line }, mayReach: mayBeNear(line, REACH) });
  }
  return joined.map(({ road }) => road);
}

interface Joined {
  readonly road: RoadPlan;
  /** Fast test of whether a point is near enough, made once: each phone joins all at its start. */
  readonly mayReach: (point: PlanPoint) => boolean;
}

function joinLastPoint(line: readonly PlanPoint[], others: readonly Joined[]): PlanPoint[] {
  const [first, end] = [line[0], line.at(-1)];
  const isClosed = first !== undefined && end !== undefined && distanceBetween(first, end) === 0;
  if (end === undefined || isClosed || outwards(end) >= EDGE) return [...line];
  const near = others.filter(({ mayReach }) => mayReach(end)).map(({ road }) => road);
  return cutAtCrossing(line, end, near) ?? drawnOn(line, end, near);
}

/** Cuts a line at a crossing near its end. @returns undefined without such a crossing */
function cutAtCrossing(
  line: readonly PlanPoint[],
  end: PlanPoint,
  others: readonly RoadPlan[],
): PlanPoint[] | undefined {
  const theirs = others.flatMap((other) => segmentsOf(other.line));
  const crossings = segmentsOf(line).flatMap(([from, to], index) =>
    (nearestOnPath(end, [from, to]).distance <= REACH ? theirs : [])
      .map(([a, b]) => crossingPoint(from, to, a, b))
      .filter((point) => point !== undefined)
      .map((point) => ({ index, point, fromEnd: distanceBetween(point, end) }))
      .filter(({ fromEnd }) => fromEnd <= REACH),
  );
  const last = crossings.sort((a, b) => a.fromEnd - b.fromEnd)[0];
  return last && [...line.slice(0, last.index + 1), last.point];
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
