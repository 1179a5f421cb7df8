import type { RoadKind } from '../../../district/district';

export type MapColours = typeof LIGHT;

/** Colours of WeChat's map, also in dark mode. */
export const LIGHT = {
  land: '#eef0f3',
  park: '#d9e9d6',
  water: '#c9dcec',
  road: '#ffffff',
  lane: '#fbfcfd',
  /** Edges of roads. */
  casing: '#dadfe6',
  /** Names of roads and places, names of parks, and what sets names off. */
  ink: '#5b6675',
  parkInk: '#4c7a43',
  halo: 'rgba(255, 255, 255, 0.92)',
};

/** Colours of a dark style, which WeChat's map has with a paid key. */
export const DARK: MapColours = {
  land: '#161b21',
  park: '#1a2b22',
  water: '#14273a',
  road: '#2c343e',
  lane: '#222932',
  casing: '#10151a',
  ink: '#93a0b0',
  parkInk: '#7fa287',
  halo: 'rgba(16, 21, 26, 0.92)',
};

/** Kinds of roads in the order of drawing, the largest on top. `metres` is their width. */
export const ROADS: readonly {
  readonly kind: RoadKind;
  readonly metres: number;
  readonly fill: 'road' | 'lane';
  /** Smallest map scale at which names of such roads are written. */
  readonly namedFrom: number;
}[] = [
  { kind: 'lane', metres: 7, fill: 'lane', namedFrom: 16.5 },
  { kind: 'street', metres: 14, fill: 'road', namedFrom: 15 },
  { kind: 'avenue', metres: 24, fill: 'road', namedFrom: 13.5 },
];

/** Chinese fonts of common systems, then Noto Sans SC, which the build copies. */
export const MAP_FONT =
  "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";
