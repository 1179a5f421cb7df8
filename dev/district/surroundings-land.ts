import { smoothOutline } from './curve';
import type { ParkPlan } from './land-plan';
import type { PlacePlan } from './place-plan';
import type { PlanPoint } from './plane';

/** Parks, lakes and names of the town around the district, in metres from its centre. All of it is invented. */

export const OUTER_PARK_PLAN: readonly ParkPlan[] = [
  {
    name: '西山公园',
    outline: smoothOutline([
      [-3150, 2060],
      [-2820, 2020],
      [-2800, 2280],
      [-2860, 2340],
      [-3100, 2320],
      [-3190, 2200],
    ]),
  },
  {
    name: '东湖公园',
    outline: smoothOutline([
      [2400, 780],
      [2680, 740],
      [2720, 1080],
      [2640, 1160],
      [2420, 1140],
      [2370, 960],
    ]),
  },
  {
    name: '柳塘公园',
    outline: smoothOutline([
      [-1700, 2050],
      [-1200, 2020],
      [-1150, 2200],
      [-1500, 2250],
      [-1720, 2210],
    ]),
  },
  {
    name: '南坪公园',
    outline: smoothOutline([
      [-330, -2720],
      [180, -2700],
      [620, -2710],
      [650, -2440],
      [250, -2400],
      [-340, -2440],
    ]),
  },
  {
    name: '芦荻湿地',
    outline: smoothOutline([
      [-2640, -1080],
      [-2380, -1060],
      [-2360, -1500],
      [-2480, -1640],
      [-2650, -1600],
    ]),
  },
];

export const OUTER_LAKES: readonly (readonly PlanPoint[])[] = [
  smoothOutline([
    [2460, 860],
    [2600, 830],
    [2650, 960],
    [2590, 1060],
    [2470, 1040],
  ]),
  smoothOutline([
    [-1560, 2090],
    [-1380, 2070],
    [-1340, 2150],
    [-1520, 2190],
  ]),
];

export const OUTER_PLACE_PLAN: readonly PlacePlan[] = [
  { name: '西山站', kind: 'metro', at: [-2210, 1010] },
  { name: '东湖站', kind: 'metro', at: [2270, 560] },
  { name: '北环站', kind: 'metro', at: [-640, 2330] },
  { name: '南坪站', kind: 'metro', at: [780, -2300] },
  { name: '锦屏花园', kind: 'residential', at: [-2030, 820] },
  { name: '桑园新村', kind: 'residential', at: [-2480, 420] },
  { name: '采石里', kind: 'residential', at: [-2980, 820] },
  { name: '稻丰小区', kind: 'residential', at: [-2470, 1540] },
  { name: '柳塘居', kind: 'residential', at: [-900, 2090] },
  { name: '望岭苑', kind: 'residential', at: [520, 2090] },
  { name: '杨柳郡', kind: 'residential', at: [2050, 2090] },
  { name: '橘园小区', kind: 'residential', at: [2060, 950] },
  { name: '梅岭雅居', kind: 'residential', at: [3010, 430] },
  { name: '白石中学', kind: 'school', at: [2520, 280] },
  { name: '渡头医院', kind: 'hospital', at: [-1050, -2060] },
  { name: '南坪菜市', kind: 'market', at: [480, -2060] },
  { name: '麦浪苑', kind: 'residential', at: [1560, -2080] },
  { name: '芦荻村', kind: 'residential', at: [-2020, -1500] },
];
