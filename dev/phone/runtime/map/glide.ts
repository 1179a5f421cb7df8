import * as L from 'leaflet';
import type { MapMarker } from './map-marker';

interface Leg {
  readonly from: L.LatLng;
  readonly to: L.LatLng;
  readonly metres: number;
}

/**
 * Moves a marker along a path at constant speed, in real time. Resolves when the marker arrives, or
 * at the next frame after something else has moved it.
 */
export function glide(
  marker: MapMarker,
  path: readonly L.LatLng[],
  durationMs: number,
): Promise<void> {
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
      if (place !== null) marker.moveTo(place);
      if (part >= 1) resolve();
      else nextFrame(frame);
    };
    frame();
  });
}

/** Splits a path into legs, and leaves out those without length. */
function legsOf(path: readonly L.LatLng[]): Leg[] {
  return path
    .slice(1)
    .map((to, index) => {
      const from = path[index] ?? to;
      return { from, to, metres: from.distanceTo(to) };
    })
    .filter(({ metres }) => metres > 0);
}

/** Returns the position after `part` (0 to 1) of the way, or null if there are no legs. */
function placeAt(legs: readonly Leg[], part: number): L.LatLng | null {
  const last = legs.at(-1);
  if (last === undefined) return null;
  let left = part * legs.reduce((sum, { metres }) => sum + metres, 0);
  for (const leg of part < 1 ? legs : []) {
    if (left <= leg.metres) {
      const { from, to } = leg;
      const t = left / leg.metres;
      const lng = from.lng + (to.lng - from.lng) * t;
      return L.latLng(from.lat + (to.lat - from.lat) * t, lng);
    }
    left -= leg.metres;
  }
  return last.to;
}

/** Runs a function at the next frame, or by a timer in a hidden tab, which gets no frames. */
function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 100);
  else requestAnimationFrame(run);
}
