import * as L from 'leaflet';
import { flagOf, listOf, numberOf, pixelsOf, placeOf, textOf, type Options } from '../values';
import { latLngsOf } from './map-view';

const DEFAULT_COLOUR = '#000000';

/** The lines and circles of a <map>; each list replaces the one before. */
export class MapShapes {
  private readonly layers = new Map<string, L.LayerGroup>();

  constructor(private readonly map: L.Map) {}

  setPolylines(value: unknown): void {
    this.replace('polyline', listOf(value).map(createPolyline));
  }

  setCircles(value: unknown): void {
    this.replace('circles', listOf(value).flatMap(createCircle));
  }

  private replace(name: string, layers: L.Layer[]): void {
    this.layers.get(name)?.remove();
    this.layers.set(name, L.layerGroup(layers).addTo(this.map));
  }
}

function createPolyline(line: Options): L.Polyline {
  const weight = pixelsOf(line['width'], 1);
  const isDotted = flagOf(line['dottedLine']);
  return L.polyline(latLngsOf(line['points']), {
    color: textOf(line['color'], DEFAULT_COLOUR),
    weight,
    interactive: false,
    ...(isDotted ? { dashArray: `${weight * 0.2} ${weight * 2}`, lineCap: 'round' } : {}),
  });
}

function createCircle(circle: Options): L.Circle[] {
  const center = placeOf(circle);
  if (center === null) return [];
  return [
    L.circle([center.latitude, center.longitude], {
      radius: numberOf(circle['radius'], 0),
      color: textOf(circle['color'], DEFAULT_COLOUR),
      weight: pixelsOf(circle['strokeWidth'], 1),
      fillColor: textOf(circle['fillColor'], 'transparent'),
      fillOpacity: 1,
      interactive: false,
    }),
  ];
}
