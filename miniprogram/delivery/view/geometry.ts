import type { Position } from '../../contract/delivery';

const EARTH_RADIUS_M = 6_371_000;

export { distanceMetres } from '../../contract/distance';

export function isSamePlace(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}

/** Computes the direction from one place to another, in degrees clockwise from north, 0 to 360. */
export function bearingDegrees(from: Position, to: Position): number {
  const { east, north } = offset(from, to);
  return (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360;
}

/**
 * Computes the south-west and north-east corners of a square around a place.
 *
 * @param metres distance from the place to each side
 */
export function squareAround(
  { longitude, latitude }: Position,
  metres: number,
): readonly Position[] {
  const north = metres / (EARTH_RADIUS_M * radians(1));
  const east = north / Math.cos(radians(latitude));
  return [
    { longitude: longitude - east, latitude: latitude - north },
    { longitude: longitude + east, latitude: latitude + north },
  ];
}

/** Computes the metres to the east and to the north, on a flat map at the mean latitude. */
function offset(from: Position, to: Position): { readonly east: number; readonly north: number } {
  const latitude = radians((from.latitude + to.latitude) / 2);
  return {
    east: radians(to.longitude - from.longitude) * Math.cos(latitude) * EARTH_RADIUS_M,
    north: radians(to.latitude - from.latitude) * EARTH_RADIUS_M,
  };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
