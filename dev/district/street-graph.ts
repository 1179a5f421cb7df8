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

/** Nodes are the points that streets lead through, links the pieces between them. */
export type StreetGraph = Graph<PlanPoint, Piece>;

type Line = readonly PlanPoint[];

/** Points nearer than this are the same: data are rounded to 0.1 m. */
const SAME = 1;

/** The district's streets as a graph: streets that cross or touch have a node in common. */
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

/** Where roads may meet, each place once: at their ends, as one may touch another, or crossing. */
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
    // From west to east, those that begin before this one ends: most are nowhere near it.
    const east = Math.max(a[0], b[0]);
    for (let next = index + 1; (pieces[next]?.west ?? Infinity) <= east; next += 1) {
      const other = pieces[next];
      if (other && other.road !== road) crossings.push(crossingPoint(a, b, other.a, other.b));
    }
  }
  return crossings.filter((crossing) => crossing !== undefined);
}

/** The points of a road and the meetings on it, in order. */
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
