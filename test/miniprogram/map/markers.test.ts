import {
  dotMarker,
  fadedRiderMarker,
  riderMarker,
  storeMarker,
  waitingRiderMarker,
} from '../../../miniprogram/map/markers';

const HERE = { longitude: 113.33, latitude: 23.13 };
const MIDDLE = { x: 0.5, y: 0.5 };

it('the rider’s marker is an arrow the way he goes, a dot until he has moved', () => {
  expect(riderMarker(HERE, 91.6, 'go')).toMatchObject({
    ...HERE,
    iconPath: '/map/images/rider-go.png',
    rotate: 92,
    anchor: MIDDLE,
    ariaLabel: '骑手',
  });
  expect(riderMarker(HERE, null, 'go').iconPath).toBe('/map/images/rider-go-still.png');
  expect(riderMarker(HERE, null, 'back').iconPath).toBe('/map/images/rider-back-still.png');
});

it.each([
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

it('the store has a marker of its own, with its name beside it where it is known', () => {
  expect(storeMarker(HERE, '天河南店', 'left')).toMatchObject({
    ...HERE,
    iconPath: '/images/store.png',
    ariaLabel: '门店：天河南店',
    label: { content: '天河南店' },
  });
  const nameless = storeMarker(HERE, '', 'left');
  expect(nameless.ariaLabel).toBe('门店');
  expect(nameless).not.toHaveProperty('label');
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
