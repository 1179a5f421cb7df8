import { orderLine } from '../../../../miniprogram/ui/wording/order-line';
import { at, knownOrder } from '../../../support/delivery-reports';

const order = knownOrder('20261124-1288', 301, at('12:35'), at('12:43'));

describe('a known order in a line', () => {
  it('tells the last known status in a word, when it arrives, and how old that is', () => {
    expect(orderLine(order, at('12:35:25'))).toEqual({
      orderId: '20261124-1288',
      tag: '配送中',
      tone: 'go',
      detail: '预计 12:43 送达',
      age: '25 秒前',
    });
  });

  it('tells how it stands where no arrival is told, or it has passed', () => {
    expect(
      orderLine({ ...order, status: 'returning-unreachable', expectedAt: null }, at('12:38')),
    ).toMatchObject({
      tag: '返还中',
      tone: 'back',
      detail: '联系不上收货人，货正在返回',
      age: '3 分前',
    });
    expect(orderLine(order, at('12:44')).detail).toBe('骑手正在送货');
  });

  it('tells of an ended order how it ended, not when it was to come', () => {
    expect(orderLine({ ...order, status: 'delivered' }, at('12:37')).detail).toBe('货已送达');
  });
});
