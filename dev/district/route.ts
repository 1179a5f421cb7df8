import type { Link, Node } from 'ngraph.graph';
import { aStar, type PathFinder } from 'ngraph.path';
import type { LngLat } from './district';
import { distanceBetween, nearestOnPath, pointBetween, toLngLat, toPlan } from './plane';
import type { PlanPoint } from './plane';
import { createStreetGraph } from './street-graph';
import type { Piece, StreetGraph } from './street-graph';

export interface Route {
  readonly path: readonly LngLat[];
  readonly lengthMetres: number;
  /** Metres from the start to each crossing of three or more streets, ascending. */
  readonly crossingsMetres: readonly number[];
}

export interface PositionOnRoute {
  readonly longitude: number;
  readonly latitude: number;
}

interface Streets {
  readonly graph: StreetGraph;
  readonly pieces: readonly Link<Piece>[];
  readonly finder: PathFinder<PlanPoint>;
}

let streets: Streets | undefined;

function readStreets(): Streets {
  const graph = createStreetGraph();
  const pieces: Link<Piece>[] = [];
  graph.forEachLink((piece) => {
    pieces.push(piece);
  });
  const metres = (one: Node<PlanPoint>, other: Node<PlanPoint>): number =>
    distanceBetween(one.data, other.data);
  return { graph, pieces, finder: aStar(graph, { distance: metres, heuristic: metres }) };
}

/** Finds the shortest route between the streets nearest to `from` and `to`. */
export function route(from: LngLat, to: LngLat): Route {
  streets ??= readStreets();
  const { graph, pieces, finder } = streets;
  const [start, goal] = [accessTo(pieces, toPlan(from)), accessTo(pieces, toPlan(to))];
  join(graph, 'start', start);
  join(graph, 'goal', goal);
  if (start.piece === goal.piece) graph.addLink('start', 'goal');
  const nodes = finder.find('start', 'goal').reverse();
  graph.removeNode('start');
  graph.removeNode('goal');
  if (nodes.length === 0) throw new Error('The streets of the district are not connected.');

  const path: LngLat[] = [];
  const crossingsMetres: number[] = [];
  let lengthMetres = 0;
  for (const [index, { data: point, links }] of nodes.entries()) {
    const step = distanceBetween(nodes[index - 1]?.data ?? point, point);
    lengthMetres += step;
    if (index === 0 || step > 0) path.push(toLngLat(point));
    if (links !== null && links.size >= 3) crossingsMetres.push(lengthMetres);
  }
  return { path, lengthMetres, crossingsMetres };
}

/** Point of a street that is nearest to a place. */
interface Access {
  readonly piece: Link<Piece>;
  readonly point: PlanPoint;
}

function accessTo(pieces: Streets['pieces'], place: PlanPoint): Access {
  let nearest: Access | undefined;
  let least = Infinity;
  for (const piece of pieces) {
    const { point, distance } = nearestOnPath(place, piece.data);
    if (distance >= least) continue;
    nearest = { piece, point };
    least = distance;
  }
  if (nearest === undefined) throw new Error('The district has no streets.');
  return nearest;
}

/** Adds a temporary node to the graph, at the street's point that is nearest to a place. */
function join(graph: StreetGraph, node: string, { piece, point }: Access): void {
  graph.addNode(node, point);
  graph.addLink(node, piece.fromId);
  graph.addLink(node, piece.toId);
}

/** Returns the position at `metres` from the route's start, or the end of a shorter route. */
export function positionAlong(way: Route, metres: number): PositionOnRoute {
  let left = Math.max(0, metres);
  let at = toPlan(way.path[0] ?? [0, 0]);
  for (const place of way.path.slice(1)) {
    const to = toPlan(place);
    const length = distanceBetween(at, to);
    if (left < length) {
      at = pointBetween(at, to, left / length);
      break;
    }
    at = to;
    left -= length;
  }
  const [longitude, latitude] = toLngLat(at);
  return { longitude, latitude };
}
