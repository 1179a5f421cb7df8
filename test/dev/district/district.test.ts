import { district } from '../../../dev/district/district';
import { metresBetween, nearestOn } from '../../../dev/district/route';

const { roads, parks, water, places, store } = district;

/** Returns an outline's western, southern, eastern and northern edge. */
function edgesOf(polygon: (typeof parks)[number]['polygon']) {
  const [longitudes, latitudes] = [polygon.map(([lng]) => lng), polygon.map(([, lat]) => lat)];
  return {
    west: Math.min(...longitudes),
    south: Math.min(...latitudes),
    east: Math.max(...longitudes),
    north: Math.max(...latitudes),
  };
}

/** Names the roads that run through an area, as far as its edges tell. */
function roadsThrough(polygon: (typeof parks)[number]['polygon']): readonly string[] {
  const { west, south, east, north } = edgesOf(polygon);
  return roads
    .filter(({ path: [from, to] }) => from[0] < east && to[0] > west)
    .filter(({ path: [from, to] }) => from[1] < north && to[1] > south)
    .map(({ name }) => name);
}

describe('the demo district', () => {
  it('lies in a town that fills a window of 1280 px at any scale that streets are read at', () => {
    // A px at scale 15 is 4.4 m in this latitude. Places are at most 2 km from the centre.
    const reach = 1_500 + 640 * 4.4;
    for (const { kind, path } of roads.filter((road) => road.name.startsWith('环城')))
      for (const end of path) {
        expect(kind).toBe('avenue');
        expect(metresBetween(end, district.center)).toBeGreaterThan(reach);
      }
    for (const { position } of places)
      expect(metresBetween(position, district.center)).toBeLessThan(2_000);
  });

  it('ends no road in the open: every end lies on another road, or 4 km from the centre', () => {
    const looseEnds = roads.flatMap((road) =>
      road.path
        .filter((end) => metresBetween(end, district.center) < 4_000)
        .filter((end) =>
          roads.every(({ path }) => path === road.path || metresBetween(nearestOn(path, end), end)),
        )
        .map((end) => `${road.name} ${String(end)}`),
    );
    expect(looseEnds).toEqual([]);
  });

  it('crosses the river by avenues only, and runs through no pond or park', () => {
    const [river, ...ponds] = water;
    const bridges = roads.filter(({ name }) => roadsThrough(river?.polygon ?? []).includes(name));
    expect(new Set(bridges.map(({ kind }) => kind))).toEqual(new Set(['avenue']));
    expect([...ponds, ...parks].flatMap(({ polygon }) => roadsThrough(polygon))).toEqual([]);
  });

  it('names every place and road once, and has a road within 150 m of each door', () => {
    const names = [...places, store, ...roads].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { position } of [...places, store]) {
      const apart = roads.map(({ path }) => metresBetween(nearestOn(path, position), position));
      expect(Math.min(...apart)).toBeLessThan(150);
    }
  });
});
