import {
  readStoreForm,
  storeFormOf,
  positionFields,
  storeMap,
  storeRows,
} from '../../../../miniprogram/management/views/store-form';
import { type Store, DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';

const STORE: Store = {
  storeId: 'st-1',
  version: 2,
  name: '一店',
  position: { longitude: 113.3254821, latitude: 23.128 },
  thresholds: { noRiderMinutes: 5, atStoreMinutes: 6, notMovingMinutes: 7, overdueMinutes: 8 },
};

describe('the form of a store', () => {
  it('reads as the store that it shows', () => {
    expect(readStoreForm({ ...storeFormOf(STORE), name: ' 新一店 ' }, STORE)).toEqual({
      ok: true,
      value: {
        storeId: 'st-1',
        version: 2,
        name: '新一店',
        position: { longitude: 113.325482, latitude: 23.128 },
        thresholds: STORE.thresholds,
      },
    });
  });

  it('begins with the usual times and no place, and may have none', () => {
    expect(readStoreForm({ ...storeFormOf(null), name: '二店' }, null)).toMatchObject({
      ok: true,
      value: { storeId: null, version: 0, position: null, thresholds: DEFAULT_THRESHOLDS },
    });
  });

  it.each([
    ['113.3', '', { latitude: '纬度也要填。' }],
    ['', '23.1', { longitude: '经度也要填。' }],
    ['181', '23.1', { longitude: '要填 -180 到 180 的数字。' }],
    ['113.3', '91', { latitude: '要填 -90 到 90 的数字。' }],
    ['东经', '23.1', { longitude: '要填 -180 到 180 的数字。' }],
    [
      '113.',
      '1e1',
      { longitude: '要填 -180 到 180 的数字。', latitude: '要填 -90 到 90 的数字。' },
    ],
  ])('says what is wrong with a place at “%s”, “%s”', (longitude, latitude, reasons) => {
    const form = { ...storeFormOf(STORE), longitude, latitude };
    expect(storeMap(form, []).markers).toEqual([]);
    expect(readStoreForm(form, STORE)).toEqual({ ok: false, reasons });
  });

  it.each(['0', '601'])('refuses “%s” minutes, beside a missing name', (noRiderMinutes) => {
    expect(readStoreForm({ ...storeFormOf(STORE), noRiderMinutes, name: ' ' }, STORE)).toEqual({
      ok: false,
      reasons: { name: '请填门店的名字。', noRiderMinutes: '请填 1 到 600 的整数。' },
    });
  });

  it('takes a place from the map as it would be typed', () => {
    const expected = { longitude: '113.325', latitude: '-23.1' };
    expect(positionFields({ longitude: 113.32500000001, latitude: -23.1 })).toEqual(expected);
  });
});

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
    const map = storeMap(EMPTY, [{ position: null }, { position: THERE }]);
    expect(map).toMatchObject({ ...THERE, markers: [] });
  });
});

it('the stores stand by name, and say whether they are on the map', () => {
  const other = { ...STORE, storeId: 'st-2', name: '二店', position: null };
  expect(storeRows([STORE, other])).toEqual([
    { storeId: 'st-2', title: '二店', detail: '还没有在地图上标出' },
    { storeId: 'st-1', title: '一店', detail: '已在地图上标出' },
  ]);
});
