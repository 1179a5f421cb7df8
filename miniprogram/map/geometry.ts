import {
  type Position,
  distanceMetres,
  EARTH_RADIUS_M,
  offsetMetres,
  toRadians,
} from '../contract/delivery';

/** Computes the direction from one place to another, in degrees clockwise from north, 0 to 360. */
export function bearingDegrees(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360;
}

/** Computes two corners of the square whose sides are `metres` away from a place in its middle. */
export function squareAround(
  { longitude, latitude }: Position,
  metres: number,
): readonly [southwest: Position, northeast: Position] {
  const north = metres / (EARTH_RADIUS_M * toRadians(1));
  const east = north / Math.cos(toRadians(latitude));
  return [
    { longitude: longitude - east, latitude: latitude - north },
    { longitude: longitude + east, latitude: latitude + north },
  ];
}

/** Computes width and height (m) of the smallest rectangle around places, and its middle. */
export function extentMetres(places: readonly Position[]) {
  const longitudes = places.map(({ longitude }) => longitude);
  const latitudes = places.map(({ latitude }) => latitude);
  const southWest = { longitude: Math.min(...longitudes), latitude: Math.min(...latitudes) };
  const northEast = { longitude: Math.max(...longitudes), latitude: Math.max(...latitudes) };
  const { east: widthMetres, north: heightMetres } = offsetMetres(southWest, northEast);
  return { widthMetres, heightMetres, middle: placeBetween(southWest, northEast, 0.5) };
}

/** Computes the place on the straight line between two places; `share` (0 to 1) of the way. */
function placeBetween(from: Position, to: Position, share: number): Position {
  return {
    longitude: from.longitude + (to.longitude - from.longitude) * share,
    latitude: from.latitude + (to.latitude - from.latitude) * share,
  };
}

/** Returns the first part of a path, up to a share (0 to 1) of the path's length. */
export function pathUntil(path: readonly Position[], lengthShare: number): readonly Position[] {
  const [start, ...nextPlaces] = path;
  if (start === undefined) return [];
  const passedPlaces = [start];
  let lastPlace = start;
  let metresLeft =
    lengthShare * nextPlaces.reduce((sum, to, n) => sum + distanceMetres(path[n] ?? to, to), 0);
  for (const to of nextPlaces) {
    const metres = distanceMetres(lastPlace, to);
    if (metres >= metresLeft)
      return [...passedPlaces, placeBetween(lastPlace, to, metres === 0 ? 1 : metresLeft / metres)];
    metresLeft -= metres;
    passedPlaces.push(to);
    lastPlace = to;
  }
  return passedPlaces;
}

/** Part of the map that pill (order id) and sheet do not cover: px from each edge of the map. */
export interface FreeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** True if the area is low: markers fit into it, but not the sentence about the rider (note). */
  readonly isLow?: true;
}

/** Space (px) kept free around the middle of each marker, so that its label is visible. */
const FIT_MARGIN_PX: FreeArea = { top: 48, right: 64, bottom: 40, left: 64 };

/** A free area lower than this (px) is low: it has no room for the sentence about the rider. */
export const LOW_AREA_BELOW_PX = 200;
/** Height (px) by which a pin rises farther above its place than a round marker. */
const PIN_EXTRA_HEIGHT_PX = 24;
/** Height (px) of the sentence about the rider (the note) at the bottom of the free area. */
const NOTE_HEIGHT_PX = 44;

/** Computes the padding (px: top, right, bottom, left) that keeps markers and note visible. */
export function fitPadding(area: FreeArea, hasPin = false, hasNote = false): readonly number[] {
  const isLow = area.isLow === true;
  const top = hasPin && !isLow ? PIN_EXTRA_HEIGHT_PX : 0;
  const extraPx = { top, right: 0, bottom: hasNote && !isLow ? NOTE_HEIGHT_PX : 0, left: 0 };
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  return sides.map((side) => area[side] + FIT_MARGIN_PX[side] + extraPx[side]);
}

/** Largest scale to which the page zooms the map. */
const LARGEST_FIT_SCALE = 16;
/** Degrees of longitude per px at this scale. Tiles of 256 px are inferred, not documented. */
const DEGREES_PER_PX = 360 / (256 * 2 ** LARGEST_FIT_SCALE);

/** Adds a place north and one south, so that the map that shows all zooms to scale 16 at most. */
export function placesToFit(
  places: readonly Position[],
  mapHeightPx: number,
  [top = 0, , bottom = 0]: readonly number[],
): readonly Position[] {
  const { longitude, latitude } = extentMetres(places).middle;
  const degrees =
    ((mapHeightPx - top - bottom) / 2) * DEGREES_PER_PX * Math.cos(toRadians(latitude));
  return [...places, ...[-degrees, degrees].map((by) => ({ longitude, latitude: latitude + by }))];
}
