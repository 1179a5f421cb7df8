import * as L from 'leaflet';
import { district, type LngLat } from '../../../district/district';
import { DARK, LIGHT, ROADS } from './map-colours';
import { drawLabels } from './map-labels';

/** Leaflet's pane below all others. */
const pane = 'tilePane';
/** Area drawn beyond each edge, as a factor of the view's size, for the time while it moves. */
const MARGIN = 0.5;

const lineOf = (line: readonly LngLat[]): L.LatLng[] =>
  line.map(([lng, lat]) => L.latLng(lat, lng));

/**
 * Draws the demo district below a map's other layers.
 *
 * @returns function that draws it in dark or light colours
 */
export function drawDistrict(map: L.Map): (isDark: boolean) => void {
  const [, latitude] = district.center;
  const renderer = L.canvas({ pane, padding: MARGIN });
  const drawing = { pane, renderer, interactive: false };
  const area = { ...drawing, stroke: false, fillOpacity: 1 };
  const parks = district.parks.map(({ polygon }) => L.polygon(lineOf(polygon), area).addTo(map));
  const water = district.water.map(({ polygon }) => L.polygon(lineOf(polygon), area).addTo(map));
  const roads = [true, false].flatMap((isCasing) =>
    ROADS.flatMap(({ kind, ...look }) =>
      district.roads
        .filter((road) => road.kind === kind)
        .map(({ path }) => ({
          ...look,
          isCasing,
          line: L.polyline(lineOf(path), drawing).addTo(map),
        })),
    ),
  );
  const names = L.DomUtil.create('canvas', 'leaflet-zoom-hide', map.getPane(pane));
  let colours = LIGHT;

  const drawNames = (): void => {
    const size = map.getSize();
    const context = names.getContext('2d');
    if (context === null || size.x === 0 || size.y === 0) return;
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
    const extent = size.multiplyBy(1 + 2 * MARGIN).round();
    L.DomUtil.setPosition(names, corner);
    const density = Math.min(window.devicePixelRatio, 2);
    names.width = extent.x * density;
    names.height = extent.y * density;
    names.style.width = `${extent.x}px`;
    names.style.height = `${extent.y}px`;
    context.scale(density, density);
    const origin = map.getPixelOrigin().add(corner);
    const pointOf = ([lng, lat]: LngLat): L.Point => map.project([lat, lng]).subtract(origin);
    drawLabels({ context, size: extent, zoom: map.getZoom(), pointOf }, colours);
  };
  const paint = (): void => {
    const { land, park: fillColor, water: ofWater, casing } = colours;
    map.getContainer().style.background = land;
    for (const one of parks) one.setStyle({ fillColor });
    for (const one of water) one.setStyle({ fillColor: ofWater });
    const metresPerPixel = (156543.034 * Math.cos((latitude * Math.PI) / 180)) / 2 ** map.getZoom();
    for (const { line, metres, fill, isCasing } of roads) {
      const weight = Math.max(1, metres / metresPerPixel);
      line.setStyle(
        isCasing ? { color: casing, weight: weight + 2 } : { color: colours[fill], weight },
      );
    }
  };
  paint();
  drawNames();
  map.on('zoomend', paint);
  map.on('moveend resize', drawNames);
  document.fonts.addEventListener('loadingdone', drawNames);
  return (isDark) => {
    colours = isDark ? DARK : LIGHT;
    paint();
    drawNames();
  };
}
