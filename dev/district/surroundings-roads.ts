import { HALF_SIDE } from './join-ends';
import { isOnRiver, northBank, southBank } from './land-plan';
import { boxAround, distanceBetween } from './plane';
import type { PlanPoint } from './plane';
import type { RoadPlan } from './road-plan';
import { ROAD_PLAN } from './road-plan';
import { OUTER_PARK_PLAN } from './surroundings-land';
import { road, TOWN_ROADS } from './surroundings-town';

/** The town around the district: drawn, so that no map ends where the riders' streets end, and driven on by nobody. In metres from the district's centre. */

/** Half the side of all that is drawn. */
const OUTER_HALF_SIDE = 4600;

/** Where the roads of the district go on, outwards. */
const EDGE = HALF_SIDE - 40;

const PARK_BOXES = OUTER_PARK_PLAN.map(({ outline }) => boxAround(outline));

/** Large roads outside: those of the district, going on, and the town's own. */
const OUTER_STREETS: readonly RoadPlan[] = [
  ...ROAD_PLAN.flatMap(goingOn),
  { name: '临江道', kind: 'avenue' as const, line: northBank(50) },
  { name: '南岸路', kind: 'street' as const, line: southBank(45) },
  ...TOWN_ROADS,
].flatMap((plan) => piecesOf(plan, (point) => isOutside(point, EDGE)));

/** A road that ends at the district's edge goes on as it came; lanes do not. */
function goingOn({ name, kind, line }: RoadPlan): RoadPlan[] {
  if (kind === 'lane' || name === '临江道' || name === '南岸路') return [];
  return [line, [...line].reverse()].flatMap((way) => {
    const end = way.at(-1);
    const before = way.at(-6);
    if (end === undefined || before === undefined || !isOutside(end, EDGE)) return [];
    const length = distanceBetween(before, end);
    const [east, north] = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
    // It comes to run along the town's grid.
    const isEastWest = Math.abs(east) > Math.abs(north);
    const at = (metres: number, bend: number): PlanPoint =>
      isEastWest
        ? [end[0] + Math.sign(east) * metres, end[1] + north * metres * bend]
        : [end[0] + east * metres * bend, end[1] + Math.sign(north) * metres];
    return [
      road(kind, name, end, at(500, 0.8), at(1300, 0.45), at(OUTER_HALF_SIDE - HALF_SIDE, 0.2)),
    ];
  });
}

/** Small streets between the large ones: invented by rule, so without names. */
function outerLanes(): RoadPlan[] {
  const wobble = (seed: number): number => ((seed * 7919) % 140) - 70;
  const lanes = [
    ...ROWS.flatMap(([south, north], index) =>
      steps(310).map((step) => {
        const at = step + wobble(step + index);
        return road('lane', '', [at, south], [at + 25, (south + north) / 2], [at - 10, north]);
      }),
    ),
    ...COLUMNS.flatMap(([west, east], index) =>
      steps(290)
        .filter((step) => Math.abs(step) < BETWEEN_ROWS)
        .map((step) => {
          const at = step + wobble(step + index);
          return road('lane', '', [west, at], [(west + east) / 2, at + 20], [east, at - 10]);
        }),
    ),
  ];
  return lanes.filter(({ line }) => !line.some(isInOuterPark));
}

/** Between which large streets small ones run: from south to north, and, beside the district, from west to east. */
const ROWS: readonly (readonly [south: number, north: number])[] = [
  [-3500, -2870],
  [-2870, -2290],
  [-2290, -1820],
  [-1820, -1370],
  [1300, 1870],
  [1870, 2350],
  [2350, 2920],
  [2920, 3510],
];
const COLUMNS: readonly (readonly [west: number, east: number])[] = [
  [-4300, -3740],
  [-3740, -3240],
  [-3240, -2730],
  [-2730, -2240],
  [-2240, -1860],
  [-1860, -1490],
  [1490, 1870],
  [1870, 2270],
  [2270, 2760],
  [2760, 3260],
  [3260, 3740],
  [3740, 4300],
];
const BETWEEN_ROWS = 1780;

function steps(apart: number): number[] {
  const count = Math.floor((2 * 4300) / apart);
  return Array.from({ length: count + 1 }, (_, index) => -4300 + index * apart);
}

function isInOuterPark([east, north]: PlanPoint): boolean {
  return PARK_BOXES.some(
    (box) => east > box.west && east < box.east && north > box.south && north < box.north,
  );
}

function isOutside([east, north]: PlanPoint, half: number): boolean {
  return Math.max(Math.abs(east), Math.abs(north)) >= half;
}

/** The pieces of a road that lie where they are wanted and, but for avenues, on dry land. */
function piecesOf(
  { name, kind, line }: RoadPlan,
  isWanted: (point: PlanPoint) => boolean,
): RoadPlan[] {
  const pieces: PlanPoint[][] = [[]];
  for (const point of line) {
    if (isWanted(point) && (kind === 'avenue' || !isOnRiver(point))) pieces.at(-1)?.push(point);
    else if (pieces.at(-1)?.length !== 0) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length > 1).map((piece) => ({ name, kind, line: piece }));
}

/** All roads around the district. */
export const OUTER_ROAD_PLAN: readonly RoadPlan[] = [
  ...OUTER_STREETS,
  ...outerLanes().flatMap((plan) => piecesOf(plan, () => true)),
];
