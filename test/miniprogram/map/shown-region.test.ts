import { distanceMetres } from '../../../miniprogram/contract/delivery';
import { positionAt, pixelAt, regionBetween } from '../../../miniprogram/map/shown-region';
import { placeFrom } from '../../support/scripted-ride';

const HERE = { longitude: 113.33, latitude: 23.13 };

it('a map shows a place at a point of it, and has a place at each point', () => {
  const region = regionBetween(placeFrom(HERE, -1000, -2000), placeFrom(HERE, 1000, 2000), 600);
  expect(region.width).toBeCloseTo(300, 0);
  const { x, y } = pixelAt(region, HERE);
  expect([x / region.width, y]).toEqual([expect.closeTo(0.5, 3), expect.closeTo(300, 3)]);
  const far = placeFrom(HERE, 900, 1900);
  expect(pixelAt(region, far).y).toBeLessThan(20);
  expect(distanceMetres(positionAt(region, pixelAt(region, far)), far)).toBeLessThan(0.1);
});
