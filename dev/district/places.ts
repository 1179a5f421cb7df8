import type { LngLat } from './roads';

/** Park or water. Its outline is closed from the last point to the first. */
export interface Area {
  readonly name: string;
  readonly polygon: readonly LngLat[];
}

export type PlaceKind = 'home' | 'office' | 'landmark' | 'other';

export interface Place {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly position: LngLat;
}

const place = (kind: PlaceKind, name: string, ...position: LngLat): Place => ({
  name,
  kind,
  position,
});

export const STORE = place('other', '天河南店', 113.325482, 23.128021);

/** Places to which riders deliver. Maps show them. */
export const PLACES: readonly Place[] = [
  place('other', '云汇广场', 113.33, 23.1309),
  place('landmark', '云汇站', 113.33088, 23.13027),
  place('landmark', '星河站', 113.324132, 23.140702),
  place('landmark', '海月站', 113.338459, 23.136745),
  place('landmark', '渔歌站', 113.326186, 23.118309),
  place('office', '鸿图中心', 113.332445, 23.13042),
  place('office', '锦环大厦', 113.327555, 23.13027),
  place('office', '临江国际', 113.336063, 23.124964),
  place('home', '星湖雅苑', 113.334303, 23.134766),
  place('home', '紫荆花园', 113.340855, 23.135486),
  place('home', '鹿鸣山庄', 113.341148, 23.140162),
  place('home', '松风苑', 113.328044, 23.139982),
  place('home', '木棉小区', 113.320905, 23.132698),
  place('home', '榕荫新村', 113.321199, 23.127032),
  place('home', '望江名庭', 113.340757, 23.124424),
  place('home', '渔歌新苑', 113.327066, 23.120467),
  place('home', '南岸公馆', 113.339388, 23.118579),
  place('other', '学府中学', 113.325893, 23.138454),
  place('other', '书香小学', 113.323252, 23.136205),
  place('other', '河湾医院', 113.328826, 23.126762),
  place('other', '油坊菜市', 113.318754, 23.129101),
  place('other', '稻香超市', 113.323741, 23.128471),
  place('landmark', '文澜图书馆', 113.339095, 23.128651),
  place('landmark', '海棠影院', 113.336259, 23.138094),
];

/** Length by which the corners of an area are cut, in degrees. */
const CORNER = 0.0004;

/** Returns an area between two longitudes and two latitudes, with its corners cut. */
function area(name: string, west: number, south: number, east: number, north: number): Area {
  return {
    name,
    polygon: [
      [west + CORNER, south],
      [east - CORNER, south],
      [east, south + CORNER],
      [east, north - CORNER],
      [east - CORNER, north],
      [west + CORNER, north],
      [west, north - CORNER],
      [west, south + CORNER],
    ],
  };
}

export const PARKS: readonly Area[] = [
  area('星湖公园', 113.3316, 23.1311, 113.3354, 23.1341),
  area('晓园', 113.3124, 23.1387, 113.3187, 23.142),
  area('渔歌公园', 113.3316, 23.1181, 113.3374, 23.1202),
  area('西山公园', 113.2989, 23.1472, 113.3028, 23.1506),
  area('东湖公园', 113.3527, 23.1368, 113.3565, 23.1404),
  area('柳塘公园', 113.3125, 23.1472, 113.3187, 23.1505),
  area('南坪公园', 113.3316, 23.105, 113.3374, 23.1089),
  area('芦荻湿地', 113.3038, 23.1142, 113.3077, 23.1202),
];

/** Middle of the river, from west to east, and half its width in degrees. */
const RIVER: readonly LngLat[] = [
  [113.27, 23.1222],
  [113.2937, 23.1219],
  [113.3082, 23.1225],
  [113.3248, 23.1221],
  [113.338, 23.1226],
  [113.3522, 23.1221],
  [113.3665, 23.1225],
  [113.39, 23.1221],
];
const HALF_RIVER = 0.001;

/** The river first, which reaches beyond the town. */
export const WATER: readonly Area[] = [
  {
    name: '大江',
    polygon: [
      ...RIVER.map(([lng, lat]): LngLat => [lng, lat + HALF_RIVER]),
      ...[...RIVER].reverse().map(([lng, lat]): LngLat => [lng, lat - HALF_RIVER]),
    ],
  },
  area('星湖', 113.3321, 23.1317, 113.334, 23.1332),
  area('晓园池', 113.3155, 23.1397, 113.3176, 23.1411),
  area('东湖', 113.3536, 23.1375, 113.3556, 23.1395),
  area('柳塘', 113.3143, 23.148, 113.3172, 23.1497),
];
