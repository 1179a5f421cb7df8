import {
  dotMarker,
  fadedRiderMarker,
  riderMarker,
  storeMarker,
  waitingRiderMarker,
} from '../../../miniprogram/map/markers';

const HERE = { longitude: 113.33, latitude: 23.13 };

it.each([
  ['of a rider who has not moved', riderMarker(HERE, null, 'back'), 'rider-back-still', '骑手'],
  ['of a rider at the store', waitingRiderMarker(HERE, 'go'), 'rider-waits', '骑手在店里'],
  ['of one who has to go', waitingRiderMarker(HERE, 'bad'), 'rider-bad-still', '骑手在店里'],
  ['of his last place', fadedRiderMarker(HERE), 'rider-old', '骑手最后的位置'],
])('the marker %s has no direction, and replaces the rider’s', (_what, marker, picture, label) => {
  expect(marker).toMatchObject({
    ...HERE,
    iconPath: `/map/images/${picture}.png`,
    rotate: 0,
    ariaLabel: label,
    id: riderMarker(HERE, null, 'go').id,
  });
});

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
