import type { DarkMap } from '../contract/shop';
import type { Position } from '../contract/delivery';
import { PLAIN_LABEL } from './marker-label';
import type { Marker } from './markers';

/** Attributes of `<map>` that decide its look. A map cannot change them later. */
export interface MapLook {
  /** Name of the look. When it changes, the page makes a new map. */
  readonly name: 'light' | 'dark' | 'veiled';
  readonly subkey: string;
  readonly layerStyle: number;
  readonly polygons: readonly object[];
  readonly centre: Position;
}

const DEFAULT_LAYER_STYLE = 1;
/** Distance in degrees from the centre to the dark veil's edges: 50 km, more than riders go. */
const VEIL_DEGREES = 0.5;
/** Colour --bg of the dark theme, 64 % opaque. It darkens a white map to a brightness of 40 %. */
const VEIL_COLOUR = '#0e1115a3';

/** Builds the look. In dark mode: the owner's map style, or a dark veil below the markers [I]. */
export function mapLook(isDark: boolean, darkMap: DarkMap | null, centre: Position): MapLook {
  const plain = { subkey: '', layerStyle: DEFAULT_LAYER_STYLE, polygons: [], centre };
  if (!isDark) return { ...plain, name: 'light' };
  return darkMap === null
    ? { ...plain, name: 'veiled', polygons: [veilAround(centre)] }
    : { ...plain, name: 'dark', subkey: darkMap.key, layerStyle: darkMap.style };
}

/** Gives labels without a tone the dark theme's --surface, --ink, --bad, if the look is dark. */
export function markersForLook(look: MapLook | undefined, markers: readonly Marker[]) {
  if (look === undefined || look.name === 'light') return markers;
  return markers.map((marker) => {
    const { label } = marker;
    if (label?.bgColor !== PLAIN_LABEL.bgColor) return marker;
    const color = label.color === PLAIN_LABEL.color ? '#f1f3f6' : '#ff9089';
    return { ...marker, label: { ...label, color, bgColor: '#191d23e6' } };
  });
}

function veilAround({ longitude, latitude }: Position): object {
  const [west, east] = [longitude - VEIL_DEGREES, longitude + VEIL_DEGREES];
  const [south, north] = [latitude - VEIL_DEGREES, latitude + VEIL_DEGREES];
  return {
    points: [
      ...[west, east].map((longitude) => ({ longitude, latitude: south })),
      ...[east, west].map((longitude) => ({ longitude, latitude: north })),
    ],
    fillColor: VEIL_COLOUR,
    strokeColor: VEIL_COLOUR,
    strokeWidth: 0,
  };
}
