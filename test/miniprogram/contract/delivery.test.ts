import { distanceMetres } from '../../../miniprogram/contract/delivery';

const CENTRE = { longitude: 113.33, latitude: 23.13 };

it('measures a degree of latitude as about 111 km', () => {
  const north = { ...CENTRE, latitude: 24.13 };
  expect(distanceMetres(CENTRE, north) / 1000).toBeCloseTo(111.2, 1);
});

it('measures a degree of longitude as less, the farther north', () => {
  const east = { ...CENTRE, longitude: 114.33 };
  expect(distanceMetres(CENTRE, east) / 1000).toBeCloseTo(102.3, 1);
  const [london, farther] = [0, 1].map((longitude) => ({ longitude, latitude: 51.5 }));
  expect(distanceMetres(london ?? CENTRE, farther ?? CENTRE) / 1000).toBeCloseTo(69.2, 1);
});

it('measures across as well as along', () => {
  const to = { longitude: 113.334, latitude: 23.133 };
  expect(distanceMetres(CENTRE, to)).toBeCloseTo(528, -1);
  expect(distanceMetres(to, CENTRE)).toBeCloseTo(distanceMetres(CENTRE, to), 6);
});

it('takes the middle of a long way for its latitude', () => {
  const to = { longitude: 114.33, latitude: 43.13 };
  expect(distanceMetres(CENTRE, to) / 1000).toBeCloseTo(2225.8, 0);
});
