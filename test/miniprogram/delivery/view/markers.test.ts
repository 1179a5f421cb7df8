import {
  oldRiderMarker,
  riderMarker,
  storeMarker,
} from '../../../../miniprogram/delivery/view/markers';

const HERE = { longitude: 113.33, latitude: 23.13 };

it('the rider’s marker is an arrow the way he goes, a dot until he has moved', () => {
  expect(riderMarker(HERE, 91.6, 'go')).toMatchObject({
    ...HERE,
    iconPath: '/images/rider-go.png',
    rotate: 92,
    ariaLabel: '骑手',
  });
  expect(riderMarker(HERE, null, 'go').iconPath).toBe('/images/rider-go-still.png');
  expect(riderMarker(HERE, null, 'back').iconPath).toBe('/images/rider-back-still.png');
});

it('the rider’s last place has a marker of its own, which the rider’s replaces', () => {
  const old = oldRiderMarker(HERE);
  expect(old).toMatchObject({
    ...HERE,
    iconPath: '/images/rider-old.png',
    ariaLabel: '骑手最后的位置',
  });
  expect(old.id).toBe(riderMarker(HERE, null, 'go').id);
});

it('the store has a marker of its own', () => {
  const [rider, store] = [riderMarker(HERE, null, 'go'), storeMarker(HERE)];
  expect(store).toMatchObject({ ...HERE, iconPath: '/images/store.png', ariaLabel: '门店' });
  expect(store.id).not.toBe(rider.id);
});
