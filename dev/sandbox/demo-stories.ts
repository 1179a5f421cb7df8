import { type DemoStore, FIRST_STORE, SECOND_STORE } from './account';
import type { CourierId } from './couriers';
import { type SandboxMiniProgram, SECOND_BRAND } from './mini-programs';

/** Delivery of the demo. Times of events are given as minutes before the start. */
export type DemoStory = readonly [
  /** Last digits of the order id. */
  number: number,
  courierId: CourierId,
  store: DemoStore,
  destination: string,
  placed: number,
  /** Minutes since the change to each status, by code (docs/getorder-contract.md §2). */
  moves: Readonly<Record<number, number>>,
  more?: {
    /** Minutes since the courier assigned another rider. */
    readonly riderChanged?: number;
    /** Factor of the rider's speed. Below 1 the rider is slower than the courier expects. */
    readonly pace?: number;
    /** Default: the mall. */
    readonly placedBy?: SandboxMiniProgram;
  },
];

const [ONE, TWO] = [FIRST_STORE, SECOND_STORE];

/** A busy noon at two stores: all statuses, four couriers, and typical problems. */
export const DEMO_STORIES: readonly DemoStory[] = [
  // Delivered orders (302).
  [1254, 'SFTC', ONE, '木棉小区', 88, { 102: 87, 201: 79, 202: 76, 301: 76, 302: 66 }],
  [1271, 'SS', ONE, '星湖雅苑', 53, { 102: 51, 201: 44, 202: 40, 301: 39, 302: 22 }],
  [1275, 'MTPS', TWO, '松风苑', 47, { 102: 45, 201: 36, 202: 31, 301: 30, 302: 12 }],
  // Ended without delivery, each in its own way.
  [1256, 'SS', ONE, '南岸公馆', 86, { 501: 75 }],
  [1260, 'DADA', TWO, '锦环大厦', 84, { 103: 80 }],
  [1262, 'MTPS', TWO, '临江国际', 77, { 102: 74, 502: 66 }],
  [1264, 'SFTC', TWO, '云汇广场', 74, { 102: 72, 201: 63, 203: 58 }],
  [1267, 'DADA', ONE, '书香小学', 71, { 102: 66, 204: 55 }],
  [1269, 'SS', ONE, '油坊菜市', 68, { 102: 65, 201: 57, 205: 47 }],
  [1268, 'SFTC', ONE, '河湾医院', 70, { 102: 68, 201: 61, 202: 57, 301: 57, 305: 49, 401: 44 }],
  // One order id at two couriers: the first gave up (204), the second is delivering.
  [1266, 'SS', ONE, '木棉小区', 64, { 102: 61, 204: 50 }],
  [1266, 'DADA', ONE, '木棉小区', 21, { 102: 19, 201: 10, 202: 2, 301: 1.5 }],
  // Goods come back: customer not reached (masked rider), refused by customer, cancelled by shop.
  [1279, 'DADA', TWO, '望江名庭', 41, { 102: 38, 201: 28, 202: 20, 301: 19, 304: 2 }],
  [1276, 'SS', ONE, '紫荆花园', 46, { 102: 44, 201: 35, 202: 27, 301: 26, 305: 4 }],
  [1277, 'SFTC', ONE, '鹿鸣山庄', 44, { 102: 43, 201: 33, 202: 23, 301: 22, 303: 3 }],
  // The rider has been waiting at the store for long.
  [1265, 'SS', ONE, '学府中学', 33, { 102: 30, 201: 17 }],
  // Riders on the way to the customer: just started; without position; late; slow; over the river.
  [1288, 'SFTC', ONE, '鹿鸣山庄', 24, { 102: 22, 201: 9, 202: 2, 301: 1.5 }],
  [1282, 'MTPS', TWO, '渔歌新苑', 26, { 102: 24, 201: 13, 202: 3, 301: 2.5 }],
  [1284, 'SFTC', ONE, '海棠影院', 37, { 102: 35, 201: 22, 202: 8, 301: 8 }, { pace: 0.45 }],
  [1281, 'DADA', ONE, '紫荆花园', 29, { 102: 27, 201: 10, 202: 3, 301: 2.5 }, { pace: 0.7 }],
  [1280, 'SS', ONE, '南岸公馆', 31, { 102: 29, 201: 16, 202: 4, 301: 3.5 }],
  // Riders at the store; the goods have just been handed over.
  [1286, 'DADA', ONE, '木棉小区', 15, { 102: 13, 201: 3 }],
  [1287, 'SFTC', TWO, '鸿图中心', 18, { 102: 16, 201: 4, 202: 0.5 }],
  // Riders on the way to the store; the second order has another rider.
  [1290, 'DADA', TWO, '紫荆花园', 6, { 102: 2 }],
  [1289, 'MTPS', TWO, '星湖雅苑', 12, { 102: 10 }, { riderChanged: 5 }],
  // Orders that no rider has accepted yet: for long, for a while (the second brand's), just placed.
  [1285, 'SS', ONE, '渔歌新苑', 13, {}],
  [1293, 'SFTC', ONE, '榕荫新村', 4, {}, { placedBy: SECOND_BRAND }],
  [1294, 'MTPS', TWO, '文澜图书馆', 0.3, {}],
];
