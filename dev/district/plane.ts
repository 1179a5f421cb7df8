/** A place as [longitude, latitude] in GCJ-02 degrees, the order of GeoJSON. */
export type LngLat = readonly [longitude: number, latitude: number];

/** Metres east and north of the district's centre. */
export type PlanPoint = readonly [east: number, north: number];

export const CENTER: LngLat = [113.33, 23.13];

/** Mean radius of the earth in metres. The district is small enough to be flat: 3 km off by less than 1 m. */
const EARTH_RADIUS = 6_371_008.8;
const METRES_PER_DEGREE = (EARTH_RADIUS * Math.PI) / 180;
const LONGITUDE_SHRINK = Math.cos((CENTER[1] * Math.PI) / 180);

/** To a millionth of a degree: 0.1 m. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

export function toLngLat([east, north]: PlanPoint): LngLat {
  return [
    rounded(CENTER[0] + east / (METRES_PER_DEGREE * LONGITUDE_SHRINK)),
    rounded(CENTER[1] + north / METRES_PER_DEGREE),
  ];
}

export function toPlan([longitude, latitude]: LngLat): PlanPoint {
  return [
    (longitude - CENTER[0]) * METRES_PER_DEGREE * LONGITUDE_SHRINK,
    (latitude - CENTER[1]) * METRES_PER_DEGREE,
  ];
}

/** Metres that a path is long. */
export function lengthOf(path: readonly PlanPoint[]): number {
  return segmentsOf(path).reduce((sum, [from, to]) => sum + distanceBetween(from, to), 0);
}

/** Metres between two points of the plan. */
export function distanceBetween(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** The point a `share` (0 to 1) of the way from `a` to `b`. */
export function pointBetween(a: PlanPoint, b: PlanPoint, share: number): PlanPoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** A point's nearest neighbour on a path: which segment, how far along it (0 to 1), where, and how many metres away. */
export interface Foot {
  readonly segment: number;
  readonly share: number;
  readonly point: PlanPoint;
  readonly distance: number;
}

/**
 * @throws RangeError when the path has fewer than two points
 */
export function nearestOnPath(point: PlanPoint, path: readonly PlanPoint[]): Foot {
  let nearest: Foot | undefined;
  for (const [segment, [a, b]] of segmentsOf(path).entries()) {
    const along = [b[0] - a[0], b[1] - a[1]] as const;
    const squared = along[0] ** 2 + along[1] ** 2;
    const wanted = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / (squared || 1);
    const share = Math.min(1, Math.max(0, wanted));
    const foot = pointBetween(a, b, share);
    const distance = distanceBetween(point, foot);
    if (nearest === undefined || distance < nearest.distance) {
      nearest = { segment, share, point: foot, distance };
    }
  }
  if (nearest === undefined) throw new RangeError('A path has at least two points.');
  return nearest;
}

/** The straight pieces of a path. */
export function segmentsOf(path: readonly PlanPoint[]): (readonly [PlanPoint, PlanPoint])[] {
  return path.slice(1).map((end, index) => [path[index] ?? end, end] as const);
}

/** Where the pieces `a–b` and `c–d` cross, ends included; undefined when they do not, or are parallel. */
export function crossingPoint(
  a: PlanPoint,
  b: PlanPoint,
  c: PlanPoint,
  d: PlanPoint,
): PlanPoint | undefined {
  const [abEast, abNorth] = [b[0] - a[0], b[1] - a[1]];
  const [cdEast, cdNorth] = [d[0] - c[0], d[1] - c[1]];
  const cross = abEast * cdNorth - abNorth * cdEast;
  if (cross === 0) return undefined;
  const onFirst = ((c[0] - a[0]) * cdNorth - (c[1] - a[1]) * cdEast) / cross;
  const onSecond = ((c[0] - a[0]) * abNorth - (c[1] - a[1]) * abEast) / cross;
  if (onFirst < 0 || onFirst > 1 || onSecond < 0 || onSecond > 1) return undefined;
  return [a[0] + abEast * onFirst, a[1] + abNorth * onFirst];
}

/** The rectangle around some points. */
export interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export function boxAround(points: readonly PlanPoint[]): Box {
  const [easts, norths] = [points.map(([east]) => east), points.map(([, north]) => north)];
  return {
    west: Math.min(...easts),
    east: Math.max(...easts),
    south: Math.min(...norths),
    north: Math.max(...norths),
  };
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}
