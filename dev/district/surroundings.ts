import { smoothLine } from './curve';
import { AREA_PLAN, ROAD_PLAN } from './plan';
import type { RoadPlan } from './plan';
import { HALF_SIDE, isInside, mayBeNear, outwards } from './plane';
import type { PlanPoint } from './plane';

/**
 * Roads around the demo district, in metres from its centre. They are only drawn on maps, so that a
 * map does not end at the district's edge. Riders do not use them.
 */

/** Metres between points of a road: few points, because the phone reads all at each start. */
const STEP = 80;
/** Metres from the centre where outer roads begin: before the edge, to overlap inner roads. */
const EDGE = HALF_SIDE - STEP - 20;

/** Returns the parts of the plan's roads that lie outside the district. */
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

/** Strips for small streets, in metres from the centre: [south, north], then [west, east]. */
const ROWS = [...gaps(-3500, -2870, -2290, -1820, -1370), ...gaps(1300, 1870, 2350, 2920, 3510)];
const COLUMNS = [
  ...gaps(-4300, -3740, -3240, -2730, -2240, -1860, -1490),
  ...gaps(1490, 1870, 2270, 2760, 3260, 3740, 4300),
];
const BETWEEN_ROWS = 1780;
const OUTERMOST = 4300;

/** Generates small streets without names between the large ones, outside parks and water. */
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

/** Pairs each number with the next one. */
function gaps(...numbers: readonly number[]): (readonly [number, number])[] {
  return numbers.slice(1).map((to, index) => [numbers[index] ?? to, to] as const);
}

/** Returns positions `apart` metres from each other, across the town. */
function steps(apart: number): number[] {
  const count = Math.floor((2 * OUTERMOST) / apart) + 1;
  return Array.from({ length: count }, (_, step) => step * apart - OUTERMOST);
}

const AREAS = AREA_PLAN.map(({ outline }) => ({ outline, mayHold: mayBeNear(outline, 0) }));

function isInArea(point: PlanPoint): boolean {
  return AREAS.some(({ outline, mayHold }) => mayHold(point) && isInside(point, outline));
}

export const OUTER_ROAD_PLAN: readonly RoadPlan[] = [...outerRoads(), ...outerLanes()];
