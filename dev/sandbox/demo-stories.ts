import { SECOND_STORE } from './account';
import type { DemoStore } from './account';
import type { CourierId } from './couriers';

/** One delivery of the demo: what happened to it, and how many minutes ago. */
export interface DemoStory {
  /** The last digits of its order id. */
  readonly number: number;
  readonly courierId: CourierId;
  /** The first one when left out. */
  readonly store?: DemoStore;
  readonly destination: string;
  readonly placed: number;
  /** By status (docs/getorder-contract.md §2). */
  readonly moves: Readonly<Record<number, number>>;
  /** When the courier gave it to its other rider. */
  readonly riderChanged?: number;
  /** Below 1 the rider is slower than the courier reckons. */
  readonly pace?: number;
}

/** A busy noon of the demo's two stores: every status that the contract lists, each of the four couriers, and what a clerk is asked about. */
export const DEMO_STORIES: readonly DemoStory[] = [
  // Over: delivered.
  {
    number: 1254,
    courierId: 'SFTC',
    destination: '木棉小区',
    placed: 88,
    moves: { 102: 87, 201: 79, 202: 76, 301: 76, 302: 66 },
  },
  {
    number: 1271,
    courierId: 'SS',
    destination: '星湖雅苑',
    placed: 53,
    moves: { 102: 51, 201: 44, 202: 40, 301: 39, 302: 22 },
  },
  {
    number: 1275,
    courierId: 'MTPS',
    store: SECOND_STORE,
    destination: '松风苑',
    placed: 47,
    moves: { 102: 45, 201: 36, 202: 31, 301: 30, 302: 12 },
  },
  // Over: it came to nothing, each in its way.
  { number: 1256, courierId: 'SS', destination: '南岸公馆', placed: 86, moves: { 501: 75 } },
  {
    number: 1260,
    courierId: 'DADA',
    store: SECOND_STORE,
    destination: '锦环大厦',
    placed: 84,
    moves: { 103: 80 },
  },
  {
    number: 1262,
    courierId: 'MTPS',
    store: SECOND_STORE,
    destination: '临江国际',
    placed: 77,
    moves: { 102: 74, 502: 66 },
  },
  {
    number: 1264,
    courierId: 'SFTC',
    store: SECOND_STORE,
    destination: '云汇广场',
    placed: 74,
    moves: { 102: 72, 201: 63, 203: 58 },
  },
  {
    number: 1267,
    courierId: 'DADA',
    destination: '书香小学',
    placed: 71,
    moves: { 102: 66, 204: 55 },
  },
  {
    number: 1269,
    courierId: 'SS',
    destination: '油坊菜市',
    placed: 68,
    moves: { 102: 65, 201: 57, 205: 47 },
  },
  {
    number: 1268,
    courierId: 'SFTC',
    destination: '河湾医院',
    placed: 70,
    moves: { 102: 68, 201: 61, 202: 57, 301: 57, 305: 49, 401: 44 },
  },
  // Given up by one courier, and on its way with another: the same order id again.
  {
    number: 1266,
    courierId: 'SS',
    destination: '木棉小区',
    placed: 64,
    moves: { 102: 61, 204: 50 },
  },
  {
    number: 1266,
    courierId: 'DADA',
    destination: '木棉小区',
    placed: 21,
    moves: { 102: 19, 201: 10, 202: 2, 301: 1.5 },
  },
  // The goods are coming back: nobody answers (this courier masks its riders), refused, called off.
  {
    number: 1279,
    courierId: 'DADA',
    store: SECOND_STORE,
    destination: '望江名庭',
    placed: 41,
    moves: { 102: 38, 201: 28, 202: 20, 301: 19, 304: 2 },
  },
  {
    number: 1276,
    courierId: 'SS',
    destination: '紫荆花园',
    placed: 46,
    moves: { 102: 44, 201: 35, 202: 27, 301: 26, 305: 4 },
  },
  {
    number: 1277,
    courierId: 'SFTC',
    destination: '鹿鸣山庄',
    placed: 44,
    moves: { 102: 43, 201: 33, 202: 23, 301: 22, 303: 3 },
  },
  // The rider has been at the store for long.
  {
    number: 1265,
    courierId: 'SS',
    destination: '学府中学',
    placed: 33,
    moves: { 102: 30, 201: 17 },
  },
  // On the way: just started; no position is told; late; slow; across the river.
  {
    number: 1288,
    courierId: 'SFTC',
    destination: '鹿鸣山庄',
    placed: 24,
    moves: { 102: 22, 201: 9, 202: 2, 301: 1.5 },
  },
  {
    number: 1282,
    courierId: 'MTPS',
    store: SECOND_STORE,
    destination: '渔歌新苑',
    placed: 26,
    moves: { 102: 24, 201: 13, 202: 3, 301: 2.5 },
  },
  {
    number: 1284,
    courierId: 'SFTC',
    destination: '海棠影院',
    placed: 37,
    moves: { 102: 35, 201: 22, 202: 8, 301: 8 },
    pace: 0.45,
  },
  {
    number: 1281,
    courierId: 'DADA',
    destination: '紫荆花园',
    placed: 29,
    moves: { 102: 27, 201: 10, 202: 3, 301: 2.5 },
    pace: 0.7,
  },
  {
    number: 1280,
    courierId: 'SS',
    destination: '南岸公馆',
    placed: 31,
    moves: { 102: 29, 201: 16, 202: 4, 301: 3.5 },
  },
  // At the store; the goods have just been handed over.
  {
    number: 1286,
    courierId: 'DADA',
    destination: '木棉小区',
    placed: 15,
    moves: { 102: 13, 201: 3 },
  },
  {
    number: 1287,
    courierId: 'SFTC',
    store: SECOND_STORE,
    destination: '鸿图中心',
    placed: 18,
    moves: { 102: 16, 201: 4, 202: 0.5 },
  },
  // Coming to the store; the second one by its second rider.
  {
    number: 1290,
    courierId: 'DADA',
    store: SECOND_STORE,
    destination: '紫荆花园',
    placed: 6,
    moves: { 102: 2 },
  },
  {
    number: 1289,
    courierId: 'MTPS',
    store: SECOND_STORE,
    destination: '星湖雅苑',
    placed: 12,
    moves: { 102: 10 },
    riderChanged: 5,
  },
  // Nobody has taken it yet: for long, for a while, just now.
  { number: 1285, courierId: 'SS', destination: '渔歌新苑', placed: 13, moves: {} },
  { number: 1293, courierId: 'SFTC', destination: '榕荫新村', placed: 4, moves: {} },
  {
    number: 1294,
    courierId: 'MTPS',
    store: SECOND_STORE,
    destination: '文澜图书馆',
    placed: 0.3,
    moves: {},
  },
];
