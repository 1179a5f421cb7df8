import { dotMarker, riderMarker, storeMarker } from '../../../miniprogram/map/markers';

const HERE = { longitude: 113.33, latitude: 23.13 };

it('the rider stands above the store, the store above the dots, and no two share an id', () => {
  const markers = [
    riderMarker(HERE, 0, 'go'),
    storeMarker(HERE, '', 'right'),
    dotMarker(HERE, 0),
    dotMarker(HERE, 1),
  ];
  const [rider = NaN, store = NaN, dot = NaN] = markers.map(({ zIndex }) => zIndex);
  expect(rider).toBeGreaterThan(store);
  expect(store).toBeGreaterThan(dot);
  expect(new Set(markers.map(({ id }) => id)).size).toBe(4);
});
