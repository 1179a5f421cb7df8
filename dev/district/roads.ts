/** [longitude, latitude] in GCJ-02 degrees, in GeoJSON's order. */
export type LngLat = readonly [longitude: number, latitude: number];

/** Kinds of road, by width and traffic. */
export type RoadKind = 'avenue' | 'street' | 'lane';

/** A straight road, which runs due east or due north. */
export interface Road {
  readonly name: string;
  readonly kind: RoadKind;
  /** Its two ends, the western or southern one first. */
  readonly path: readonly [from: LngLat, to: LngLat];
}

/** A road's name, kind, latitude or longitude, and where it begins and ends on the other axis. */
type Line = readonly [name: string, kind: RoadKind, at: number, from: number, to: number];

/** Edges of the town, 4 km and more from its middle, so that no map of a rider ends before. */
const [WEST, EAST, SOUTH, NORTH] = [113.28, 113.38, 23.085, 23.175];
/** Latitudes of the roads along the river, which only avenues cross. */
const [NORTH_BANK, SOUTH_BANK] = [23.1242, 23.1206];

/** Roads that run east: each at a latitude, from one longitude to another. */
const EASTWARD: readonly Line[] = [
  ['云汇大道', 'avenue', 23.1308, WEST, EAST],
  ['鸿图大道', 'avenue', 23.1344, 113.3248, EAST],
  ['临江道', 'avenue', NORTH_BANK, WEST, EAST],
  ['环城北路', 'avenue', 23.151, WEST, EAST],
  ['环城南路', 'avenue', 23.1094, WEST, EAST],
  ['南岸路', 'street', SOUTH_BANK, WEST, EAST],
  ['渔歌路', 'street', 23.1178, 113.3082, EAST],
  ['稻香街', 'street', 23.1281, WEST, 113.338],
  ['文澜路', 'street', 23.1286, 113.338, EAST],
  ['青竹街', 'street', 23.1342, WEST, 113.3248],
  ['清风路', 'street', 23.1326, 113.338, EAST],
  ['学府路', 'street', 23.1376, 113.3192, 113.3522],
  ['北苑路', 'street', 23.1424, WEST, EAST],
  ['稻丰路', 'street', 23.1383, WEST, 113.3192],
  ['橘园路', 'street', 23.1408, 113.3522, EAST],
  ['蓼花路', 'street', 23.1364, 113.3522, EAST],
  ['晒谷路', 'street', 23.1468, WEST, EAST],
  ['望岭路', 'street', 23.1556, WEST, EAST],
  ['石桥路', 'street', 23.1602, WEST, EAST],
  ['松涛路', 'street', 23.1649, WEST, EAST],
  ['鹤鸣路', 'street', 23.1697, WEST, EAST],
  ['渡头路', 'street', 23.1137, WEST, EAST],
  ['南坪路', 'street', 23.1046, WEST, EAST],
  ['麦浪路', 'street', 23.0999, WEST, EAST],
  ['芦花路', 'street', 23.0951, WEST, EAST],
  ['莲塘路', 'street', 23.0903, WEST, EAST],

  ['石井里', 'lane', 23.1261, 113.3192, 113.3248],
  ['米市巷', 'lane', 23.126, 113.3248, 113.3311],
  ['茶亭巷', 'lane', 23.1264, 113.3311, 113.338],
  ['码头巷', 'lane', 23.1262, 113.338, 113.342],
  ['半月巷', 'lane', 23.1295, 113.3248, 113.3311],
  ['百花巷', 'lane', 23.1297, 113.338, 113.342],
  ['梧桐里', 'lane', 23.1304, 113.342, 113.3483],
  ['状元里', 'lane', 23.1359, 113.3248, 113.3311],
  ['云窗巷', 'lane', 23.1361, 113.3311, 113.338],
  ['锦绣里', 'lane', 23.136, 113.338, 113.342],
  ['星桥巷', 'lane', 23.1361, 113.342, 113.3483],
  ['燕归巷', 'lane', 23.14, 113.3248, 113.3311],
  ['玉兰里', 'lane', 23.1397, 113.3311, 113.338],
  ['鹿鸣巷', 'lane', 23.1402, 113.338, 113.342],
  ['竹行巷', 'lane', 23.1193, 113.3192, 113.3248],
  ['柳浪里', 'lane', 23.1194, 113.3248, 113.3311],
  ['贝壳巷', 'lane', 23.1191, 113.338, 113.342],
];

