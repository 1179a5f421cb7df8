import { district } from '../../../dev/district/district';
import { AREA_PLAN } from '../../../dev/district/plan';
import {
  distanceBetween,
  isInside,
  nearestOnPath,
  outwards,
  toPlan,
} from '../../../dev/district/plane';
import type { PlanPoint } from '../../../dev/district/plane';

const [west, south] = district.bounds.southWest;
const [east, north] = district.bounds.northEast;

describe('the demo district', () => {
  it('is about 3 km wide and high', () => {
    const [width, height] = [
      distanceBetween(toPlan([west, south]), toPlan([east, south])),
      distanceBetween(toPlan([west, south]), toPlan([west, north])),
    ];
    expect(width).toBeCloseTo(3_000, 0);
    expect(height).toBeCloseTo(3_000, 0);
  });

  it('has roads that are lines within its bounds, give or take one step', () => {
    for (const { path } of district.roads) {
      expect(path.length).toBeGreaterThan(1);
      for (const point of path) {
        expect(outwards(toPlan(point))).toBeLessThanOrEqual(1_526);
      }
    }
  });

  it('ends no road in the open: every end touches another road or the edge', () => {
    const lines = district.roads.map(({ path }) => path.map(toPlan));
    const looseEnds = lines.flatMap((line, index) => {
      const others = lines.filter((_, other) => other !== index);
      const ends = [line[0], line.at(-1)].filter((end) => end !== undefined);
      const isClosed = distanceBetween(...(ends as [PlanPoint, PlanPoint])) < 1;
      return ends
        .filter((end) => !isClosed && outwards(end) < 1_470)
        .filter((end) => others.every((other) => nearestOnPath(end, other).distance > 1))
        .map((end) => ({ road: district.roads[index]?.name, end }));
    });
    expect(looseEnds).toEqual([]);
  });

  it('crosses water by its two bridges only', () => {
    const overWater = district.roads
      .filter(({ path }) => path.some((point) => district.water.some((w) => isInside(point, w))))
      .map(({ name }) => name);
    expect(overWater).toEqual(['星河大道', '海月路']);
  });

  it('keeps its avenues and streets out of its parks, and its places out of the water', () => {
    const inParks = district.roads
      .filter(({ kind }) => kind !== 'lane')
      .flatMap(({ name, path }) =>
        district.parks
          .filter((park) => park.name !== '临江绿道')
          .filter(({ polygon }) => path.some((point) => isInside(point, polygon)))
          .map((park) => `${name} in ${park.name}`),
      );
    const inWater = [...district.places, district.store].filter(({ position }) =>
      district.water.some((outline) => isInside(position, outline)),
    );
    expect(inParks).toEqual([]);
    expect(inWater).toEqual([]);
  });

  it('draws every area as a closed outline', () => {
    const outlines = AREA_PLAN.map(({ outline }) => outline);
    expect(outlines.map((outline) => outline.at(-1))).toEqual(outlines.map(([first]) => first));
  });

  it('names every place once, and has a door for each within 150 m of a street', () => {
    const names = [...district.places, district.store].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { position } of district.places) {
      const nearest = Math.min(
        ...district.roads.map(
          ({ path }) => nearestOnPath(toPlan(position), path.map(toPlan)).distance,
        ),
      );
      expect(nearest).toBeLessThan(150);
    }
  });

  it('lies in a town that fills a window of 1280 px at any scale that streets are read at, wherever in it a rider is', () => {
    const points = district.surroundings.roads.flatMap(({ path }) => path.map(toPlan));
    // A px at scale 15 is 4.4 m in this latitude. Half a window lies around the district.
    const reach = 1_500 + 640 * 4.4;
    for (const axis of [0, 1] as const) {
      const along = points.map((point) => point[axis]);
      expect(Math.min(...along)).toBeLessThan(-reach);
      expect(Math.max(...along)).toBeGreaterThan(reach);
    }
    for (const outline of district.water.slice(0, 1)) {
      expect(Math.max(...outline.map((point) => Math.abs(toPlan(point)[0])))).toBeGreaterThan(
        reach,
      );
    }
  });

  it('lets its streets and avenues go on into the town', () => {
    const atTheEdge = district.roads
      .filter(({ kind }) => kind !== 'lane')
      .filter(({ path }) =>
        [path[0], path.at(-1)].some((end) => end !== undefined && outwards(toPlan(end)) > 1_480),
      )
      .map(({ name }) => name);
    const outside = new Set(district.surroundings.roads.map(({ name }) => name));
    expect(atTheEdge.length).toBeGreaterThan(10);
    expect(atTheEdge.filter((name) => !outside.has(name))).toEqual([]);
  });

  it('names every place of the town once, out of the water', () => {
    const { surroundings } = district;
    const names = [...district.places, ...surroundings.places].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const wet = surroundings.places.filter(({ position }) =>
      [...district.water, ...surroundings.water].some((outline) => isInside(position, outline)),
    );
    expect(wet).toEqual([]);
  });
});
