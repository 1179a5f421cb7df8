/** [longitude, latitude] in GCJ-02 degrees, in GeoJSON's order. */
export type LngLat = readonly [longitude: number, latitude: number];

/** Metres east and north of the district's centre. */
export type PlanPoint = readonly [east: number, north: number];

export const CENTER: LngLat = [113.33, 23.13];

/** Half the side of the district, in metres. */
export const HALF_SIDE = 1500;

/** Mean radius of the earth in metres. A flat plane is wrong by less than 1 m over 3 km. */
const EARTH_RADIUS = 6_371_008.8;
const METRES_PER_DEGREE = (EARTH_RADIUS * Math.PI) / 180;
const LONGITUDE_SHRINK = Math.cos((CENTER[1] * Math.PI) / 180);

/** Rounds to a millionth of a degree, which is about 0.1 m. */
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

/** Returns the greater of the distances north-south and east-west from the centre, in metres. */
export function outwards([east, north]: PlanPoint): number {
  return Math.max(Math.abs(east), Math.abs(north));
}

/** Returns the distance between two points, in metres. */
export function distanceBetween(a: PlanPoint, b: PlanPoint): number {
  // Math.hypot is many times slower, and this runs for every position of every rider.
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
}

/** Returns the point at a `share` (0 to 1) of the way from `a` to `b`. */
export function pointBetween(a: PlanPoint, b: PlanPoint, share: number): PlanPoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Returns a fast test of whether a point is within `metres` of a path's bounding box. */
export function mayBeNear(path: readonly PlanPoint[], metres: number) {
  const [easts, norths] = [path.map(([east]) => east), path.map(([, north]) => north)];
  const [west, east] = [Math.min(...easts) - metres, Math.max(...easts) + metres];
  const [south, north] = [Math.min(...norths) - metres, Math.max(...norths) + metres];
  return (point: PlanPoint): boolean =>
    point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north;
}

/** Nearest point of a path: segment's index, share along it (0 to 1), position, distance (m). */
export interface Foot {
  readonly segment: number;
  readonly share: number;
  readonly point: PlanPoint;
  readonly distance: number;
}

/** @throws RangeError when the path has fewer than two points */
export function nearestOnPath(point: PlanPoint, path: readonly PlanPoint[]): Foot {
  let nearest: Foot | undefined;
  for (let segment = 0; segment + 1 < path.length; segment += 1) {
    const [a, b] = [path[segment] ?? point, path[segment + 1] ?? point];
    const [east, north] = [b[0] - a[0], b[1] - a[1]];
    const wanted = (point[0] - a[0]) * east + (point[1] - a[1]) * north;
    const share = Math.min(1, Math.max(0, wanted / (east ** 2 + north ** 2 || 1)));
    const foot = pointBetween(a, b, share);
    const distance = distanceBetween(point, foot);
    if (nearest === undefined || distance < nearest.distance) {
      nearest = { segment, share, point: foot, distance };
    }
  }
  if (nearest === undefined) throw new RangeError('A path has at least two points.');
  return nearest;
}

export function segmentsOf(path: readonly PlanPoint[]): (readonly [PlanPoint, PlanPoint])[] {
  return path.slice(1).map((end, index) => [path[index] ?? end, end] as const);
}

/** Returns the crossing of the segments `a–b` and `c–d`, ends included. Parallel ones have none. */
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
  return pointBetween(a, b, onFirst);
}

/** Tests whether a point is inside, by counting an eastward line's crossings with the outline. */
export function isInside([east, north]: PlanPoint, outline: readonly PlanPoint[]): boolean {
  const crossesEastOf = (a: PlanPoint, b: PlanPoint): boolean =>
    a[1] > north !== b[1] > north && east < a[0] + ((b[0] - a[0]) * (north - a[1])) / (b[1] - a[1]);
  return outline.reduce(
    (inside, point, index) =>
      crossesEastOf(outline.at(index - 1) ?? point, point) ? !inside : inside,
    false,
  );
}
