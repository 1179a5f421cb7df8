import type * as L from 'leaflet';
import { dispatch, nodeOf, templatePathOf } from '../framework/nodes';
import type { BuiltIn } from '../framework/built-ins';
import { shellElement } from '../shell/element';
import { redirectChildren } from '../tags/scroll-view';
import { flagOf, listOf, numberOf, pointsOf, type Options } from '../values';
import { DistrictLayer } from './district-layer';
import { MapMarker, type MarkerPart } from './map-marker';
import { MapShapes } from './map-shapes';
import { MapView, pointFrom, regionOf, type RegionChange, type ViewAttribute } from './map-view';

const EVENTS: Readonly<Record<MarkerPart, string>> = {
  marker: 'markertap',
  callout: 'callouttap',
  label: 'labeltap',
};

/** <map>: Leaflet over the district's vector data. Coordinates are GCJ-02, as everywhere in WeChat. */
export class MapTag implements BuiltIn {
  readonly view: MapView;
  private readonly shapes: MapShapes;
  private readonly markers = new Map<number, MapMarker>();
  /** `model:scale` and its like, told after a person has moved the view. */
  private readonly models = new Map<string, (value: unknown) => void>();
  private smallest: number | null = null;
  private largest: number | null = null;

  constructor(private readonly element: HTMLElement) {
    const canvas = shellElement('div', 'phone-map-canvas');
    const children = shellElement('div', 'phone-map-children');
    // Leaflet would make it relative: the style sheet does not reach what is not in the page yet.
    canvas.style.position = 'absolute';
    element.append(canvas, children);
    redirectChildren(element, children);
    this.view = new MapView(canvas, (change) => {
      this.regionChanged(change);
    });
    new DistrictLayer().addTo(this.view.leaflet);
    this.shapes = new MapShapes(this.view.leaflet);
    this.view.leaflet.on('click', ({ latlng }: L.LeafletMouseEvent) => {
      this.closeCallouts();
      dispatch(this.element, 'tap', pointFrom(latlng));
    });
    new ResizeObserver(() => {
      if (!element.isConnected) return;
      this.view.resized();
      if (this.view.leaflet.getSize().x > 0) dispatch(element, 'updated', {});
    }).observe(element);
  }

  attribute(name: string, value: unknown): boolean {
    const { leaflet } = this.view;
    switch (name) {
      case 'longitude':
      case 'latitude':
      case 'scale':
        this.want(name, value);
        return true;
      case 'min-scale':
        this.smallest = numberOrNull(value);
        this.view.setScales(this.smallest, this.largest);
        return true;
      case 'max-scale':
        this.largest = numberOrNull(value);
        this.view.setScales(this.smallest, this.largest);
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
        this.view.include(pointsOf(value).map(({ latitude, longitude }) => [latitude, longitude]));
        return true;
      case 'enable-scroll':
        enable(leaflet.dragging, value);
        return true;
      case 'enable-zoom':
        enable(leaflet.touchZoom, value);
        enable(leaflet.scrollWheelZoom, value);
        enable(leaflet.doubleClickZoom, value);
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'role' && name !== 'hidden';
    }
  }

  bindModel(attribute: string, listener: ((value: unknown) => void) | null): void {
    if (listener === null) this.models.delete(attribute);
    else this.models.set(attribute, listener);
  }

  context(): unknown {
    return this;
  }

  marker(id: number): MapMarker | undefined {
    return this.markers.get(id);
  }

  /** These instead of those that are there. */
  setMarkers(list: readonly Options[]): void {
    const ids = new Set(list.map(({ id }) => numberOf(id, 0)));
    for (const [id, marker] of this.markers) {
      if (!ids.has(id)) {
        marker.remove();
        this.markers.delete(id);
      }
    }
    this.addMarkers(list);
  }

  /** These beside those that are there; one with an id that is taken takes its place. */
  addMarkers(list: readonly Options[]): void {
    const node = nodeOf(this.element);
    const path = node === undefined ? '' : templatePathOf(node);
    for (const options of list) {
      const id = numberOf(options['id'], 0);
      const old = this.markers.get(id);
      if (old?.looksLike(options) === true) old.place(options);
      else {
        old?.remove();
        this.markers.set(
          id,
          new MapMarker(this.view.leaflet, id, options, path, (part) => {
            this.markerTapped(id, part);
          }),
        );
      }
    }
  }

  private want(name: ViewAttribute, value: unknown): void {
    const number = numberOrNull(value);
    if (number !== null) this.view.want(name, number);
  }

  /** A tap on a marker opens its callout, and closes what a tap elsewhere had opened. */
  private markerTapped(markerId: number, part: MarkerPart): void {
    this.closeCallouts();
    this.markers.get(markerId)?.openCallout();
    dispatch(this.element, EVENTS[part], { markerId }, { fields: { markerId } });
  }

  private closeCallouts(): void {
    for (const marker of this.markers.values()) marker.closeCallout();
  }

  /** `type` and cause stand beside the detail and in it; where the view is now is known at the end. */
  private regionChanged({ type, causedBy }: RegionChange): void {
    const { leaflet } = this.view;
    const center = pointFrom(leaflet.getCenter());
    const scale = leaflet.getZoom();
    const now = { scale, centerLocation: center, region: regionOf(leaflet) };
    const detail = { type, causedBy, rotate: 0, skew: 0, ...(type === 'end' ? now : {}) };
    dispatch(this.element, 'regionchange', detail, { fields: { type, causedBy } });
    if (type !== 'end' || causedBy === 'update') return;
    for (const [name, value] of Object.entries({ ...center, scale })) {
      this.models.get(name)?.(value);
    }
  }
}

function enable(handler: L.Handler | undefined, value: unknown): void {
  if (flagOf(value, true)) handler?.enable();
  else handler?.disable();
}

function numberOrNull(value: unknown): number | null {
  const number = numberOf(value, NaN);
  return Number.isNaN(number) ? null : number;
}

export function createMap(element: HTMLElement): BuiltIn {
  return new MapTag(element);
}
