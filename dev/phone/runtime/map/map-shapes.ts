import * as L from 'leaflet';
import {
  flagOf,
  listOf,
  numberOf,
  pixelsOf,
  pointOf,
  pointsOf,
  textOf,
  type Options,
} from '../values';

const DEFAULT_COLOUR = '#000000';

/** The lines, circles and polygons of a <map>; each list replaces the one before. */
export class MapShapes {
  private readonly layers = new Map<string, L.LayerGroup>();

  constructor(private readonly map: L.Map) {}

  setPolylines(value: unknown): void {
    this.replace('polyline', listOf(value).flatMap(createPolyline));
  }

  setCircles(value: unknown): void {
    this.replace('circles', listOf(value).flatMap(createCircle));
  }

  setPolygons(value: unknown): void {
    this.replace('polygons', listOf(value).map(createPolygon));
  }

  private replace(name: string, layers: L.Layer[]): void {
    this.layers.get(name)?.remove();
    this.layers.set(name, L.layerGroup(layers).addTo(this.map));
  }
}

/** The border is a wider line below. */
function createPolyline(line: Options): L.Polyline[] {
  const points = latLngs(line['points']);
  const weight = pixelsOf(line['width'], 1);
  const border = pixelsOf(line['borderWidth'], 0);
  const dashed = flagOf(line['dottedLine']);
  const main = L.polyline(points, {
    color: textOf(line['color'], DEFAULT_COLOUR),
    weight,
    interactive: false,
    ...(dashed ? { dashArray: `${weight * 0.2} ${weight * 2}`, lineCap: 'round' } : {}),
  });
  if (border <= 0) return [main];
  const below = { color: textOf(line['borderColor'], DEFAULT_COLOUR), weight: weight + border * 2 };
  return [L.polyline(points, { ...below, interactive: false }), main];
}

function createCircle(circle: Options): L.Circle[] {
  const center = pointOf(circle);
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

function createPolygon(polygon: Options): L.Polygon {
  return L.polygon(latLngs(polygon['points']), {
    color: textOf(polygon['strokeColor'], DEFAULT_COLOUR),
    weight: pixelsOf(polygon['strokeWidth'], 1),
    fillColor: textOf(polygon['fillColor'], 'transparent'),
    fillOpacity: 1,
    interactive: false,
  });
}

function latLngs(value: unknown): L.LatLngTuple[] {
  return pointsOf(value).map(({ latitude, longitude }) => [latitude, longitude]);
}
