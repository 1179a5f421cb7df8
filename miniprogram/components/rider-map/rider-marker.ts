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

/** A line as `<map>` takes it. */
export interface Polyline {
  readonly points: readonly Position[];
  readonly color: string;
  readonly width: number;
  readonly dottedLine: boolean;
}

export const RIDER_MARKER_ID = 1;
const MARKER_PX = 48;
/** The map stays light in dark mode: the light tones of styles/tokens.wxss, half transparent. */
const TRAIL_COLOURS = { go: '#1657d999', back: '#6a3cbc99' } as const;

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

/**
 * The way that the rider was seen to go; nothing before there are two places.
 *
 * @param end the rider's own place once his marker stands there; else nothing
 */
export function trailLine(scene: RiderScene, end: readonly Position[]): Polyline[] {
  const points = [...scene.trail, ...end];
  if (points.length < 2) return [];
  return [{ points, color: TRAIL_COLOURS[scene.tone], width: 5, dottedLine: true }];
}
