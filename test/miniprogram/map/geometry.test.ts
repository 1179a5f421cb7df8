import { distanceMetres } from '../../../miniprogram/contract/delivery';
import {
  bearingDegrees,
  pathUntil,
  fitPadding,
  placesToFit,
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

it('cuts a path at its begin, and one of no length', () => {
  const path = [CENTRE, { ...CENTRE, longitude: 113.331 }];
  expect(pathUntil(path, 0)).toEqual([CENTRE, CENTRE]);
  expect(pathUntil([], 0.5)).toEqual([]);
  expect(pathUntil([CENTRE, CENTRE], 0.5)).toEqual([CENTRE, CENTRE]);
});

it.each([
  ['keeps markers from pill, sheet and sides', {}, [], [136, 64, 460, 64]],
  ['does so beside a column', { top: 0, right: 8, bottom: 0, left: 416 }, [], [48, 72, 40, 480]],
  ['leaves more room for a pin above its place', {}, [true, false], [160, 64, 460, 64]],
  ['leaves more room for a note at the bottom', {}, [false, true], [136, 64, 504, 64]],
  ['does not where there is none', { isLow: true }, [true, true], [136, 64, 460, 64]],
] as const)('a fit %s', (_what, free, [hasPin, hasNote], padding) => {
  const whole = { top: 88, right: 0, bottom: 420, left: 0, ...free };
  expect(fitPadding(whole, hasPin, hasNote)).toEqual(padding);
});

it('comes no nearer than scale 16, however close its places are', () => {
  const places = placesToFit([CENTRE], 600, [48, 64, 160, 64]);
  const latitudes = places.map(({ latitude }) => latitude).sort();
  const [south = 0, , north = 0] = latitudes;
  // A px has 2.197 m at scale 16 in this latitude.
  const metres = distanceMetres({ ...CENTRE, latitude: south }, { ...CENTRE, latitude: north });
  expect(metres / (600 - 48 - 160)).toBeCloseTo(2.197, 2);
});
