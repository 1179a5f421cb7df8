import createGraph, { type Graph, type Node } from 'ngraph.graph';
import { district } from './district';
import {
  crossingPoint,
  distanceBetween,
  mayBeNear,
  nearestOnPath,
  segmentsOf,
  toPlan,
} from './plane';
import type { PlanPoint } from './plane';

/** A straight piece of street. */
export type Piece = readonly [PlanPoint, PlanPoint];

/** Graph whose nodes are points of streets, and whose links are the straight pieces between. */
export type StreetGraph = Graph<PlanPoint, Piece>;

type Line = readonly PlanPoint[];

/** Distance in metres below which points count as the same, because they are rounded to 0.1 m. */
const SAME = 1;

/** Builds the graph of the district's streets. Streets that cross or touch share a node. */
export function createStreetGraph(): StreetGraph {
  const roads = district.roads.map(({ path }) => path.map(toPlan));
  const meetings = meetingsOf(roads);
  const graph = createGraph<PlanPoint, Piece>();
  for (const [id, point] of meetings.entries()) graph.addNode(id, point);

  const nodeAt = (point: PlanPoint): Node<PlanPoint> => {
    const meeting = meetings.findIndex((other) => distanceBetween(other, point) < SAME);
    const known = graph.getNode(meeting);
    return known ?? graph.addNode(graph.getNodesCount(), point);
  };
  for (const road of roads) {
    const nodes = withMeetings(road, meetings).map(nodeAt);
    for (const [index, to] of nodes.slice(1).entries()) {
      const from = nodes[index] ?? to;
      if (from !== to) graph.addLink(from.id, to.id, [from.data, to.data]);
    }
  }
  return graph;
}

/** Finds the points where roads meet, once each: a road's end on another road, or a crossing. */
function meetingsOf(roads: readonly Line[]): PlanPoint[] {
  const ends = roads.flatMap((road) => [...road.slice(0, 1), ...road.slice(-1)]);
  const meetings: PlanPoint[] = [];
  for (const point of [...ends, ...crossingsOf(roads)]) {
    if (meetings.every((other) => distanceBetween(other, point) >= SAME)) meetings.push(point);
  }
  return meetings;
}

function crossingsOf(roads: readonly Line[]): PlanPoint[] {
  const pieces = roads
    .flatMap((road) => segmentsOf(road).map(([a, b]) => ({ road, a, b })))
    .map((piece) => ({ ...piece, west: Math.min(piece.a[0], piece.b[0]) }))
    .sort((one, other) => one.west - other.west);
  const crossings: (PlanPoint | undefined)[] = [];
  for (const [index, { road, a, b }] of pieces.entries()) {
    // Pieces are sorted by west end, so comparisons stop at the first one east of this piece.
    const east = Math.max(a[0], b[0]);
    for (let next = index + 1; (pieces[next]?.west ?? Infinity) <= east; next += 1) {
      const other = pieces[next];
      if (other && other.road !== road) crossings.push(crossingPoint(a, b, other.a, other.b));
    }
  }
  return crossings.filter((crossing) => crossing !== undefined);
}

/** Returns a road's own points and its meetings with other roads, in order along the road. */
function withMeetings(road: Line, meetings: Line): PlanPoint[] {
  const points = road.map((point, along) => ({ along, point }));
  const onTheRoad = meetings
    .filter(mayBeNear(road, SAME))
    .map((meeting) => nearestOnPath(meeting, road))
    .filter(({ distance }) => distance < SAME)
    .map(({ segment, share, point }) => ({ along: segment + share, point }));
  return [...points, ...onTheRoad]
    .sort((one, other) => one.along - other.along)
    .map(({ point }) => point);
}
