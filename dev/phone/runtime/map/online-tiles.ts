import gcoord from 'gcoord';
import * as L from 'leaflet';
import { isRecord, textOf } from '../values';

/** The methods by which Leaflet 1.9 lays tiles around the middle of the view; they are not in its types. */
interface LaysTiles {
  _setZoomTransform: (level: object, center: L.LatLng, zoom: number) => void;
  _getTiledPixelBounds: (center: L.LatLng) => L.Bounds;
}

interface TileSource {
  readonly template: string;
  readonly isWgs84: boolean;
}

/** Asked once: a host does not change its map. */
let known: Promise<TileSource | null> | undefined;

/**
 * Lays an online map over the demo district if the host was started with one (`npm start -- --tiles …`); the district stays below, for where no tile
 * comes. Nothing is asked of anybody else otherwise.
 */
export async function layOnlineTiles(map: L.Map): Promise<void> {
  const source = await (known ??= readSource());
  if (source === null) return;
  const tiles = L.tileLayer(source.template, { maxNativeZoom: 18, maxZoom: 20 });
  if (source.isWgs84) shiftToWgs84(tiles);
  tiles.addTo(map);
}

async function readSource(): Promise<TileSource | null> {
  const response = await fetch('/host/state');
  const state: unknown = await response.json();
  const source = isRecord(state) ? state['tiles'] : null;
  if (!isRecord(source)) return null;
  return { template: textOf(source['template']), isWgs84: source['system'] === 'wgs84' };
}

/** Everything on the map is in GCJ-02, as in WeChat: tiles of WGS-84 are laid as if the view's middle were what it is called there. */
function shiftToWgs84(tiles: L.TileLayer): void {
  const layer = tiles as unknown as LaysTiles;
  const { _setZoomTransform: setTransform, _getTiledPixelBounds: boundsOf } = layer;
  layer._setZoomTransform = (level, center, zoom) => {
    setTransform.call(layer, level, inWgs84(center), zoom);
  };
  layer._getTiledPixelBounds = (center) => boundsOf.call(layer, inWgs84(center));
}

function inWgs84({ lat, lng }: L.LatLng): L.LatLng {
  const [longitude, latitude] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84);
  return L.latLng(latitude, longitude);
}
