import * as L from 'leaflet';
import type { BuiltIn } from '../framework/built-ins';
import { dispatch, templatePathOf } from '../framework/nodes';
import { shellElement } from '../shell/element';
import { flagOf, listOf, numberOf, textOf, type Options } from '../values';
import { DistrictLayer } from './district-layer';
import { MapMarker } from './map-marker';
import { latLngsOf, MapView, placeFrom, type RegionChange } from './map-view';

/** <map>: Leaflet with the district's vector data. Coordinates are GCJ-02, as in WeChat. */
export class MapTag implements BuiltIn {
  readonly view: MapView;
  private readonly lines = L.layerGroup();
  private readonly markers = new Map<number, MapMarker>();

  constructor(private readonly element: HTMLElement) {
    const canvas = shellElement('div', 'phone-map-canvas');
    // Set here, because style sheets do not reach a detached element: Leaflet would set `relative`.
    canvas.style.position = 'absolute';
    element.append(canvas);
    this.view = new MapView(canvas, (change) => {
      this.regionChanged(change);
    });
    const { leaflet } = this.view;
    new DistrictLayer().addTo(leaflet);
    this.lines.addTo(leaflet);
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
        this.lines.clearLayers();
        for (const line of listOf(value)) this.lines.addLayer(createPolyline(line));
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'hidden';
    }
  }

  marker(id: number): MapMarker | undefined {
    return this.markers.get(id);
  }

  /** Replaces all markers. A marker with the same id and look is moved instead. */
  setMarkers(list: readonly Options[]): void {
    const ids = new Set(list.map(({ id }) => numberOf(id, 0)));
    for (const [id, marker] of this.markers) {
      if (!ids.has(id)) {
        marker.remove();
        this.markers.delete(id);
      }
    }
    const path = templatePathOf(this.element);
    for (const options of list) {
      const id = numberOf(options['id'], 0);
      const old = this.markers.get(id);
      if (old?.looksLike(options) === true) old.place(options);
      else {
        old?.remove();
        this.markers.set(id, new MapMarker(this.view.leaflet, options, path));
      }
    }
  }

  /** Dispatches regionchange, with `type` and `causedBy` both in `detail` and beside it. */
  private regionChanged(change: RegionChange): void {
    dispatch(this.element, 'regionchange', change, { fields: change });
  }
}

function createPolyline(line: Options): L.Polyline {
  const weight = numberOf(line['width'], 1);
  const isDotted = flagOf(line['dottedLine']);
  return L.polyline(latLngsOf(line['points']), {
    color: textOf(line['color'], '#000000'),
    weight,
    interactive: false,
    ...(isDotted ? { dashArray: `${weight * 0.2} ${weight * 2}`, lineCap: 'round' } : {}),
  });
}
