import * as L from 'leaflet';
import { district } from '../../../district/district';

/** WeChat's own bounds of `scale`, and what it is where the page says nothing. */
const SCALES = { smallest: 3, standard: 16, largest: 20 };
/** Degrees of latitude and longitude, and of scale: what cannot be seen is no move. */
const SAME_PLACE = 1e-7;
const SAME_SCALE = 1e-3;

/** `<map>`'s attributes `latitude`, `longitude`, `scale`. */
export type ViewAttribute = 'latitude' | 'longitude' | 'scale';

/**
 * One move of the view, told when it begins and when it ends. The causes are those of WeChat's <map> (developers.weixin.qq.com/miniprogram/dev/component/map.html,
 * bindregionchange): `gesture` or `update` at the begin, `drag`, `scale` or `update` at the end.
 */
export type RegionChange =
  | { readonly type: 'begin'; readonly causedBy: 'gesture' | 'update' }
  | { readonly type: 'end'; readonly causedBy: 'drag' | 'scale' | 'update' };

/** What a <map> shows of the world: Leaflet's map, and who moves it. */
export class MapView {
  readonly leaflet: L.Map;
  private readonly isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  /** Who moves the view next. */
  private mover: 'person' | 'page' = 'page';
  private readonly wanted = new Map<ViewAttribute, number>();
  private pendingPoints: readonly L.LatLngTuple[] | null = null;

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

  /** null: WeChat's own bound. */
  setScales(smallest: number | null, largest: number | null): void {
    this.leaflet.setMinZoom(smallest ?? SCALES.smallest);
    this.leaflet.setMaxZoom(largest ?? SCALES.largest);
  }

  /** Attributes come one after the other: one move for all of an update. What is not given stays as the person left it. */
  want(name: ViewAttribute, value: number): void {
    const first = this.wanted.size === 0;
    this.wanted.set(name, value);
    if (!first) return;
    queueMicrotask(() => {
      const { lat, lng } = this.leaflet.getCenter();
      const place = L.latLng(
        this.wanted.get('latitude') ?? lat,
        this.wanted.get('longitude') ?? lng,
      );
      const scale = this.wanted.get('scale') ?? this.leaflet.getZoom();
      this.wanted.clear();
      this.moveTo(place, scale);
    });
  }

  moveTo(place: L.LatLng, scale = this.leaflet.getZoom()): void {
    const { leaflet } = this;
    const isHere = leaflet.getCenter().equals(place, SAME_PLACE);
    if (isHere && Math.abs(leaflet.getZoom() - scale) < SAME_SCALE) return;
    // Within sight the view glides there; what is further off would only rush past.
    const animate = !this.isStill && leaflet.getBounds().contains(place);
    this.mover = 'page';
    leaflet.setView(place, scale, { animate });
  }

  /** @param padding px from each edge: top, right, bottom, left */
  fit(points: readonly L.LatLngTuple[], padding: readonly number[]): void {
    if (points.length === 0) return;
    const [top = 0, right = 0, bottom = 0, left = 0] = padding;
    this.mover = 'page';
    this.leaflet.fitBounds(L.latLngBounds([...points]), {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      ...(this.isStill ? { animate: false } : {}),
    });
  }

  /** `include-points`: fitted in once the map has a size. */
  include(points: readonly L.LatLngTuple[]): void {
    this.pendingPoints = points.length === 0 ? null : points;
    queueMicrotask(() => {
      this.includePending();
    });
  }

  /** The middle stays in the middle, also when the map gets its first size. */
  resized(): void {
    this.leaflet.invalidateSize({ animate: false });
    this.includePending();
  }

  private includePending(): void {
    if (this.pendingPoints === null || this.leaflet.getSize().x === 0) return;
    const points = this.pendingPoints;
    this.pendingPoints = null;
    this.fit(points, [24, 24, 24, 24]);
  }

  private listen(canvas: HTMLElement): void {
    const { leaflet } = this;
    // Before Leaflet's own listeners: whatever moves next is a person's doing.
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

/** A place as WeChat writes it. */
export function pointFrom({ lat, lng }: L.LatLng): { latitude: number; longitude: number } {
  return { latitude: lat, longitude: lng };
}

/** The part of the world in view, as WeChat writes it. */
export function regionOf(leaflet: L.Map): Record<'southwest' | 'northeast', object> {
  const bounds = leaflet.getBounds();
  return {
    southwest: pointFrom(bounds.getSouthWest()),
    northeast: pointFrom(bounds.getNorthEast()),
  };
}
