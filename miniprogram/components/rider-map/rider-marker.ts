import type { Position } from '../../shared/delivery';
import type { RiderScene } from '../../tracking/map-view';

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

/** The rider's marker at a place: an arrow the way he goes, a dot until he has moved. Made by dev/build/marker-icons.ts. */
export function riderMarker(scene: RiderScene, at: Position): Marker {
  return {
    id: RIDER_MARKER_ID,
    longitude: at.longitude,
    latitude: at.latitude,
    iconPath: `/images/rider-${scene.tone}${scene.heading === null ? '-still' : ''}.png`,
    width: MARKER_PX,
    height: MARKER_PX,
    rotate: Math.round(scene.heading ?? 0),
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel: '骑手',
  };
}
