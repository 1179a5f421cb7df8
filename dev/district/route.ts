import type { LngLat } from './district';
import { distanceBetween, lengthOf, nearestOnPath, pointBetween, toLngLat, toPlan } from './plane';
import type { PlanPoint } from './plane';
import { createStreetGraph } from './street-graph';
import type { Stretch, StreetGraph } from './street-graph';

/** A way along streets. */
export interface Route {
  readonly path: readonly LngLat[];
  readonly lengthMetres: number;
  /** Metres from the start at which the way passes a crossing of three or more streets, ascending. */
  readonly crossingsMetres: readonly number[];
}

export interface PositionOnRoute {
  readonly longitude: number;
  readonly latitude: number;
  /** Degrees clockwise from north, 0 to below 360. */
  readonly heading: number;
}

let knownGraph: StreetGraph | undefined;

/** Where a point touches the street nearest to it. */
interface Access {
  readonly stretch: Stretch;
  readonly point: PlanPoint;
  /** The line from the point to either end of its stretch. */
  readonly toFrom: readonly PlanPoint[];
  readonly toTo: readonly PlanPoint[];
}

interface Leg {
  readonly line: readonly PlanPoint[];
  readonly crossings: readonly number[];
  readonly lengthMetres: number;
}

/** The shortest way along streets from the street nearest to `from` to the street nearest to `to`. */
export function route(from: LngLat, to: LngLat): Route {
  knownGraph ??= createStreetGraph();
  const graph = knownGraph;
  const start = accessTo(graph, toPlan(from));
  const goal = accessTo(graph, toPlan(to));
  const ways = start.stretch === goal.stretch ? [alongOneStretch(start, goal)] : [];
  ways.push(...throughJunctions(graph, start, goal));

  const shortest = ways.sort((a, b) => a.lengthMetres - b.lengthMetres)[0];
  if (shortest === undefined) throw new Error('The streets of the district are not connected.');
  return {
    path: shortest.line.map(toLngLat),
    lengthMetres: shortest.lengthMetres,
    crossingsMetres: shortest.crossings,
  };
}

function accessTo(graph: StreetGraph, point: PlanPoint): Access {
  const nearest = graph.stretches
    .map((stretch) => ({ stretch, foot: nearestOnPath(point, stretch.line) }))
    .sort((a, b) => a.foot.distance - b.foot.distance)[0];
  if (nearest === undefined) throw new Error('The district has no streets.');
  const { stretch, foot } = nearest;
  return {
    stretch,
    point: foot.point,
    toFrom: [foot.point, ...stretch.line.slice(0, foot.segment + 1).reverse()],
    toTo: [foot.point, ...stretch.line.slice(foot.segment + 1)],
  };
}

function alongOneStretch(start: Access, goal: Access): Leg {
  const forwards = lengthOf(start.toTo) >= lengthOf(goal.toTo);
  const [ahead, behind] = forwards ? [start.toTo, goal.toTo] : [start.toFrom, goal.toFrom];
  // What is left of the way ahead once the goal's own rest is taken off it.
  const line = [...ahead.slice(0, ahead.length - behind.length + 1), goal.point];
  return { line, crossings: [], lengthMetres: lengthOf(line) };
}

function throughJunctions(graph: StreetGraph, start: Access, goal: Access): Leg[] {
  return [
    { junction: start.stretch.from, line: start.toFrom },
    { junction: start.stretch.to, line: start.toTo },
  ].flatMap((leave) => {
    const tree = shortestFrom(graph, leave.junction);
    return [
      { junction: goal.stretch.from, line: goal.toFrom },
      { junction: goal.stretch.to, line: goal.toTo },
    ].map((arrive) => join(graph, leave.line, stretchesTo(tree, arrive.junction), arrive.line));
  });
}

/** How each junction is reached best: over which stretch, from which junction. */
type Tree = ReadonlyMap<number, { readonly over: Stretch; readonly before: number } | null>;

/** Dijkstra. The district has some hundred junctions: looking through them all is quicker than keeping a heap. */
function shortestFrom(graph: StreetGraph, source: number): Tree {
  const metres = new Map([[source, 0]]);
  const tree = new Map<number, { over: Stretch; before: number } | null>([[source, null]]);
  const open = new Set([source]);
  while (open.size > 0) {
    const here = [...open].reduce((best, junction) =>
      (metres.get(junction) ?? Infinity) < (metres.get(best) ?? Infinity) ? junction : best,
    );
    open.delete(here);
    for (const index of graph.junctions[here]?.stretches ?? []) {
      const over = graph.stretches[index];
      if (over === undefined) continue;
      const next = over.from === here ? over.to : over.from;
      const length = (metres.get(here) ?? 0) + over.lengthMetres;
      if (length >= (metres.get(next) ?? Infinity)) continue;
      metres.set(next, length);
      tree.set(next, { over, before: here });
      open.add(next);
    }
  }
  return tree;
}

/** Lines from the tree's source to a junction, in driving order. */
function stretchesTo(tree: Tree, junction: number): { line: readonly PlanPoint[]; to: number }[] {
  const step = tree.get(junction);
  if (step === null || step === undefined) return [];
  const { over, before } = step;
  const line = over.from === before ? over.line : [...over.line].reverse();
  return [...stretchesTo(tree, before), { line, to: junction }];
}

function join(
  graph: StreetGraph,
  leaving: readonly PlanPoint[],
  middle: readonly { readonly line: readonly PlanPoint[]; readonly to: number }[],
  arriving: readonly PlanPoint[],
): Leg {
  const line = [...leaving];
  const crossings = [lengthOf(leaving)];
  for (const piece of middle) {
    line.push(...piece.line);
    const ways = graph.junctions[piece.to]?.stretches.length ?? 0;
    if (ways >= 3) crossings.push(lengthOf(line));
  }
  line.push(...[...arriving].reverse());
  const distinct = line.filter(
    (point, index) => index === 0 || distanceBetween(point, line[index - 1] ?? point) > 0,
  );
  return { line: distinct, crossings, lengthMetres: lengthOf(distinct) };
}

/** Where one is after so many metres of the way; before its start and after its end, there. */
export function positionAlong(way: Route, metres: number): PositionOnRoute {
  const path = way.path.map(toPlan);
  let left = Math.max(0, metres);
  let at = path[0] ?? toPlan([0, 0]);
  let heading = 0;
  for (const [index, to] of path.entries()) {
    const from = path[index - 1] ?? to;
    const length = distanceBetween(from, to);
    if (length > 0) heading = headingFrom(from, to);
    at = left >= length ? to : pointBetween(from, to, left / length);
    if (left < length) break;
    left -= length;
  }
  const [longitude, latitude] = toLngLat(at);
  return { longitude, latitude, heading };
}

function headingFrom(from: PlanPoint, to: PlanPoint): number {
  const degrees = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI;
  return (degrees + 360) % 360;
}