/** Roads that run north: each at a longitude, from one latitude to another. */
const NORTHWARD: readonly Line[] = [
  ['星河大道', 'avenue', 113.3248, SOUTH, NORTH],
  ['海月路', 'avenue', 113.338, SOUTH, NORTH],
  ['环城西路', 'avenue', 113.3082, SOUTH, NORTH],
  ['环城东路', 'avenue', 113.3522, SOUTH, NORTH],
  ['西山大道', 'avenue', 113.2937, SOUTH, NORTH],
  ['东湖大道', 'avenue', 113.3665, SOUTH, NORTH],
  ['木棉路', 'street', 113.3192, NORTH_BANK, NORTH],
  ['木棉南路', 'street', 113.3192, SOUTH, SOUTH_BANK],
  ['银杏北路', 'street', 113.3311, NORTH_BANK, NORTH],
  ['银杏南路', 'street', 113.3311, SOUTH, SOUTH_BANK],
  ['紫荆路', 'street', 113.342, NORTH_BANK, NORTH],
  ['紫荆南路', 'street', 113.342, SOUTH, SOUTH_BANK],
  ['锦屏路', 'street', 113.312, NORTH_BANK, NORTH],
  ['锦屏南路', 'street', 113.312, SOUTH, SOUTH_BANK],
  ['桑园路', 'street', 113.3033, NORTH_BANK, NORTH],
  ['桑园南路', 'street', 113.3033, SOUTH, SOUTH_BANK],
  ['采石路', 'street', 113.2984, NORTH_BANK, NORTH],
  ['采石南路', 'street', 113.2984, SOUTH, SOUTH_BANK],
  ['杨柳路', 'street', 113.3483, NORTH_BANK, NORTH],
  ['杨柳南路', 'street', 113.3483, SOUTH, SOUTH_BANK],
  ['梅岭路', 'street', 113.357, NORTH_BANK, NORTH],
  ['梅岭南路', 'street', 113.357, SOUTH, SOUTH_BANK],
  ['白石路', 'street', 113.3618, NORTH_BANK, NORTH],
  ['白石南路', 'street', 113.3618, SOUTH, SOUTH_BANK],

  ['盐仓巷', 'lane', 113.3155, NORTH_BANK, 23.1281],
  ['油坊巷', 'lane', 113.3172, 23.1281, 23.1308],
  ['荷塘里', 'lane', 113.3156, 23.1308, 23.1342],
  ['榕荫巷', 'lane', 113.3218, NORTH_BANK, 23.1281],
  ['桂花里', 'lane', 113.3223, 23.1281, 23.1308],
  ['灯笼巷', 'lane', 113.3221, 23.1308, 23.1342],
  ['书香巷', 'lane', 113.322, 23.1342, 23.1376],
  ['花圃巷', 'lane', 113.3276, NORTH_BANK, 23.126],
  ['金鱼里', 'lane', 113.3282, 23.1281, 23.1308],
  ['染坊巷', 'lane', 113.327, 23.1344, 23.1376],
  ['墨池巷', 'lane', 113.3291, 23.1344, 23.1376],
  ['松风里', 'lane', 113.3267, 23.1376, 23.1424],
  ['听雨巷', 'lane', 113.334, NORTH_BANK, 23.1281],
  ['晴川里', 'lane', 113.3358, 23.1308, 23.1344],
  ['白鹭里', 'lane', 113.3332, 23.1344, 23.1376],
  ['海棠巷', 'lane', 113.3347, 23.1376, 23.1424],
  ['造船里', 'lane', 113.3397, NORTH_BANK, 23.1286],
  ['南园里', 'lane', 113.34, 23.1286, 23.1308],
  ['丹桂里', 'lane', 113.3398, 23.1326, 23.1344],
  ['泉水巷', 'lane', 113.3399, 23.1344, 23.1376],
  ['杏坛里', 'lane', 113.3401, 23.1376, 23.1424],
  ['船坞巷', 'lane', 113.3212, 23.1178, SOUTH_BANK],
  ['渡口里', 'lane', 113.3231, 23.1178, SOUTH_BANK],
  ['晒网巷', 'lane', 113.3285, 23.1178, SOUTH_BANK],
  ['望江里', 'lane', 113.3402, 23.1178, SOUTH_BANK],
];

export const EASTWARD_ROADS: readonly Road[] = EASTWARD.map(([name, kind, at, from, to]) => ({
  name,
  kind,
  path: [
    [from, at],
    [to, at],
  ],
}));

export const NORTHWARD_ROADS: readonly Road[] = NORTHWARD.map(([name, kind, at, from, to]) => ({
  name,
  kind,
  path: [
    [at, from],
    [at, to],
  ],
}));
