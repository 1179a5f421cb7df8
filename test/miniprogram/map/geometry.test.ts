import { distanceMetres } from '../../../miniprogram/contract/delivery';
import {
  bearingDegrees,
  extentMetres,
  pathUntil,
  squareAround,
  fitPadding,
  fitPlaces,
} from '../../../miniprogram/map/geometry';

const CENTRE = { longitude: 113.33, latitude: 23.13 };

it.each([
  ['north', 0, 0.01, 0],
  ['east', 0.01, 0, 90],
  ['south', 0, -0.01, 180],
  ['west', -0.01, 0, 270],
  ['north-west', -0.01, 0.01 * Math.cos((23.13 * Math.PI) / 180), 315],
])('points %s', (_, east, north, degrees) => {
  const to = { longitude: CENTRE.longitude + east, latitude: CENTRE.latitude + north };
  expect(bearingDegrees(CENTRE, to)).toBeCloseTo(degrees, 1);
});

it('knows the corners of the square around a place', () => {
  const [southWest, northEast] = squareAround(CENTRE, 250);
  expect(distanceMetres({ ...CENTRE, latitude: northEast.latitude }, CENTRE)).toBeCloseTo(250, 1);
  expect(distanceMetres({ ...CENTRE, longitude: southWest.longitude }, CENTRE)).toBeCloseTo(250, 1);
  expect(bearingDegrees(southWest, northEast)).toBeCloseTo(45, 1);
});

it('measures the rectangle around places', () => {
  const east = { ...CENTRE, longitude: 113.34 };
  const north = { ...CENTRE, latitude: 23.14 };
  const { width, height, middle } = extentMetres([east, CENTRE, north]);
  expect(width).toBeCloseTo(distanceMetres(CENTRE, east), -1);
  expect(height).toBeCloseTo(distanceMetres(CENTRE, north), -1);
  expect(middle.longitude).toBeCloseTo(113.335, 6);
  expect(middle.latitude).toBeCloseTo(23.135, 6);
});

describe('a path up to a part of its length', () => {
  const east = { ...CENTRE, longitude: 113.331 };
  const farEast = { ...CENTRE, longitude: 113.333 };
  const path = [CENTRE, east, farEast];
  const reached = (part: number) => pathUntil(path, part).map(({ longitude }) => longitude);

  it('ends between two of its places, after all that are passed', () => {
    expect(reached(0.5)).toEqual([113.33, 113.331, expect.closeTo(113.3315, 6)]);
    expect(reached(0.1)).toEqual([113.33, expect.closeTo(113.3303, 6)]);
  });

  it('is all of it at the end, and its begin at the begin', () => {
    expect(reached(1).at(-1)).toBeCloseTo(113.333, 9);
    expect(reached(0)).toEqual([113.33, 113.33]);
    expect(pathUntil([], 0.5)).toEqual([]);
    expect(pathUntil([CENTRE, CENTRE], 0.5)).toEqual([CENTRE, CENTRE]);
  });
});

it('keeps markers 48 px below the pill, 40 above the sheet, 64 from the sides', () => {
  expect(fitPadding({ top: 88, right: 0, bottom: 420, left: 0 })).toEqual([136, 64, 460, 64]);
  expect(fitPadding({ top: 0, right: 8, bottom: 0, left: 416 })).toEqual([48, 72, 40, 480]);
});

it('leaves more room for a pin above its place, and for a note at the bottom, where there is any', () => {
  const free = { top: 88, right: 0, bottom: 420, left: 0 };
  expect(fitPadding(free, true, false)).toEqual([160, 64, 460, 64]);
  expect(fitPadding(free, false, true)).toEqual([136, 64, 504, 64]);
  expect(fitPadding({ ...free, isLow: true }, true, true)).toEqual([136, 64, 460, 64]);
});

it('comes no nearer than scale 16, however close its places are', () => {
  const places = fitPlaces([CENTRE], 600, [48, 64, 160, 64]);
  const latitudes = places.map(({ latitude }) => latitude).sort();
  const [south = 0, , north = 0] = latitudes;
  // A px has 2.197 m at scale 16 in this latitude.
  const metres = distanceMetres({ ...CENTRE, latitude: south }, { ...CENTRE, latitude: north });
  expect(metres / (600 - 48 - 160)).toBeCloseTo(2.197, 2);
});
