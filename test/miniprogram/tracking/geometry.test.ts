import { bearingDegrees, distanceMetres } from '../../../miniprogram/tracking/geometry';

const CENTRE = { longitude: 113.33, latitude: 23.13 };

it('measures a degree of latitude as about 111 km', () => {
  const north = { ...CENTRE, latitude: 24.13 };
  expect(distanceMetres(CENTRE, north) / 1000).toBeCloseTo(111.2, 1);
});

it.each([
  ['north', 0, 0.01, 0],
  ['east', 0.01, 0, 90],
  ['south', 0, -0.01, 180],
  ['west', -0.01, 0, 270],
])('points %s', (_, east, north, degrees) => {
  const to = { longitude: CENTRE.longitude + east, latitude: CENTRE.latitude + north };
  expect(bearingDegrees(CENTRE, to)).toBeCloseTo(degrees, 1);
});
