import { type Position, offsetMetres } from '../contract/delivery';

/** Point of a map, in px from the map's top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Region that a map shows: two of its corners, and the size of the map in px. */
export interface ShownRegion {
  readonly southwest: Position;
  readonly northeast: Position;
  readonly width: number;
  readonly height: number;
}

/** Builds the region between two corners. Its width in px is computed from the height. */
export function regionBetween(
  southwest: Position,
  northeast: Position,
  height: number,
): ShownRegion {
  const { east, north } = offsetMetres(southwest, northeast);
  return { southwest, northeast, height, width: (east / north) * height };
}

/** Computes the point at which a map shows a place. Within a city, px are linear in degrees. */
export function pixelAt(
  { southwest, northeast, width, height }: ShownRegion,
  { longitude, latitude }: Position,
): Point {
  const east = (longitude - southwest.longitude) / (northeast.longitude - southwest.longitude);
  const south = (northeast.latitude - latitude) / (northeast.latitude - southwest.latitude);
  return { x: east * width, y: south * height };
}

/** Computes the place shown at a point of a map, rounded to 0.1 m. */
export function positionAt(
  { southwest, northeast, width, height }: ShownRegion,
  { x, y }: Point,
): Position {
  const across = northeast.longitude - southwest.longitude;
  const down = northeast.latitude - southwest.latitude;
  const exact = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return {
    longitude: exact(southwest.longitude + (across * x) / width),
    latitude: exact(northeast.latitude - (down * y) / height),
  };
}
