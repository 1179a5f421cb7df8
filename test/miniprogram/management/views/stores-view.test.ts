import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/shared/shop';
import {
  storeRemovalQuestion,
  storeRows,
} from '../../../../miniprogram/management/views/stores-view';

describe('the stores', () => {
  it('stand by name, and say whether they are on the map', () => {
    const store = { storeId: 'st-1', version: 1, name: '一店', thresholds: DEFAULT_THRESHOLDS };
    const position = { longitude: 113.3, latitude: 23.1 };
    expect(
      storeRows([
        { ...store, position },
        { ...store, storeId: 'st-2', name: '二店', position: null },
      ]),
    ).toEqual([
      { storeId: 'st-2', title: '二店', detail: '还没有在地图上标出' },
      { storeId: 'st-1', title: '一店', detail: '已在地图上标出' },
    ]);
  });

  it('are asked about by name before one is removed', () => {
    expect(storeRemovalQuestion('一店')).toMatchObject({
      title: '删除一店？',
      confirmText: '删除',
    });
  });
});
