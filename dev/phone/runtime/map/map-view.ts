import * as L from 'leaflet';
import { district } from '../../../district/district';
import { listOf, placeOf, type Place } from '../values';

/** WeChat's limits and default of the attribute `scale` of <map>. */
const SCALES = { smallest: 3, standard: 16, largest: 20 };
/** Differences that cannot be seen: in degrees, and in scale. */
const SAME_PLACE = 1e-7;
const SAME_SCALE = 1e-3;

/**
 * A move of the view, reported at its start and end. Causes are those of WeChat's <map>
 * (developers.weixin.qq.com/miniprogram/dev/component/map.html, bindregionchange): `gesture` or
 * `update` at the start, `drag`, `scale` or `update` at the end.
 */
export type RegionChange =
  | { readonly type: 'begin'; readonly causedBy: 'gesture' | 'update' }
  | { readonly type: 'end'; readonly causedBy: 'drag' | 'scale' | 'update' };

/** The view of a <map>: Leaflet's map, and whether the page or a person moves it. */
export class MapView {
  readonly leaflet: L.Map;
  private readonly isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  private mover: 'person' | 'page' = 'page';
  /** Attributes that have been set and are not applied yet. */
  private wanted: { latitude?: number; longitude?: number; scale?: number } = {};

  constructor(
    canvas: HTMLElement,
    private readonly changed: (change: RegionChange) => void,
  ) {
    this.leaflet = L.map(canvas, {
      center: [district.center[1], district.center[0]],
      zoom: SCALES.standard,
      minZoom: SCALES.smallest,
      maxZoom: SCALES.largest,
      zoomSnap: 0,
      zoomControl: false,
      attributionControl: false,
      keyboard: false,
      renderer: L.svg({ padding: 0.5 }),
      zoomAnimation: !this.isStill,
    });
    this.listen(canvas);
  }

  /** Sets an attribute. All that one update sets cause a single move. Others keep their value. */
  want(name: 'latitude' | 'longitude' | 'scale', value: number): void {
    const isFirst = Object.keys(this.wanted).length === 0;
    this.wanted[name] = value;
    if (!isFirst) return;
    queueMicrotask(() => {
      const { lat, lng } = this.leaflet.getCenter();
      const { latitude = lat, longitude = lng, scale } = this.wanted;
      this.wanted = {};
      this.moveTo(L.latLng(latitude, longitude), scale);
    });
  }

  moveTo(place: L.LatLng, scale = this.leaflet.getZoom()): void {
    const { leaflet } = this;
    const isHere = leaflet.getCenter().equals(place, SAME_PLACE);
    if (isHere && Math.abs(leaflet.getZoom() - scale) < SAME_SCALE) return;
    // Glides to a place in the view, and jumps to any other.
    const animate = !this.isStill && leaflet.getBounds().contains(place);
    this.mover = 'page';
    leaflet.setView(place, scale, { animate });
  }

  /** Returns the corners of what the view shows. */
  corners(): { readonly southwest: Place; readonly northeast: Place } {
    const bounds = this.leaflet.getBounds();
    return {
      southwest: placeFrom(bounds.getSouthWest()),
      northeast: placeFrom(bounds.getNorthEast()),
    };
  }

  /** @param padding px from each edge: top, right, bottom, left */
  fit(points: readonly L.LatLng[], padding: readonly number[]): void {
    if (points.length === 0) return;
    const [top = 0, right = 0, bottom = 0, left = 0] = padding;
    this.mover = 'page';
    this.leaflet.fitBounds(L.latLngBounds([...points]), {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      ...(this.isStill ? { animate: false } : {}),
    });
  }

  /** Adapts the map to its element's size. The centre of the view stays, even at the first size. */
  resized(): void {
    this.leaflet.invalidateSize({ animate: false });
  }

  private listen(canvas: HTMLElement): void {
    const { leaflet } = this;
    // Runs before Leaflet's own listeners, so that the move they start counts as a person's.
    const byHand = (): void => {
      this.mover = 'person';
    };
    for (const name of ['mousedown', 'touchstart', 'wheel', 'dblclick']) {
      canvas.addEventListener(name, byHand, { capture: true, passive: true });
    }
    let before: { readonly mover: 'person' | 'page'; readonly scale: number } | null = null;
    leaflet.on('movestart zoomstart', () => {
      if (before !== null) return;
      before = { mover: this.mover, scale: leaflet.getZoom() };
      this.changed({ type: 'begin', causedBy: this.mover === 'person' ? 'gesture' : 'update' });
    });
    leaflet.on('moveend', () => {
      if (before === null) return;
      const { mover, scale } = before;
      before = null;
      this.mover = 'page';
      const how = scale === leaflet.getZoom() ? 'drag' : 'scale';
      this.changed({ type: 'end', causedBy: mover === 'page' ? 'update' : how });
    });
  }
}

export function placeFrom({ lat, lng }: L.LatLng): Place {
  return { latitude: lat, longitude: lng };
}

/** Converts a list of positions. Invalid ones are left out. */
export function latLngsOf(value: unknown): L.LatLng[] {
  return listOf(value)
    .map(placeOf)
    .filter((place) => place !== null)
    .map(({ latitude, longitude }) => L.latLng(latitude, longitude));
}
