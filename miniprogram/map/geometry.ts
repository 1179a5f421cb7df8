import {
  type Position,
  distanceMetres,
  EARTH_RADIUS_M,
  offsetMetres,
  radians,
} from '../contract/delivery';

export function isSamePlace(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}

/** Computes the direction from one place to another, in degrees clockwise from north, 0 to 360. */
export function bearingDegrees(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360;
}

/** Computes the south-west and north-east corners of a square of twice these metres. */
export function squareAround(
  { longitude, latitude }: Position,
  metres: number,
): readonly [southwest: Position, northeast: Position] {
  const north = metres / (EARTH_RADIUS_M * radians(1));
  const east = north / Math.cos(radians(latitude));
  return [
    { longitude: longitude - east, latitude: latitude - north },
    { longitude: longitude + east, latitude: latitude + north },
  ];
}

/** Computes width and height (metres) of the smallest rectangle around places, and its middle. */
export function extentMetres(places: readonly Position[]) {
  const longitudes = places.map(({ longitude }) => longitude);
  const latitudes = places.map(({ latitude }) => latitude);
  const southWest = { longitude: Math.min(...longitudes), latitude: Math.min(...latitudes) };
  const northEast = { longitude: Math.max(...longitudes), latitude: Math.max(...latitudes) };
  const { east, north } = offsetMetres(southWest, northEast);
  return { width: east, height: north, middle: placeBetween(southWest, northEast, 0.5) };
}

/** Computes the place at a part (0 to 1) of the straight line between two places. */
function placeBetween(from: Position, to: Position, part: number): Position {
  return {
    longitude: from.longitude + (to.longitude - from.longitude) * part,
    latitude: from.latitude + (to.latitude - from.latitude) * part,
  };
}

/** Cuts a path after a part (0 to 1) of its length; the last place is the reached one. */
export function pathUntil(path: readonly Position[], part: number): readonly Position[] {
  const [first, ...others] = path;
  if (first === undefined) return [];
  const passed = [first];
  let from = first;
  let left = part * others.reduce((sum, to, leg) => sum + distanceMetres(path[leg] ?? to, to), 0);
  for (const to of others) {
    const metres = distanceMetres(from, to);
    if (metres >= left)
      return [...passed, placeBetween(from, to, metres === 0 ? 1 : left / metres)];
    left -= metres;
    passed.push(to);
    from = to;
  }
  return passed;
}

/** Part of the map that neither pill nor sheet covers: px from the map's edges. */
export interface FreeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** True where it has no room for more than the markers: then there is no note. */
  readonly isLow?: true;
}

/** Space in px that a fit leaves around the middle of a marker, so that its label stands free. */
const MARGIN: FreeArea = { top: 48, right: 64, bottom: 40, left: 64 };

/** Height in px below which the free area is low. */
export const LOW_PX = 200;
/** Height (px) by which a pin reaches farther above its place than a round marker does. */
const PIN_PX = 24;
/** Height in px of the note at the bottom of the free area. */
const NOTE_PX = 44;

/** Computes the padding of a fit in px: top, right, bottom, left; a pin or a note takes more. */
export function fitPadding(free: FreeArea, hasPin = false, hasNote = false): readonly number[] {
  const isLow = free.isLow === true;
  const top = hasPin && !isLow ? PIN_PX : 0;
  const more = { top, right: 0, bottom: hasNote && !isLow ? NOTE_PX : 0, left: 0 };
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  return sides.map((side) => free[side] + MARGIN[side] + more[side]);
}

/** Largest scale of `<map>` after a fit, and the degrees of one px there (256 px a tile) [I]. */
const LARGEST_SCALE = 16;
const DEGREES_PER_PX = 360 / (256 * 2 ** LARGEST_SCALE);

/**
 * Adds a place in the north and one in the south, so that a fit zooms in no nearer than scale 16.
 * Height of the map and padding (top, right, bottom, left) in px.
 */
export function fitPlaces(
  places: readonly Position[],
  height: number,
  [top = 0, , bottom = 0]: readonly number[],
): readonly Position[] {
  const { longitude, latitude } = extentMetres(places).middle;
  const far = ((height - top - bottom) / 2) * DEGREES_PER_PX * Math.cos(radians(latitude));
  return [...places, ...[-far, far].map((by) => ({ longitude, latitude: latitude + by }))];
}
