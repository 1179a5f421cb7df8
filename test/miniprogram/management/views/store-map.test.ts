import { storeFormOf } from '../../../../miniprogram/management/views/store-form';
import { storeMap } from '../../../../miniprogram/management/views/store-map';

const HERE = { longitude: 113.3254, latitude: 23.128 };
const THERE = { longitude: 116.4, latitude: 39.9 };
const EMPTY = storeFormOf(null);

describe('the map of a store', () => {
  it('marks the place that is typed, close by', () => {
    const form = { ...EMPTY, longitude: '113.3254', latitude: '23.128' };
    const map = storeMap(form, [{ position: THERE }]);
    expect(map).toMatchObject(HERE);
    expect(map.markers).toEqual([expect.objectContaining(HERE)]);
    expect(map.scale).toBeGreaterThan(storeMap(EMPTY, []).scale);
  });

  it('begins near the other stores, and marks nothing', () => {
    expect(storeMap(EMPTY, [{ position: null }, { position: THERE }])).toMatchObject({
      ...THERE,
      markers: [],
    });
  });

  it('marks nothing while half a place is typed', () => {
    expect(storeMap({ ...EMPTY, longitude: '113.3' }, []).markers).toEqual([]);
  });
});
