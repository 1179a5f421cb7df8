import type { RoadKind } from '../../../district/district';

/** Map colours, light even in dark mode, because WeChat's map is light without a paid key. */
export const LAND = '#f1f2f3';
export const PARK = '#d3ebcc';
export const WATER = '#b7d9f3';
export const ROAD_INK = '#5c6673';
export const PLACE_INK = '#4a5563';
export const PARK_INK = '#4c7a43';

/** Kinds of roads in the order of drawing, the largest on top. `metres` is their width. */
export const ROADS: readonly {
  readonly kind: RoadKind;
  readonly metres: number;
  readonly fill: string;
  readonly casing: string;
  /** Smallest map scale at which names of such roads are written. */
  readonly namedFrom: number;
}[] = [
  { kind: 'lane', metres: 7, fill: '#ffffff', casing: '#dfe2e6', namedFrom: 16.5 },
  { kind: 'street', metres: 14, fill: '#ffffff', casing: '#d6dae0', namedFrom: 15 },
  { kind: 'avenue', metres: 24, fill: '#ffeebf', casing: '#e9cf86', namedFrom: 13.5 },
];

/** Chinese fonts of common systems, then Noto Sans SC, which the build copies. */
export const MAP_FONT =
  "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";
