import { recentRows } from '../../../miniprogram/search/recents-view';
import { orderLine } from '../../../miniprogram/ui/wording/order-line';
import { at, knownOrder } from '../../support/delivery-reports';

const recent = knownOrder('20261124-1288', 301, at('12:35'), at('12:43'));

it('has a line for each', () => {
  const now = at('12:35:25');
  expect(recentRows([recent], now)).toEqual([{ ...orderLine(recent, now), isOpen: false }]);
});

it('marks the order whose delivery is shown beside the list', () => {
  const rows = recentRows([recent, { ...recent, orderId: 'B-2' }], at('12:36'), ['b-2', 'B-2']);
  expect(rows.map(({ isOpen }) => isOpen)).toEqual([false, true]);
});
