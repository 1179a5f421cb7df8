import { distanceMetres } from '../../../miniprogram/contract/delivery';

const CENTRE = { longitude: 113.33, latitude: 23.13 };
const NORTH = { longitude: 0, latitude: 51.5 };

it.each([
  ['a degree of latitude', CENTRE, { ...CENTRE, latitude: 24.13 }, 111.2],
  ['a degree of longitude', CENTRE, { ...CENTRE, longitude: 114.33 }, 102.3],
  ['a degree of longitude farther north', NORTH, { ...NORTH, longitude: 1 }, 69.2],
  ['a way across', CENTRE, { longitude: 113.394, latitude: 23.193 }, 9.6],
  ['a long way, whose middle counts', CENTRE, { longitude: 114.33, latitude: 43.13 }, 2225.8],
])('measures %s, there and back, in km', (_what, from, to, kilometres) => {
  expect(distanceMetres(from, to) / 1000).toBeCloseTo(kilometres, 1);
  expect(distanceMetres(to, from)).toBeCloseTo(distanceMetres(from, to), 6);
});
