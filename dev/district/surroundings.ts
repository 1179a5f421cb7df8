import { smoothLine } from './curve';
import { AREA_PLAN, ROAD_PLAN } from './plan';
import type { RoadPlan } from './plan';
import { HALF_SIDE, isInside, outwards } from './plane';
import type { PlanPoint } from './plane';

/**
 * The roads of the town around the district, in metres from its centre: drawn, so that no map ends
 * where the riders' streets end, and driven on by nobody.
 */

/** Metres between the points of a road: all of them are read at each start of the phone. */
const STEP = 80;
/** Where roads begin to be outside: some steps before the district's own end. */
const EDGE = HALF_SIDE - STEP - 20;

/** The pieces of the plan's roads that lie outside of the district. */
function outerRoads(): RoadPlan[] {
  return ROAD_PLAN.flatMap(({ name, kind, line }) => {
    const pieces: PlanPoint[][] = [[]];
    for (const point of smoothLine(line, STEP)) {
      if (outwards(point) >= EDGE) pieces.at(-1)?.push(point);
      else if (pieces.at(-1)?.length !== 0) pieces.push([]);
    }
    return pieces.filter((piece) => piece.length > 1).map((piece) => ({ name, kind, line: piece }));
  });
}

/** From where to where small streets run: northwards, and, beside the district, eastwards. */
const ROWS = [...gaps(-3500, -2870, -2290, -1820, -1370), ...gaps(1300, 1870, 2350, 2920, 3510)];
const COLUMNS = [
  ...gaps(-4300, -3740, -3240, -2730, -2240, -1860, -1490),
  ...gaps(1490, 1870, 2270, 2760, 3260, 3740, 4300),
];
const BETWEEN_ROWS = 1780;
const OUTERMOST = 4300;

/** Small streets between the large ones, by rule, without names; none in a park or in water. */
function outerLanes(): RoadPlan[] {
  const wobble = (seed: number): number => ((seed * 7919) % 140) - 70;
  const northward = ROWS.flatMap(([south, north], row) =>
    steps(310).map((step): PlanPoint[] => {
      const at = step + wobble(step + row);
      return [
        [at, south],
        [at + 25, (south + north) / 2],
        [at - 10, north],
      ];
    }),
  );
  const eastward = COLUMNS.flatMap(([west, east], column) =>
    steps(290)
      .filter((step) => Math.abs(step) < BETWEEN_ROWS)
      .map((step): PlanPoint[] => {
        const at = step + wobble(step + column);
        return [
          [west, at],
          [(west + east) / 2, at + 20],
          [east, at - 10],
        ];
      }),
  );
  return [...northward, ...eastward]
    .map((line) => ({ name: '', kind: 'lane' as const, line: smoothLine(line, STEP) }))
    .filter(({ line }) => !line.some(isInArea));
}

/** Each number with the next one. */
function gaps(...numbers: readonly number[]): (readonly [number, number])[] {
  return numbers.slice(1).map((to, index) => [numbers[index] ?? to, to] as const);
}

/** Metres that lie `apart`, from one end of the town to the other. */
function steps(apart: number): number[] {
  const count = Math.floor((2 * OUTERMOST) / apart) + 1;
  return Array.from({ length: count }, (_, step) => step * apart - OUTERMOST);
}

function isInArea(point: PlanPoint): boolean {
  return AREA_PLAN.some(({ outline }) => isInside(point, outline));
}

export const OUTER_ROAD_PLAN: readonly RoadPlan[] = [...outerRoads(), ...outerLanes()];
