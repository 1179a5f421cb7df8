import * as L from 'leaflet';
import { district } from '../../../district/district';
import { dispatch, nodeOf, templatePathOf } from '../framework/nodes';
import type { BuiltIn } from '../framework/built-ins';
import { shellElement } from '../shell/element';
import { redirectChildren } from '../tags/scroll-view';
import { flagOf, listOf, numberOf, pointsOf, type Options } from '../values';
import { DistrictLayer } from './district-layer';
import { MapMarker, type MarkerPart } from './map-marker';
import { MapShapes } from './map-shapes';

/** WeChat's own bounds of `scale`. */
const SCALES = { smallest: 3, standard: 16, largest: 20 };
const EVENTS: Readonly<Record<MarkerPart, string>> = {
  marker: 'markertap',
  callout: 'callouttap',
  label: 'labeltap',
};

type Cause = 'gesture' | 'drag' | 'scale' | 'update';

/** <map>: Leaflet over the district's vector data. Coordinates are GCJ-02, as everywhere in WeChat. */
export class MapTag implements BuiltIn {
  readonly leaflet: L.Map;
  private readonly shapes: MapShapes;
  private readonly markers = new Map<number, MapMarker>();
  private markerOptions: readonly Options[] = [];
  private readonly values = new Map<string, unknown>();
  /** Why the view is moving now. */
  private cause: Cause | null = null;
  private readonly isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  private pendingView = false;
  private pendingPoints: readonly L.LatLngTuple[] | null = null;

  constructor(private readonly element: HTMLElement) {
    const canvas = shellElement('div', 'phone-map-canvas');
    const children = shellElement('div', 'phone-map-children');
    // Leaflet would make it relative: the style sheet does not reach what is not in the page yet.
    canvas.style.position = 'absolute';
    element.append(canvas, children);
    redirectChildren(element, children);
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
    new DistrictLayer().addTo(this.leaflet);
    this.shapes = new MapShapes(this.leaflet);
    this.listen(canvas);
    new ResizeObserver(() => {
      this.resized();
    }).observe(element);
  }

  attribute(name: string, value: unknown): boolean {
    this.values.set(name, value);
    switch (name) {
      case 'longitude':
      case 'latitude':
      case 'scale':
        this.viewSoon();
        return true;
      case 'min-scale':
        this.leaflet.setMinZoom(numberOf(value, SCALES.smallest));
        return true;
      case 'max-scale':
        this.leaflet.setMaxZoom(numberOf(value, SCALES.largest));
        return true;
      case 'markers':
        this.setMarkers(listOf(value));
        return true;
      case 'polyline':
        this.shapes.setPolylines(value);
        return true;
      case 'circles':
        this.shapes.setCircles(value);
        return true;
      case 'polygons':
        this.shapes.setPolygons(value);
        return true;
      case 'include-points':
        this.includeSoon(pointsOf(value).map(({ latitude, longitude }) => [latitude, longitude]));
        return true;
      case 'enable-scroll':
        this.enable(this.leaflet.dragging, value);
        return true;
      case 'enable-zoom':
        this.enable(this.leaflet.touchZoom, value);
        this.enable(this.leaflet.scrollWheelZoom, value);
        this.enable(this.leaflet.doubleClickZoom, value);
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'role' && name !== 'hidden';
    }
  }

  context(): unknown {
    return this;
  }

  marker(id: number): MapMarker | undefined {
    return this.markers.get(id);
  }

  /** Moves the view by the page's will, not a person's. */
  update(move: () => void): void {
    this.cause = 'update';
    move();
  }

  fit(points: readonly L.LatLngTuple[], padding: readonly number[]): void {
    if (points.length === 0) return;
    const [top = 0, right = 0, bottom = 0, left = 0] = padding;
    this.update(() => {
      this.leaflet.fitBounds(L.latLngBounds([...points]), {
        paddingTopLeft: [left, top],
        paddingBottomRight: [right, bottom],
      });
    });
  }

  /** Longitude and latitude come one after the other: one move for both. */
  private viewSoon(): void {
    if (this.pendingView) return;
    this.pendingView = true;
    queueMicrotask(() => {
      this.pendingView = false;
      const { lat, lng } = this.leaflet.getCenter();
      const latitude = numberOf(this.values.get('latitude'), lat);
      const longitude = numberOf(this.values.get('longitude'), lng);
      const scale = numberOf(this.values.get('scale'), this.leaflet.getZoom());
      // Within sight the view glides there; what is further off would only rush past.
      const isNear = this.leaflet.getBounds().contains([latitude, longitude]);
      this.update(() => {
        this.leaflet.setView([latitude, longitude], scale, { animate: isNear && !this.isStill });
      });
    });
  }

