import fc from 'fast-check';

import { type LngLat, district } from '../../../dev/district/district';
import { metresBetween, nearestOn, positionAlong, route } from '../../../dev/district/route';

const somewhere: fc.Arbitrary<LngLat> = fc.tuple(
  fc.double({ min: 113.31, max: 113.35, noNaN: true }),
  fc.double({ min: 23.11, max: 23.15, noNaN: true }),
);

const isOnARoad = (position: LngLat): boolean =>
  district.roads.some(({ path }) => metresBetween(nearestOn(path, position), position) < 0.2);

function positionOf(name: string): LngLat {
  const place = district.places.find((candidate) => candidate.name === name);
  if (place === undefined) throw new Error(`No place ${name}`);
  return place.position;
}

function at(way: ReturnType<typeof route>, metres: number): LngLat {
  const { longitude, latitude } = positionAlong(way, metres);
  return [longitude, latitude];
}

describe('a route', () => {
  it('connects every road with the store', () => {
    for (const end of district.roads.flatMap(({ path }) => path)) {
      expect(route(district.store.position, end).path.length).toBeGreaterThan(1);
    }
  });

  it('follows roads, is continuous, as long as it says and as the other way, and no shorter than straight', () => {
    fc.assert(
      fc.property(
        somewhere,
        somewhere,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, to, share) => {
          const way = route(from, to);
          const [start, end] = [way.path[0] ?? from, way.path.at(-1) ?? to];
          const pieces = way.path.map((point, index) =>
            metresBetween(way.path[index - 1] ?? point, point),
          );
          expect([...way.path, at(way, share * way.lengthMetres)].every(isOnARoad)).toBe(true);
          expect(pieces.reduce((sum, piece) => sum + piece)).toBeCloseTo(way.lengthMetres, 3);
          expect(route(to, from).lengthMetres).toBeCloseTo(way.lengthMetres, 3);
          expect(way.lengthMetres).toBeGreaterThan(metresBetween(start, end) - 0.5);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes a bridge to the south bank, and turns corners on the way', () => {
    const { path } = route(district.store.position, positionOf('渔歌新苑'));
    const crossed = path.findIndex(([, latitude]) => latitude < 23.1236);
    expect(path[crossed]?.[0]).toBe(113.3248);
    expect(path[crossed - 1]?.[0]).toBe(113.3248);
    expect(new Set(path.map(([longitude]) => longitude)).size).toBeGreaterThan(2);
    expect(new Set(path.map(([, latitude]) => latitude)).size).toBeGreaterThan(2);
  });
});
