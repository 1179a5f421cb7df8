import type { Position } from '../../contract/delivery';

/** Marker in the format of `<map>`. */
export interface Marker extends Position {
  readonly id: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
  readonly rotate: number;
  readonly anchor: { readonly x: number; readonly y: number };
  readonly ariaLabel: string;
}

const RIDER_PX = 48;
const STORE_PX = 36;

/**
 * Builds the rider's marker: an arrow in his direction, or a dot before he has moved.
 *
 * @param heading degrees clockwise from north; null before he has moved
 */
export function riderMarker(place: Position, heading: number | null, tone: 'go' | 'back'): Marker {
  const picture = `rider-${tone}${heading === null ? '-still' : ''}`;
  return {
    ...marker(1, place, picture, RIDER_PX, '骑手'),
    rotate: Math.round(heading ?? 0),
  };
}

/** Builds the marker of the rider's last seen place, half transparent, without a direction. */
export function oldRiderMarker(place: Position): Marker {
  return marker(1, place, 'rider-old', RIDER_PX, '骑手最后的位置');
}

/** Builds the marker of the store that the goods come from. */
export function storeMarker(place: Position): Marker {
  return marker(2, place, 'store', STORE_PX, '门店');
}

function marker(
  id: number,
  { longitude, latitude }: Position,
  picture: string,
  px: number,
  ariaLabel: string,
): Marker {
  return {
    id,
    longitude,
    latitude,
    iconPath: `/images/${picture}.png`,
    width: px,
    height: px,
    rotate: 0,
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel,
  };
}
