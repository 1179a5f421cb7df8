import { recentRows } from '../../../miniprogram/search/recents-view';
import { at } from '../../support/delivery-reports';

const recent = {
  orderId: '20261124-1288',
  code: 301,
  askedAt: at('12:35'),
  expectedAt: at('12:43'),
};

it('tells the last known status in a word, when it arrives, and how old that is', () => {
  expect(recentRows([recent], at('12:35:25'))).toEqual([
    {
      orderId: '20261124-1288',
      tag: '配送中',
      tone: 'go',
      detail: '预计 12:43 送达',
      age: '25 秒前',
      isOpen: false,
    },
  ]);
});

it('tells of an ended order how it ended, not when it was to come', () => {
  expect(recentRows([{ ...recent, code: 304, expectedAt: null }], at('12:38'))[0]).toMatchObject({
    tag: '返还中',
    tone: 'back',
    detail: '联系不上收货人，货正在返回',
    age: '3 分前',
  });
  expect(recentRows([{ ...recent, code: 302 }], at('12:57'))[0]?.detail).toBe('货已送达');
});

it('marks the order whose delivery is shown beside the list', () => {
  const rows = recentRows([recent, { ...recent, orderId: 'B-2' }], at('12:36'), ['b-2', 'B-2']);
  expect(rows.map(({ isOpen }) => isOpen)).toEqual([false, true]);
});
