import * as L from 'leaflet';
import type { MapMarker } from './map-marker';

interface Leg {
  readonly from: L.LatLng;
  readonly to: L.LatLng;
  readonly metres: number;
}

/**
 * Moves a marker along a path at an even speed. Resolves when it has arrived, or when something
 * else moved it meanwhile. Runs on real time: the clock may be fast, an animation is for eyes.
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

/** A page in a hidden tab gets no frames; its animations have to end all the same. */
function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 100);
  else requestAnimationFrame(run);
}
