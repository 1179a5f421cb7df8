import {
  type Position,
  distanceMetres,
  EARTH_RADIUS_M,
  offsetMetres,
  radians,
} from '../contract/delivery';

/** Computes the direction from one place to another, in degrees clockwise from north, 0 to 360. */
export function bearingDegrees(from: Position, to: Position): number {
  const { east, north } = offsetMetres(from, to);
  return (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360;
}

/** Computes two corners of a square. Its sides are `metres` away from its middle. */
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

/** Computes width and height (m) of the smallest rectangle around places, and its middle. */
export function extentMetres(places: readonly Position[]) {
  const longitudes = places.map(({ longitude }) => longitude);
  const latitudes = places.map(({ latitude }) => latitude);
  const southWest = { longitude: Math.min(...longitudes), latitude: Math.min(...latitudes) };
  const northEast = { longitude: Math.max(...longitudes), latitude: Math.max(...latitudes) };
  const { east, north } = offsetMetres(southWest, northEast);
  return { width: east, height: north, middle: placeBetween(southWest, northEast, 0.5) };
}

/** Computes the place on the straight line between two places; `share` (0 to 1) of the way. */
function placeBetween(from: Position, to: Position, share: number): Position {
  return {
    longitude: from.longitude + (to.longitude - from.longitude) * share,
    latitude: from.latitude + (to.latitude - from.latitude) * share,
  };
}

/** Cuts a path after a share (0 to 1) of its length. The last place is where it is cut. */
export function pathUntil(path: readonly Position[], lengthShare: number): readonly Position[] {
  const [first, ...others] = path;
  if (first === undefined) return [];
  const passed = [first];
  let from = first;
  let metresLeft =
    lengthShare * others.reduce((sum, to, leg) => sum + distanceMetres(path[leg] ?? to, to), 0);
  for (const to of others) {
    const metres = distanceMetres(from, to);
    if (metres >= metresLeft)
      return [...passed, placeBetween(from, to, metres === 0 ? 1 : metresLeft / metres)];
    metresLeft -= metres;
    passed.push(to);
    from = to;
  }
  return passed;
}

/** Part of the map that neither pill nor sheet covers: its distance (px) from the map's edges. */
export interface FreeArea {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** True when the area is so low that it has room for markers only, and not for the note. */
  readonly isLow?: true;
}

/** Space (px) that a fit leaves around the middle of each marker, so that labels are visible. */
const FIT_MARGIN_PX: FreeArea = { top: 48, right: 64, bottom: 40, left: 64 };

/** Height (px) of the free area below which it is low. */
export const LOW_AREA_BELOW_PX = 200;
/** Height (px) by which a pin is higher than a round marker above its place. */
const PIN_EXTRA_HEIGHT_PX = 24;
/** Height (px) of the note at the bottom of the free area. */
const NOTE_HEIGHT_PX = 44;

/** Computes the padding of a fit in px (top, right, bottom, left), with room for pin and note. */
export function fitPadding(free: FreeArea, hasPin = false, hasNote = false): readonly number[] {
  const isLow = free.isLow === true;
  const top = hasPin && !isLow ? PIN_EXTRA_HEIGHT_PX : 0;
  const more = { top, right: 0, bottom: hasNote && !isLow ? NOTE_HEIGHT_PX : 0, left: 0 };
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  return sides.map((side) => free[side] + FIT_MARGIN_PX[side] + more[side]);
}

/** Largest scale of `<map>` after a fit, and degrees per px at that scale (256 px a tile) [I]. */
const LARGEST_FIT_SCALE = 16;
const DEGREES_PER_PX = 360 / (256 * 2 ** LARGEST_FIT_SCALE);

/** Adds places north and south, so that a fit zooms to scale 16 at most. Lengths in px. */
export function placesToFit(
  places: readonly Position[],
  height: number,
  [top = 0, , bottom = 0]: readonly number[],
): readonly Position[] {
  const { longitude, latitude } = extentMetres(places).middle;
  const half = ((height - top - bottom) / 2) * DEGREES_PER_PX * Math.cos(radians(latitude));
  return [...places, ...[-half, half].map((by) => ({ longitude, latitude: latitude + by }))];
}
