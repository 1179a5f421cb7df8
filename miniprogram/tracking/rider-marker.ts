import type { Position } from '../shared/delivery';

/** A marker as `<map>` takes it. */
export interface Marker extends Position {
  readonly id: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
  readonly rotate: number;
  readonly anchor: { readonly x: number; readonly y: number };
  readonly ariaLabel: string;
}

export const RIDER_MARKER_ID = 1;
const MARKER_PX = 48;

/**
 * The rider's marker at a place: an arrow the way he goes, a dot until he has moved. Its pictures are made by dev/build/marker-icons.ts.
 *
 * @param heading degrees clockwise from north; null until he has moved
 */
export function riderMarker(
  { longitude, latitude }: Position,
  heading: number | null,
  tone: 'go' | 'back',
): Marker {
  return {
    id: RIDER_MARKER_ID,
    longitude,
    latitude,
    iconPath: `/images/rider-${tone}${heading === null ? '-still' : ''}.png`,
    width: MARKER_PX,
    height: MARKER_PX,
    rotate: Math.round(heading ?? 0),
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel: '骑手',
  };
}
