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
  heightPx: number,
): ShownRegion {
  const { east, north } = offsetMetres(southwest, northeast);
  return { southwest, northeast, height: heightPx, width: (east / north) * heightPx };
}

/** Computes the point at which a map shows a place. In a city, px are proportional to degrees. */
export function pixelAt(
  { southwest, northeast, width, height }: ShownRegion,
  { longitude, latitude }: Position,
): Point {
  const east = (longitude - southwest.longitude) / (northeast.longitude - southwest.longitude);
  const south = (northeast.latitude - latitude) / (northeast.latitude - southwest.latitude);
  return { x: east * width, y: south * height };
}

/** Computes the place that a map shows at a point, rounded to 0.1 m. */
export function positionAt(
  { southwest, northeast, width, height }: ShownRegion,
  { x, y }: Point,
): Position {
  const longitudeRange = northeast.longitude - southwest.longitude;
  const latitudeRange = northeast.latitude - southwest.latitude;
  const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return {
    longitude: rounded(southwest.longitude + (longitudeRange * x) / width),
    latitude: rounded(northeast.latitude - (latitudeRange * y) / height),
  };
}
