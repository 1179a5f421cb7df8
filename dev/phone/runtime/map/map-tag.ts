import * as L from 'leaflet';
import type { BuiltIn } from '../framework/built-ins';
import { dispatch } from '../framework/nodes';
import { shellElement } from '../shell/element';
import { flagOf, listOf, numberOf, textOf, type Options } from '../values';
import { drawDistrict } from './draw-district';
import { MapMarker } from './map-marker';
import { latLngsOf, MapView, placeFrom, type RegionChange } from './map-view';

/** Name of Leaflet's pane for areas; the lines' pane has z-index 400. */
const AREAS = 'areas';

/** <map>: Leaflet with the district's vector data. Coordinates are GCJ-02, as in WeChat. */
export class MapTag implements BuiltIn {
  readonly view: MapView;
  private readonly drawDark: (isDark: boolean) => void;
  private readonly areas = L.layerGroup();
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
    leaflet.createPane(AREAS).style.zIndex = '350';
    this.drawDark = drawDistrict(leaflet);
    this.areas.addTo(leaflet);
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
        for (const line of listOf(value)) {
          for (const part of createPolyline(line)) this.lines.addLayer(part);
        }
        return true;
      case 'polygons':
        this.areas.clearLayers();
        for (const area of listOf(value)) this.areas.addLayer(createPolygon(area));
        return true;
      case 'subkey':
        // Any key stands for one that has a dark style, whatever its number is.
        this.drawDark(textOf(value) !== '');
        return true;
      case 'layer-style':
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
    for (const options of list) {
      const id = numberOf(options['id'], 0);
      const old = this.markers.get(id);
      if (old?.looksLike(options) === true) old.place(options);
      else {
        old?.remove();
        const tapped = (): void => {
          dispatch(this.element, 'markertap', { markerId: id });
        };
        this.markers.set(id, new MapMarker(this.view.leaflet, options, tapped));
      }
    }
  }

  /** Dispatches regionchange, with `type` and `causedBy` both in `detail` and beside it. */
  private regionChanged(change: RegionChange): void {
    dispatch(this.element, 'regionchange', change, { fields: change });
  }
}

/** Creates a line and, below it, its border, if any. */
function createPolyline(line: Options): L.Polyline[] {
  const points = latLngsOf(line['points']);
  const weight = numberOf(line['width'], 1);
  const border = numberOf(line['borderWidth'], 0);
  const isDotted = flagOf(line['dottedLine']);
  const color = textOf(line['color'], '#000000');
  const edge = { color: textOf(line['borderColor'], color), weight: weight + 2 * border };
  // All corners are drawn, also those that cannot be seen.
  const exact = { interactive: false, smoothFactor: 0, noClip: true };
  return [
    ...(border > 0 ? [L.polyline(points, { ...edge, ...exact })] : []),
    L.polyline(points, {
      color,
      weight,
      ...exact,
      ...(isDotted ? { dashArray: `${weight * 0.2} ${weight * 2}`, lineCap: 'round' } : {}),
    }),
  ];
}

/** Creates an area without an edge, below all lines and markers. */
function createPolygon(area: Options): L.Polygon {
  return L.polygon(latLngsOf(area['points']), {
    pane: AREAS,
    renderer: L.svg({ pane: AREAS, padding: 2 }),
    stroke: false,
    fillColor: textOf(area['fillColor'], '#00000000'),
    fillOpacity: 1,
    interactive: false,
  });
}
