import { distanceBetween } from './plane';
import type { PlanPoint } from './plane';

/**
 * Returns a smooth line through all points (a uniform Catmull-Rom spline), with a point about every
 * `step` metres. A closed line is smooth at its ends, too.
 */
export function smoothLine(points: readonly PlanPoint[], step: number): PlanPoint[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return [...points];
  const closed = distanceBetween(first, last) === 0;
  const at = (index: number): PlanPoint => {
    if (index < 0) return (closed ? points.at(-2) : undefined) ?? first;
    if (index >= points.length) return (closed ? points[1] : undefined) ?? last;
    return points[index] ?? last;
  };

  const line: PlanPoint[] = [first];
  for (let index = 0; index + 1 < points.length; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const count = Math.max(1, Math.round(distanceBetween(from, to) / step));
    for (let piece = 1; piece <= count; piece += 1) {
      line.push(piece === count ? to : onSpline(before, from, to, after, piece / count));
    }
  }
  return line;
}

function onSpline(
  before: PlanPoint,
  from: PlanPoint,
  to: PlanPoint,
  after: PlanPoint,
  t: number,
): PlanPoint {
  const axis = (index: 0 | 1): number => {
    const [a, b, c, d] = [before[index], from[index], to[index], after[index]];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * b - a - 3 * c + d)));
  };
  return [axis(0), axis(1)];
}
