import type { PlanPoint } from './plane';

export type PlaceKind =
  'residential' | 'office' | 'shop' | 'market' | 'school' | 'hospital' | 'metro' | 'landmark';

export interface PlacePlan {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly at: PlanPoint;
}

/** The store that the demo's deliveries start from: on 星河大道, by the corner of 稻香街. */
export const STORE_PLAN: PlacePlan = { name: '天河南店', kind: 'shop', at: [-462, -220] };

/** What the map names, in metres from the centre. All of it is invented. */
export const PLACE_PLAN: readonly PlacePlan[] = [
  { name: '云汇广场', kind: 'shop', at: [0, 130] },
  { name: '云汇站', kind: 'metro', at: [90, 30] },
  { name: '星河站', kind: 'metro', at: [-600, 1190] },
  { name: '海月站', kind: 'metro', at: [865, 750] },
  { name: '渔歌站', kind: 'metro', at: [-390, -1300] },
  { name: '鸿图中心', kind: 'office', at: [250, -20] },
  { name: '锦环大厦', kind: 'office', at: [-250, 30] },
  { name: '临江国际', kind: 'office', at: [620, -560] },
  { name: '星湖雅苑', kind: 'residential', at: [440, 530] },
  { name: '紫荆花园', kind: 'residential', at: [1110, 610] },
  { name: '鹿鸣山庄', kind: 'residential', at: [1140, 1130] },
  { name: '松风苑', kind: 'residential', at: [-200, 1110] },
  { name: '木棉小区', kind: 'residential', at: [-930, 300] },
  { name: '榕荫新村', kind: 'residential', at: [-900, -330] },
  { name: '望江名庭', kind: 'residential', at: [1100, -620] },
  { name: '渔歌新苑', kind: 'residential', at: [-300, -1060] },
  { name: '南岸公馆', kind: 'residential', at: [960, -1270] },
  { name: '学府中学', kind: 'school', at: [-420, 940] },
  { name: '书香小学', kind: 'school', at: [-690, 690] },
  { name: '河湾医院', kind: 'hospital', at: [-120, -360] },
  { name: '油坊菜市', kind: 'market', at: [-1150, -100] },
  { name: '稻香超市', kind: 'shop', at: [-640, -170] },
  { name: '文澜图书馆', kind: 'landmark', at: [930, -150] },
  { name: '海棠影院', kind: 'landmark', at: [640, 900] },
];
