import { createDeliveryOrder } from '../../../../dev/console/page/delivery-order';
import { whatGoesOn } from '../../../../dev/console/page/delivery-words';
import type { ShownDelivery } from '../../../../dev/protocol/host-state';
import { NOON, shownDelivery as delivery } from '../../../support/shown-deliveries';

const MINUTE = 60_000;
const expected = { expectedAt: NOON + 8 * MINUTE };

describe('a delivery in words', () => {
  it.each<[string, number, number, Partial<ShownDelivery>]>([
    // Minutes until arrival are counted as on the phone.
    ['陈师傅 · 8 分钟后到', 301, 1 / MINUTE, expected],
    ['陈师傅 · 马上到', 301, 7.5, expected],
    ['陈师傅 · 到门口了', 301, 8, expected],
    ['陈师傅 · 8 分钟后到', 50000, 1 / MINUTE, expected],
    ['陈师傅 · 刚刚', 102, 0, {}],
    ['4 分钟前', 101, 4, { riderName: null }],
    ['22 分钟前', 302, 22, {}],
  ])('says "%s" (%d, after %d minutes)', (what, status, minutes, more) => {
    expect(whatGoesOn(delivery(status, more), NOON + minutes * MINUTE)).toBe(what);
  });
});

describe('the order of deliveries', () => {
  it('begins with what there is most to see of, and ends with what is over', () => {
    const shown = [302, 101, 501, 201, 304, 301].map((status) => delivery(status));
    const statuses = createDeliveryOrder()(shown).map(({ status }) => status);
    expect(statuses).toEqual([301, 304, 201, 101, 302, 501]);
  });

  it('does not change under the hand, and puts what is new first', () => {
    const inOrder = createDeliveryOrder();
    inOrder([delivery(101), delivery(301)]);
    const moved = { ...delivery(301), status: 302 };
    const fresh = delivery(101, { orderId: 'new' });
    const ids = inOrder([fresh, delivery(101), moved]).map(({ orderId }) => orderId);
    expect(ids).toEqual(['new', 'order 301', 'order 101']);
  });
});
