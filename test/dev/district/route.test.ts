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

  it('leaves no street when both ends are on one', () => {
    const [from, to]: readonly LngLat[] = [
      [113.3248, 23.1215],
      [113.3248, 23.123],
    ];
    if (from === undefined || to === undefined) throw new Error('No ends.');
    for (const way of [route(from, to), route(to, from)]) {
      expect(way.crossingsMetres).toEqual([]);
      expect(way.lengthMetres).toBeCloseTo(metresBetween(from, to), 3);
    }
  });

  it('tells where it passes crossings, in order', () => {
    const way = route(district.store.position, positionOf('鹿鸣山庄'));
    const sorted = [...way.crossingsMetres].sort((a, b) => a - b);
    expect(way.crossingsMetres.length).toBeGreaterThan(3);
    expect(way.crossingsMetres).toEqual(sorted);
    expect(sorted.at(-1)).toBeLessThanOrEqual(way.lengthMetres);
  });
});

describe('a position along a route', () => {
  const way = route(district.store.position, positionOf('鹿鸣山庄'));

  it('is the start at first, and the end after the whole way and beyond', () => {
    for (const metres of [-5, 0])
      expect(metresBetween(at(way, metres), way.path[0] ?? [0, 0])).toBeLessThan(0.2);
    const beyond = at(way, way.lengthMetres + 100);
    expect(metresBetween(beyond, way.path.at(-1) ?? [0, 0])).toBeLessThan(0.2);
  });

  it('moves by no more than the metres that are driven', () => {
    for (let metres = 0; metres < way.lengthMetres; metres += 7) {
      expect(metresBetween(at(way, metres), at(way, metres + 7))).toBeLessThanOrEqual(7.3);
    }
  });
});
