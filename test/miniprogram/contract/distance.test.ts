import { distanceMetres } from '../../../miniprogram/contract/distance';

const CENTRE = { longitude: 113.33, latitude: 23.13 };

it('is 111 km for a degree to the north, less for one to the east', () => {
  expect(distanceMetres(CENTRE, { ...CENTRE, latitude: 24.13 }) / 1000).toBeCloseTo(111.2, 1);
  expect(distanceMetres(CENTRE, { ...CENTRE, longitude: 114.33 }) / 1000).toBeCloseTo(102.3, 1);
});
