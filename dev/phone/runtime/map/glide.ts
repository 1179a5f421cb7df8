import * as L from 'leaflet';
import type { MapMarker } from './map-marker';

interface Glide {
  /** From where the marker is put first, through all points. */
  readonly path: readonly L.LatLng[];
  readonly durationMs: number;
  /** Whether the picture turns the way it goes. */
  readonly turns: boolean;
}

interface Leg {
  readonly from: L.LatLng;
  readonly to: L.LatLng;
  readonly metres: number;
}

/**
 * Moves a marker along a path at an even speed. Resolves when it has arrived, or when something
 * else moved it meanwhile. Runs on real time: the clock may be fast, an animation is for eyes.
 */
export function glide(marker: MapMarker, { path, durationMs, turns }: Glide): Promise<void> {
  const goesOn = marker.startAnimation();
  const legs = legsOf(path);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const frame = (): void => {
      if (!goesOn()) {
        resolve();
        return;
      }
      const part = durationMs <= 0 ? 1 : Math.min(1, (performance.now() - startedAt) / durationMs);
      const place = placeAt(legs, part);
      if (place !== null) {
        marker.moveTo(place.at);
        if (turns) marker.turn(bearing(place.leg));
      }
      if (part >= 1) resolve();
      else nextFrame(frame);
    };
    frame();
  });
}

/** Legs that lead somewhere. */
function legsOf(path: readonly L.LatLng[]): Leg[] {
  return path
    .slice(1)
    .map((to, index) => {
      const from = path[index] ?? to;
      return { from, to, metres: from.distanceTo(to) };
    })
    .filter(({ metres }) => metres > 0);
}

/** Where somebody is who has gone so much of the way, 0 … 1; null when there is no way. */
function placeAt(
  legs: readonly Leg[],
  part: number,
): { readonly at: L.LatLng; readonly leg: Leg } | null {
  const last = legs.at(-1);
  if (last === undefined) return null;
  let left = part * legs.reduce((sum, { metres }) => sum + metres, 0);
  for (const leg of part < 1 ? legs : []) {
    if (left <= leg.metres) {
      const { from, to } = leg;
      const t = left / leg.metres;
      const lng = from.lng + (to.lng - from.lng) * t;
      return { at: L.latLng(from.lat + (to.lat - from.lat) * t, lng), leg };
    }
    left -= leg.metres;
  }
  return { at: last.to, leg: last };
}

/** A page in a hidden tab gets no frames; its animations have to end all the same. */
function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 100);
  else requestAnimationFrame(run);
}

/** Degrees clockwise from north. */
function bearing({ from, to }: Leg): number {
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180);
  return (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI;
}