  private includeSoon(points: readonly L.LatLngTuple[]): void {
    this.pendingPoints = points.length === 0 ? null : points;
    queueMicrotask(() => {
      this.includePending();
    });
  }

  /** Points can be fitted into a map that has a size. */
  private includePending(): void {
    if (this.pendingPoints === null || this.leaflet.getSize().x === 0) return;
    const points = this.pendingPoints;
    this.pendingPoints = null;
    this.fit(points, [24, 24, 24, 24]);
  }

  private resized(): void {
    if (!this.element.isConnected) return;
    // The middle stays in the middle, also when the map gets its first size.
    this.leaflet.invalidateSize({ animate: false });
    this.includePending();
    if (this.leaflet.getSize().x > 0) dispatch(this.element, 'updated', {});
  }

  private setMarkers(list: readonly Options[]): void {
    const node = nodeOf(this.element);
    const path = node === undefined ? '' : templatePathOf(node);
    this.markerOptions = list;
    const ids = new Set(list.map(({ id }) => numberOf(id, 0)));
    for (const [id, marker] of this.markers) {
      if (!ids.has(id)) {
        marker.remove();
        this.markers.delete(id);
      }
    }
    for (const options of list) {
      const id = numberOf(options['id'], 0);
      const old = this.markers.get(id);
      if (old?.looksLike(options) === true) old.place(options);
      else {
        old?.remove();
        this.markers.set(
          id,
          new MapMarker(this.leaflet, id, options, path, (part) => {
            dispatch(this.element, EVENTS[part], { markerId: id }, { fields: { markerId: id } });
          }),
        );
      }
    }
  }

  private enable(handler: L.Handler | undefined, value: unknown): void {
    if (flagOf(value, true)) handler?.enable();
    else handler?.disable();
  }

  private listen(canvas: HTMLElement): void {
    const { leaflet } = this;
    // Before Leaflet's own listeners: whatever moves next is a person's doing.
    const byHand = (): void => {
      this.cause = 'gesture';
    };
    for (const name of ['mousedown', 'touchstart', 'wheel', 'dblclick']) {
      canvas.addEventListener(name, byHand, { capture: true, passive: true });
    }
    let before: { readonly cause: Cause; readonly zoom: number } | null = null;
    leaflet.on('movestart zoomstart', () => {
      if (before !== null) return;
      before = { cause: this.cause ?? 'update', zoom: leaflet.getZoom() };
      this.tellRegion('begin', before.cause === 'update' ? 'update' : 'gesture');
    });
    leaflet.on('moveend', () => {
      if (before === null) return;
      const { cause, zoom } = before;
      before = null;
      this.cause = null;
      const how = zoom === leaflet.getZoom() ? 'drag' : 'scale';
      this.tellRegion('end', cause === 'update' ? 'update' : how);
    });
    leaflet.on('click', ({ latlng }: L.LeafletMouseEvent) => {
      for (const options of this.markerOptions) {
        this.markers.get(numberOf(options['id'], 0))?.closeCallout(options);
      }
      dispatch(this.element, 'tap', { latitude: latlng.lat, longitude: latlng.lng });
    });
  }

  /** As on phones: `type` is begin or end, the cause stands beside the detail and in it. */
  private tellRegion(type: 'begin' | 'end', causedBy: Cause): void {
    const center = this.leaflet.getCenter();
    const bounds = this.leaflet.getBounds();
    const detail = {
      type,
      causedBy,
      rotate: 0,
      skew: 0,
      scale: this.leaflet.getZoom(),
      centerLocation: pointFrom(center),
      region: {
        southwest: pointFrom(bounds.getSouthWest()),
        northeast: pointFrom(bounds.getNorthEast()),
      },
    };
    dispatch(this.element, 'regionchange', detail, { fields: { type, causedBy } });
  }
}

export function pointFrom({ lat, lng }: L.LatLng): { latitude: number; longitude: number } {
  return { latitude: lat, longitude: lng };
}

export function createMap(element: HTMLElement): BuiltIn {
  return new MapTag(element);
}
