import type * as L from 'leaflet';
import type { MapMarker } from './map-marker';

export interface Glide {
  /** From where the marker is put first, through all points. At least one. */
  readonly path: readonly L.LatLng[];
  readonly durationMs: number;
  /** Turn the picture the way it goes. */
  readonly autoRotate: boolean;
}

/**
 * Moves a marker along a path at an even speed. Resolves true when it has arrived, false when something else moved it meanwhile. Runs on
 * real time: the clock may be fast, an animation is for eyes.
 */
export function glide(
  marker: MapMarker,
  { path, durationMs, autoRotate }: Glide,
): Promise<boolean> {
  const goesOn = marker.startAnimation();
  const legs = path.slice(1).map((to, index) => {
    const from = path[index] ?? to;
    return { from, to, metres: from.distanceTo(to) };
  });
  const total = legs.reduce((sum, { metres }) => sum + metres, 0);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const frame = (): void => {
      if (!goesOn()) {
        resolve(false);
        return;
      }
      const part = durationMs <= 0 ? 1 : Math.min(1, (performance.now() - startedAt) / durationMs);
      let left = part * total;
      let leg = legs.find(({ metres }) => {
        if (left <= metres) return true;
        left -= metres;
        return false;
      });
      leg ??= legs.at(-1);
      if (part >= 1 || leg === undefined) {
        const end = path.at(-1);
        if (end !== undefined) marker.moveTo(end);
        resolve(true);
        return;
      }
      const t = leg.metres === 0 ? 1 : left / leg.metres;
      marker.moveTo([
        leg.from.lat + (leg.to.lat - leg.from.lat) * t,
        leg.from.lng + (leg.to.lng - leg.from.lng) * t,
      ]);
      if (autoRotate && leg.metres > 0) marker.turn(bearing(leg.from, leg.to));
      nextFrame(frame);
    };
    frame();
  });
}

/** A page in a hidden tab gets no frames; its animations have to end all the same. */
function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 100);
  else requestAnimationFrame(run);
}

/** Degrees clockwise from north. */
function bearing(from: L.LatLng, to: L.LatLng): number {
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180);
  return (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI;
}
