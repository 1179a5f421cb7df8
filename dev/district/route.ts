import createGraph, { type Graph } from 'ngraph.graph';
import { aStar, type PathFinder } from 'ngraph.path';
import { type LngLat, EASTWARD_ROADS, NORTHWARD_ROADS } from './roads';

export interface Route {
  readonly path: readonly LngLat[];
  readonly lengthMetres: number;
}

/** Piece of a street between two neighbouring crossings, the western or southern one first. */
type Piece = readonly [LngLat, LngLat];

interface Streets {
  /** Nodes are crossings and ends of streets, by their position as text. */
  readonly graph: Graph<LngLat>;
  readonly pieces: readonly Piece[];
  readonly finder: PathFinder<LngLat>;
}

let streets: Streets | undefined;

function readStreets(): Streets {
  const graph = createGraph<LngLat>();
  const pieces = piecesOfRoads();
  for (const [from, to] of pieces) {
    graph.addNode(String(from), from);
    graph.addNode(String(to), to);
    graph.addLink(String(from), String(to));
  }
  const metres = (one: { data: LngLat }, other: { data: LngLat }): number =>
    metresBetween(one.data, other.data);
  return { graph, pieces, finder: aStar(graph, { distance: metres, heuristic: metres }) };
}

/** Cuts the roads at their crossings. Ends of roads lie exactly on the roads that they meet. */
function piecesOfRoads(): readonly Piece[] {
  const crossings = EASTWARD_ROADS.flatMap(({ path: [[west, latitude], [east]] }) =>
    NORTHWARD_ROADS.filter(
      ({ path: [[longitude, south], [, north]] }) =>
        west <= longitude && longitude <= east && south <= latitude && latitude <= north,
    ).map(({ path: [[longitude]] }): LngLat => [longitude, latitude]),
  );
  return [...EASTWARD_ROADS, ...NORTHWARD_ROADS].flatMap(({ path }) => {
    const own = crossings.filter(
      (crossing) => metresBetween(nearestOn(path, crossing), crossing) === 0,
    );
    const points = [...own, ...path].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    return points
      .slice(1)
      .map((to, index): Piece => [points[index] ?? to, to])
      .filter(([from, to]) => metresBetween(from, to) > 0);
  });
}

/** Finds the shortest route between the streets nearest to `from` and `to`. */
export function route(from: LngLat, to: LngLat): Route {
  streets ??= readStreets();
  const { graph, finder } = streets;
  const [start, goal] = [accessTo(streets.pieces, from), accessTo(streets.pieces, to)];
  join(graph, 'start', start);
  join(graph, 'goal', goal);
  if (start.piece === goal.piece) graph.addLink('start', 'goal');
  const nodes = finder.find('start', 'goal').reverse();
  graph.removeNode('start');
  graph.removeNode('goal');
  if (nodes.length === 0) throw new Error('The streets of the district are not connected.');

  const path: LngLat[] = [];
  let lengthMetres = 0;
  for (const [index, { data: point }] of nodes.entries()) {
    const step = metresBetween(nodes[index - 1]?.data ?? point, point);
    lengthMetres += step;
    if (index === 0 || step > 0) path.push(point);
  }
  return { path, lengthMetres };
}

/** Point of a street that is nearest to a place. */
interface Access {
  readonly piece: Piece;
  readonly point: LngLat;
}

function accessTo(pieces: readonly Piece[], place: LngLat): Access {
  let nearest: Access | undefined;
  let least = Infinity;
  for (const piece of pieces) {
    const point = nearestOn(piece, place);
    const distance = metresBetween(place, point);
    if (distance >= least) continue;
    nearest = { piece, point };
    least = distance;
  }
  if (nearest === undefined) throw new Error('The district has no streets.');
  return nearest;
}

/** Adds a temporary node to the graph, at the street's point that is nearest to a place. */
function join(graph: Graph<LngLat>, node: string, { piece: [from, to], point }: Access): void {
  graph.addNode(node, point);
  graph.addLink(node, String(from));
  graph.addLink(node, String(to));
}

/** Returns the point nearest to a place on a line that runs due east or due north. */
export function nearestOn([from, to]: Piece, place: LngLat): LngLat {
  const within = (axis: 0 | 1): number => Math.min(to[axis], Math.max(from[axis], place[axis]));
  return [within(0), within(1)];
}

/** Metres of a degree to the east and to the north: within the town, the earth is flat. */
const METRES_A_DEGREE = [102_258, 111_195] as const;

export function metresBetween(from: LngLat, to: LngLat): number {
  const [east, north] = [
    (to[0] - from[0]) * METRES_A_DEGREE[0],
    (to[1] - from[1]) * METRES_A_DEGREE[1],
  ];
  // Math.hypot is many times slower, and this runs for every position of every rider.
  return Math.sqrt(east ** 2 + north ** 2);
}

/** Returns the position at `metres` from the route's start, or the end of a shorter route. */
export function positionAlong(way: Route, metres: number) {
  let left = Math.max(0, metres);
  let [longitude, latitude] = way.path[0] ?? [0, 0];
  for (const to of way.path.slice(1)) {
    const length = metresBetween([longitude, latitude], to);
    const share = Math.min(1, left / length);
    longitude += (to[0] - longitude) * share;
    latitude += (to[1] - latitude) * share;
    left -= length;
    if (left <= 0) break;
  }
  return { longitude: rounded(longitude), latitude: rounded(latitude) };
}

/** Rounds to a millionth of a degree, which is about 0.1 m. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
