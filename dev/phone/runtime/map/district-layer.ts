import * as L from 'leaflet';
import { district, type LngLat } from '../../../district/district';
import { DARK, LIGHT, ROADS, type MapColours } from './map-colours';
import { drawLabels, type MapCanvas } from './map-labels';

/** Area drawn beyond each edge, as a factor of the view's size, for the time while it moves. */
const MARGIN = 0.5;

/** Leaflet layer that draws the demo district on a canvas, anew when the view stops moving. */
export class DistrictLayer extends L.Layer {
  private readonly canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated');
  private drawn: L.Bounds | null = null;
  private corner: L.LatLng | null = null;
  private drawnZoom = 0;
  private colours = LIGHT;
  private readonly redraw = (): void => {
    this.draw();
  };

  setDark(isDark: boolean): void {
    this.colours = isDark ? DARK : LIGHT;
    this.draw();
  }

  override onAdd(map: L.Map): this {
    map.getPanes().tilePane.append(this.canvas);
    document.fonts.addEventListener('loadingdone', this.redraw);
    this.draw();
    return this;
  }

  override onRemove(): this {
    this.canvas.remove();
    document.fonts.removeEventListener('loadingdone', this.redraw);
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: this.redraw,
      viewreset: this.redraw,
      resize: this.redraw,
      move: () => {
        this.drawWhenUncovered();
      },
      zoom: () => {
        this.follow(this._map.getCenter(), this._map.getZoom());
      },
      zoomanim: (event) => {
        const { center, zoom } = event as L.ZoomAnimEvent;
        this.follow(center, zoom);
      },
    };
  }

  private drawWhenUncovered(): void {
    const map = this._map;
    if (map.getZoom() !== this.drawnZoom) return;
    const corner = map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(corner, corner.add(map.getSize()));
    if (this.drawn?.contains(view) !== true) this.draw();
  }

  /** Moves and scales the canvas to another view until it is redrawn. */
  private follow(center: L.LatLng, zoom: number): void {
    const map = this._map;
    if (this.corner === null) return;
    const pane = L.DomUtil.getPosition(map.getPanes().mapPane);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(pane).round();
    const offset = map.project(this.corner, zoom).subtract(origin);
    L.DomUtil.setTransform(this.canvas, offset, map.getZoomScale(zoom, this.drawnZoom));
  }

  private draw(): void {
    const map = this._map as L.Map | null;
    const size = map?.getSize();
    if (map === null || size === undefined || size.x === 0 || size.y === 0) return;
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
    const extent = size.multiplyBy(1 + 2 * MARGIN).round();
    this.drawn = L.bounds(corner, corner.add(extent));
    this.corner = map.layerPointToLatLng(corner);
    this.drawnZoom = map.getZoom();
    L.DomUtil.setTransform(this.canvas, corner, 1);

    const density = Math.min(window.devicePixelRatio, 2);
    this.canvas.width = extent.x * density;
    this.canvas.height = extent.y * density;
    this.canvas.style.width = `${extent.x}px`;
    this.canvas.style.height = `${extent.y}px`;
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    context.scale(density, density);
    const origin = map.getPixelOrigin().add(corner);
    const canvas: MapCanvas = {
      context,
      size: extent,
      zoom: this.drawnZoom,
      pointOf: ([lng, lat]) => map.project([lat, lng]).subtract(origin),
    };
    drawGround(canvas, this.colours);
    drawLabels(canvas, this.colours);
  }
}

/** Draws land, parks, water and roads. */
function drawGround({ context, size, zoom, pointOf }: MapCanvas, colours: MapColours): void {
  const [, latitude] = district.center;
  const metresPerPixel = (156543.034 * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
  const trace = (line: readonly LngLat[]): void => {
    for (const { x, y } of line.map(pointOf)) context.lineTo(x, y);
  };
  context.fillStyle = colours.land;
  context.fillRect(0, 0, size.x, size.y);
  for (const kind of ['park', 'water'] as const) {
    context.fillStyle = colours[kind];
    for (const { polygon } of kind === 'park' ? district.parks : district.water) {
      context.beginPath();
      trace(polygon);
      context.fill();
    }
  }
  context.lineCap = 'round';
  for (const part of ['casing', 'fill'] as const) {
    for (const { kind, metres, fill } of ROADS) {
      context.strokeStyle = part === 'casing' ? colours.casing : colours[fill];
      context.lineWidth = Math.max(1, metres / metresPerPixel) + (part === 'casing' ? 2 : 0);
      for (const { path } of district.roads.filter((road) => road.kind === kind)) {
        context.beginPath();
        trace(path);
        context.stroke();
      }
    }
  }
}
