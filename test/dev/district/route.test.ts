import fc from 'fast-check';

import { district } from '../../../dev/district/district';
import { distanceBetween, nearestOnPath, segmentsOf, toPlan } from '../../../dev/district/plane';
import type { LngLat } from '../../../dev/district/district';
import { positionAlong, route } from '../../../dev/district/route';

const roads = district.roads.map(({ path }) => path.map(toPlan));
const somewhere: fc.Arbitrary<LngLat> = fc.tuple(
  fc.double({ min: district.bounds.southWest[0], max: district.bounds.northEast[0], noNaN: true }),
  fc.double({ min: district.bounds.southWest[1], max: district.bounds.northEast[1], noNaN: true }),
);

/** The last found street is tried first, since routes follow streets. */
let lately = roads[0] ?? [];

function isOnAStreet(position: LngLat): boolean {
  const point = toPlan(position);
  const street = [lately, ...roads].find((road) => nearestOnPath(point, road).distance < 1);
  lately = street ?? lately;
  return street !== undefined;
}

function placeNamed(name: string): LngLat {
  const place = district.places.find((candidate) => candidate.name === name);
  if (place === undefined) throw new Error(`No place ${name}`);
  return place.position;
}

describe('a route', () => {
  it('connects every road with the store', () => {
    for (const { path } of district.roads) {
      for (const end of [path[0], path.at(-1)]) {
        expect(end && route(district.store.position, end).path.length).toBeGreaterThan(1);
      }
    }
  });

  it('follows streets: no point of it, nor between its points, is 1 m off a road', () => {
    fc.assert(
      fc.property(
        somewhere,
        somewhere,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, share) => {
          const way = route(a, b);
          const { longitude, latitude } = positionAlong(way, share * way.lengthMetres);
          return [...way.path, [longitude, latitude] as const].every(isOnAStreet);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is continuous, as long as it says, as long the other way, no shorter than straight', () => {
    fc.assert(
      fc.property(somewhere, somewhere, (a, b) => {
        const way = route(a, b);
        const pieces = segmentsOf(way.path.map(toPlan)).map((piece) => distanceBetween(...piece));
        const length = pieces.reduce((sum, piece) => sum + piece, 0);
        const [start, end] = [way.path[0] ?? a, way.path.at(-1) ?? b];
        expect(Math.abs(length - way.lengthMetres)).toBeLessThan(1 + 0.1 * pieces.length);
        expect(Math.abs(route(b, a).lengthMetres - way.lengthMetres)).toBeLessThan(0.5);
        expect(way.lengthMetres).toBeGreaterThan(distanceBetween(toPlan(start), toPlan(end)) - 0.5);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a bridge to the south bank', () => {
    const way = route(district.store.position, placeNamed('渔歌新苑'));
    const bridge = district.roads.find(({ name }) => name === '星河大道')?.path.map(toPlan) ?? [];
    const overTheRiver = way.path.map(toPlan).filter(([, north]) => north < -760 && north > -890);

    expect(overTheRiver.length).toBeGreaterThan(0);
    for (const point of overTheRiver) {
      expect(nearestOnPath(point, bridge).distance).toBeLessThan(1);
    }
  });

  it('leaves no street when both ends are on one', () => {
    const bridge = district.roads.find(({ name }) => name === '星河大道');
    const onTheBridge = (bridge?.path ?? []).filter((point) => {
      const [, north] = toPlan(point);
      return north < -750 && north > -900;
    });
    const [from, to] = [onTheBridge[0], onTheBridge.at(-1)];
    if (from === undefined || to === undefined) throw new Error('The bridge is gone.');

    for (const way of [route(from, to), route(to, from)]) {
      expect(way.crossingsMetres).toEqual([]);
      expect(way.lengthMetres).toBeLessThan(151);
    }
  });

  it('tells where it passes crossings, in order', () => {
    const way = route(district.store.position, placeNamed('鹿鸣山庄'));
    const sorted = [...way.crossingsMetres].sort((a, b) => a - b);

    expect(way.crossingsMetres.length).toBeGreaterThan(3);
    expect(way.crossingsMetres).toEqual(sorted);
    expect(sorted.at(-1)).toBeLessThanOrEqual(way.lengthMetres);
  });
});

describe('a position along a route', () => {
  const way = route(district.store.position, placeNamed('鹿鸣山庄'));

  it.each([-5, 0])('is the start after %p m', (metres) => {
    const { longitude, latitude } = positionAlong(way, metres);
    expect([longitude, latitude]).toEqual(way.path[0]);
  });

  it('is the end after the whole way and beyond', () => {
    const { longitude, latitude } = positionAlong(way, way.lengthMetres + 100);
    expect([longitude, latitude]).toEqual(way.path.at(-1));
  });

  it('moves by no more than the metres that are driven', () => {
    for (let metres = 0; metres < way.lengthMetres; metres += 7) {
      const [a, b] = [positionAlong(way, metres), positionAlong(way, metres + 7)].map((p) =>
        toPlan([p.longitude, p.latitude]),
      );
      expect(a && b && distanceBetween(a, b)).toBeLessThanOrEqual(7.3);
    }
  });
});
