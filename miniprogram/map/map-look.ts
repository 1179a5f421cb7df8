import type { DarkMap } from '../contract/shop';
import type { Position } from '../contract/delivery';

/** Attributes of `<map>` that make up its look, which a map keeps from its beginning. */
export interface MapLook {
  /** Name of the look; a changed one makes a new map. */
  readonly name: 'light' | 'dark' | 'veiled';
  readonly subkey: string;
  readonly layerStyle: number;
  readonly polygons: readonly object[];
  readonly centre: Position;
}

/** WeChat's default of `layer-style`. */
const PLAIN_STYLE = 1;
/** Distance in degrees from the centre to the veil's edges: some 50 km, farther than riders go. */
const VEIL_DEGREES = 0.5;
/** Token --bg of the dark theme, 64 % opaque: of a white map it leaves a brightness of 0.4. */
const VEIL_COLOUR = '#0e1115a3';

/**
 * Builds the look of the map: in the dark theme the owner's dark style or, without one, WeChat's
 * light map under a veil. As one of the map's `polygons` it takes no touches and lies under markers
 * and lines [I].
 */
export function mapLook(isDark: boolean, darkMap: DarkMap | null, centre: Position): MapLook {
  const plain = { subkey: '', layerStyle: PLAIN_STYLE, polygons: [], centre };
  if (!isDark) return { ...plain, name: 'light' };
  return darkMap === null
    ? { ...plain, name: 'veiled', polygons: [veilAround(centre)] }
    : { ...plain, name: 'dark', subkey: darkMap.key, layerStyle: darkMap.style };
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
