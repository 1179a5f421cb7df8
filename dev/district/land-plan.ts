import { beside, smoothLine, smoothOutline } from './curve';
import type { PlanPoint } from './plane';

/** Where the land is not built on, in metres from the centre. All of it is invented. */

/** The middle of the river, from far west of the district to far east of it. */
const RIVER: readonly PlanPoint[] = smoothLine([
  [-5200, -250],
  [-4200, -420],
  [-3200, -330],
  [-2400, -400],
  [-1700, -640],
  [-1250, -790],
  [-800, -850],
  [-350, -800],
  [100, -850],
  [550, -960],
  [1000, -930],
  [1350, -800],
  [1700, -620],
  [2500, -420],
  [3300, -480],
  [4200, -690],
  [5200, -620],
]);

const RIVER_WIDTH = 190;

/** The line that runs `metres` inland of a bank. */
export function northBank(metres: number): PlanPoint[] {
  return beside(RIVER, RIVER_WIDTH / 2 + metres);
}

export function southBank(metres: number): PlanPoint[] {
  return beside(RIVER, -RIVER_WIDTH / 2 - metres);
}

/** Whether a point is on the river, or on the paths along it. The river only flows eastwards: at each of its eastings it is at one northing. */
export function isOnRiver([east, north]: PlanPoint): boolean {
  const next = RIVER.findIndex((point) => point[0] >= east);
  const [to, from] = [RIVER[next], RIVER[next - 1]];
  if (to === undefined || from === undefined) return false;
  const middle = from[1] + ((to[1] - from[1]) * (east - from[0])) / (to[0] - from[0]);
  return Math.abs(north - middle) < RIVER_WIDTH / 2 + 50;
}

export const WATER_PLAN: readonly (readonly PlanPoint[])[] = [
  [...northBank(0), ...southBank(0).reverse()],
  // The lake in 星湖公园.
  smoothOutline([
    [215, 215],
    [290, 205],
    [345, 240],
    [330, 300],
    [265, 335],
    [205, 345],
    [175, 290],
  ]),
  // The pond in 晓园.
  smoothOutline([
    [-1330, 1195],
    [-1260, 1165],
    [-1215, 1200],
    [-1240, 1255],
    [-1310, 1260],
  ]),
];

export interface ParkPlan {
  readonly name: string;
  readonly outline: readonly PlanPoint[];
}

export const PARK_PLAN: readonly ParkPlan[] = [
  {
    name: '星湖公园',
    outline: smoothOutline([
      [165, 125],
      [330, 118],
      [478, 128],
      [488, 200],
      [440, 320],
      [340, 415],
      [220, 462],
      [158, 455],
      [150, 300],
    ]),
  },
  {
    name: '晓园',
    outline: smoothOutline([
      [-1435, 1200],
      [-1310, 1100],
      [-1185, 1000],
      [-1140, 1040],
      [-1155, 1180],
      [-1185, 1310],
      [-1300, 1345],
      [-1430, 1340],
    ]),
  },
  {
    name: '临江绿道',
    outline: [...northBank(6), ...northBank(32).reverse()],
  },
  {
    name: '渔歌公园',
    outline: smoothOutline([
      [270, -1140],
      [420, -1165],
      [560, -1175],
      [640, -1170],
      [660, -1250],
      [640, -1310],
      [450, -1335],
      [290, -1330],
      [255, -1240],
    ]),
  },
];
