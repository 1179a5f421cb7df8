import type * as L from 'leaflet';
import type { BuiltIn } from '../framework/built-ins';
import { dispatch, templatePathOf } from '../framework/nodes';
import { shellElement } from '../shell/element';
import { redirectChildren } from '../tags/scroll-view';
import { listOf, numberOf, type Options } from '../values';
import { DistrictLayer } from './district-layer';
import { MapMarker } from './map-marker';
import { MapShapes } from './map-shapes';
import { latLngsOf, MapView, placeFrom, type RegionChange } from './map-view';

/** <map>: Leaflet over the district's vector data. Coordinates are GCJ-02, as all of WeChat's. */
export class MapTag implements BuiltIn {
  readonly view: MapView;
  private readonly shapes: MapShapes;
  private readonly markers = new Map<number, MapMarker>();

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
    const { leaflet } = this.view;
    new DistrictLayer().addTo(leaflet);
    this.shapes = new MapShapes(leaflet);
    leaflet.on('click', ({ latlng }: L.LeafletMouseEvent) => {
      dispatch(element, 'tap', placeFrom(latlng));
    });
    new ResizeObserver(() => {
      if (!element.isConnected) return;
      this.view.resized();
      if (leaflet.getSize().x > 0) dispatch(element, 'updated', {});
    }).observe(element);
  }

  attribute(name: string, value: unknown): boolean {
    switch (name) {
      case 'longitude':
      case 'latitude':
      case 'scale': {
        const number = numberOf(value, NaN);
        if (!Number.isNaN(number)) this.view.want(name, number);
        return true;
      }
      case 'markers':
        this.setMarkers(listOf(value));
        return true;
      case 'polyline':
        this.shapes.setPolylines(value);
        return true;
      case 'circles':
        this.shapes.setCircles(value);
        return true;
      case 'include-points':
        this.view.include(latLngsOf(value));
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'hidden';
    }
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
    const path = templatePathOf(this.element);
    for (const options of list) {
      const id = numberOf(options['id'], 0);
      const old = this.markers.get(id);
      if (old?.looksLike(options) === true) old.place(options);
      else {
        old?.remove();
        const tapped = (): void => {
          dispatch(this.element, 'markertap', { markerId: id }, { fields: { markerId: id } });
        };
        this.markers.set(id, new MapMarker(this.view.leaflet, options, path, tapped));
      }
    }
  }

  /** `type` and cause stand beside the detail and in it; where the view is, only at the end. */
  private regionChanged({ type, causedBy }: RegionChange): void {
    const now = type === 'end' ? this.view.state : {};
    const detail = { type, causedBy, rotate: 0, skew: 0, ...now };
    dispatch(this.element, 'regionchange', detail, { fields: { type, causedBy } });
  }
}
