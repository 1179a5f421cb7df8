import * as L from 'leaflet';
import { district, type LngLat, type RoadKind } from '../../../district/district';
import { DARK, LIGHT, MAP_FONT, ROADS, type MapColours } from './map-colours';
import { placeLabels, type PlacedText } from './map-labels';
import { PlacedLabels } from './placed-labels';

/** Zoom level of the cached shapes, which drawing scales to the map's zoom level. */
const SHAPE_SCALE = 16;
/** Area drawn beyond each edge, as a factor of the view's size, for the time while it moves. */
const MARGIN = 0.5;

interface Shapes {
  readonly parks: Path2D;
  readonly water: Path2D;
  readonly roads: ReadonlyMap<RoadKind, Path2D>;
}

/** Leaflet layer that draws the demo district on a canvas, anew when the view stops moving. */
export class DistrictLayer extends L.Layer {
  private readonly canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated');
  private shapes: Shapes | null = null;
  private readonly labels = new PlacedLabels(placeLabels);
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
    drawGround(context, extent, origin, map, (this.shapes ??= createShapes(map)), this.colours);
    const labels = this.labels.at(map.getZoom(), ([lng, lat], zoom) =>
      map.project([lat, lng], zoom),
    );
    drawLabels(context, extent, origin, labels, this.colours);
  }
}

function createShapes(map: L.Map): Shapes {
  const point = ([lng, lat]: LngLat): L.Point =>
    map.project([lat, lng], SHAPE_SCALE).subtract(shapeOrigin(map));
  const trace = (path: Path2D, line: readonly LngLat[], close: boolean): Path2D => {
    line.map(point).forEach(({ x, y }, index) => {
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    if (close) path.closePath();
    return path;
  };
  const parks = new Path2D();
  const water = new Path2D();
  for (const { polygon } of district.parks) trace(parks, polygon, true);
  for (const { polygon } of district.water) trace(water, polygon, true);
  const roads = new Map<RoadKind, Path2D>();
  for (const { kind, path } of district.roads) {
    roads.set(kind, trace(roads.get(kind) ?? new Path2D(), path, false));
  }
  return { parks, water, roads };
}

/**
 * Returns the point from which shapes are drawn: the district's centre. Coordinates counted from
 * the world's corner are so large that a canvas draws them blurred.
 */
function shapeOrigin(map: L.Map): L.Point {
  return map.project([district.center[1], district.center[0]], SHAPE_SCALE);
}

function drawGround(
  context: CanvasRenderingContext2D,
  extent: L.Point,
  origin: L.Point,
  map: L.Map,
  shapes: Shapes,
  colours: MapColours,
): void {
  const zoom = map.getZoom();
  const factor = map.getZoomScale(zoom, SHAPE_SCALE);
  const start = shapeOrigin(map).multiplyBy(factor).subtract(origin);
  const [, latitude] = district.center;
  const metresPerPixel = (156543.034 * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
  context.fillStyle = colours.land;
  context.fillRect(0, 0, extent.x, extent.y);
  context.save();
  context.translate(start.x, start.y);
  context.scale(factor, factor);
  context.fillStyle = colours.park;
  context.fill(shapes.parks);
  context.fillStyle = colours.water;
  context.fill(shapes.water);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const stroke = (part: 'casing' | 'fill'): void => {
    for (const road of ROADS) {
      const path = shapes.roads.get(road.kind);
      if (path === undefined) continue;
      const width = Math.max(1, road.metres / metresPerPixel) + (part === 'casing' ? 2 : 0);
      context.strokeStyle = part === 'casing' ? colours.casing : colours[road.fill];
      context.lineWidth = width / factor;
      context.stroke(path);
    }
  };
  stroke('casing');
  stroke('fill');
  context.restore();
}

function drawLabels(
  context: CanvasRenderingContext2D,
  extent: L.Point,
  origin: L.Point,
  labels: readonly PlacedText[],
  colours: MapColours,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.strokeStyle = colours.halo;
  context.lineWidth = 3;
  for (const { text, at, angle, size, ink, hasDot } of labels) {
    const [x, y] = [at.x - origin.x, at.y - origin.y];
    if (x < -80 || y < -40 || x > extent.x + 80 || y > extent.y + 40) continue;
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.font = `${size}px ${MAP_FONT}`;
    if (hasDot) {
      context.fillStyle = colours[ink];
      context.beginPath();
      context.arc(0, -size, 2.5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      context.fill();
    }
    context.strokeText(text, 0, 0);
    context.fillStyle = colours[ink];
    context.fillText(text, 0, 0);
    context.restore();
  }
}
