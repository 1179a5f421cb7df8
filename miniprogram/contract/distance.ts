import type { Position } from './delivery';

const EARTH_RADIUS_M = 6_371_000;

/** Computes the metres between two places as the crow flies; exact enough within a city. */
export function distanceMetres(from: Position, to: Position): number {
  const latitude = radians((from.latitude + to.latitude) / 2);
  const east = radians(to.longitude - from.longitude) * Math.cos(latitude) * EARTH_RADIUS_M;
  return Math.hypot(east, radians(to.latitude - from.latitude) * EARTH_RADIUS_M);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
