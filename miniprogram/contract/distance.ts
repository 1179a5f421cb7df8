import type { Position } from './delivery';

export const EARTH_RADIUS_M = 6_371_000;

/** Computes the metres between two places as the crow flies; exact enough within a city. */
export function distanceMetres(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return Math.hypot(east, north);
}

/** Computes the metres to the east and to the north, on a flat map at the mean latitude. */
export function offsetMetres(
  from: Position,
  to: Position,
): { readonly east: number; readonly north: number } {
  const latitude = radians((from.latitude + to.latitude) / 2);
  return {
    east: radians(to.longitude - from.longitude) * Math.cos(latitude) * EARTH_RADIUS_M,
    north: radians(to.latitude - from.latitude) * EARTH_RADIUS_M,
  };
}

export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
