import type { CourierId } from './couriers';
import { dayOf } from './order-ids';
import type { Sandbox } from './sandbox';

/** One delivery of the demo: what happened to it, in minutes before now. */
interface Story {
  readonly number: number;
  readonly courierId: CourierId;
  readonly destination: string;
  readonly placed: number;
  readonly moves: readonly (readonly [status: number, minutesAgo: number])[];
  readonly pace?: number;
}

const STORIES: readonly Story[] = [
  // Delivered, back at the store, called off by the weather, cancelled.
  { number: 1260, courierId: 'DADA', destination: '锦环大厦', placed: 84, moves: [[103, 80]] },
  {
    number: 1262,
    courierId: 'MTPS',
    destination: '临江国际',
    placed: 77,
    moves: [
      [102, 74],
      [502, 66],
    ],
  },
  {
    number: 1268,
    courierId: 'SFTC',
    destination: '河湾医院',
    placed: 70,
    moves: [
      [102, 68],
      [201, 61],
      [202, 57],
      [301, 57],
      [305, 49],
      [401, 44],
    ],
  },
  {
    number: 1271,
    courierId: 'SS',
    destination: '星湖雅苑',
    placed: 53,
    moves: [
      [102, 51],
      [201, 44],
      [202, 40],
      [301, 39],
      [302, 22],
    ],
  },
  // The rider has been at the store for long.
  {
    number: 1265,
    courierId: 'SS',
    destination: '学府中学',
    placed: 33,
    moves: [
      [102, 30],
      [201, 17],
    ],
  },
  // Nobody answered the door: the goods are coming back. The courier masks its riders.
  {
    number: 1279,
    courierId: 'DADA',
    destination: '望江名庭',
    placed: 41,
    moves: [
      [102, 38],
      [201, 28],
      [202, 20],
      [301, 19],
      [304, 2],
    ],
  },
  // No position is told.
  {
    number: 1282,
    courierId: 'MTPS',
    destination: '松风苑',
    placed: 26,
    moves: [
      [102, 24],
      [201, 13],
      [202, 7],
      [301, 6],
    ],
  },
  // Runs late.
  {
    number: 1284,
    courierId: 'SFTC',
    destination: '海棠影院',
    placed: 37,
    moves: [
      [102, 35],
      [201, 22],
      [202, 8],
      [301, 8],
    ],
    pace: 0.45,
  },
  {
    number: 1288,
    courierId: 'SFTC',
    destination: '鹿鸣山庄',
    placed: 24,
    moves: [
      [102, 22],
      [201, 9],
      [202, 2],
      [301, 1.5],
    ],
  },
  // Coming to the store.
  { number: 1290, courierId: 'DADA', destination: '紫荆花园', placed: 6, moves: [[102, 2]] },
  { number: 1293, courierId: 'SFTC', destination: '榕荫新村', placed: 4, moves: [] },
  { number: 1294, courierId: 'MTPS', destination: '文澜图书馆', placed: 0.3, moves: [] },
];

/** Gives the demo its deliveries of the day, in every stage, unless the day has some. */
export function seedDemo(sandbox: Sandbox, now: number): void {
  const day = dayOf(now);
  if (sandbox.deliveries().some(({ orderId }) => orderId.startsWith(`${day}-`))) return;
  for (const { number, courierId, destination, placed, moves, pace = 1 } of STORIES) {
    const before = (minutes: number): number => now - Math.round(minutes * 60_000);
    const orderId = `${day}-${number}`;
    sandbox.place({ orderId, courierId, destination, pace, at: before(placed) });
    for (const [status, minutesAgo] of moves) sandbox.move(orderId, status, before(minutesAgo));
  }
}
