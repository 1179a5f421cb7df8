import { attemptWords, deliveryWords } from '../../../../dev/console/page/delivery-words';
import { createDeliveryOrder } from '../../../../dev/console/page/delivery-order';
import type { ShownDelivery } from '../../../../dev/protocol/host-state';
import { NOON, shownDelivery as delivery } from '../../../support/shown-deliveries';

const MINUTE = 60_000;

describe('a delivery in words', () => {
  it('tells its status, its tone, and what is going on', () => {
    const onItsWay = delivery(301, { expectedAt: NOON + 8 * MINUTE });
    expect(deliveryWords(onItsWay, NOON)).toEqual({
      status: '301 配送中',
      tone: 'go',
      what: '陈师傅 · 8 分钟后到',
      isStuck: false,
    });
  });

  const expected = { expectedAt: NOON + 8 * MINUTE };
  const noRider = { riderName: null };
  it.each<[string, number, number, Partial<ShownDelivery>]>([
    // Minutes until arrival are counted as on the phone.
    ['陈师傅 · 8 分钟后到', 301, 1 / MINUTE, expected],
    ['陈师傅 · 不到 1 分钟到', 301, 7.5, expected],
    ['陈师傅 · 到门口了', 301, 8, expected],
    ['陈师傅 · 在路上', 301, 0, {}],
    ['陈师傅 · 到店 3 分钟', 201, 3, {}],
    ['陈师傅 · 返还 2 分钟', 304, 2, {}],
    ['陈师傅 · 刚接单', 102, 0, {}],
    ['等了 4 分钟', 101, 4, noRider],
    ['刚下单', 101, 0, noRider],
    ['22 分钟前结束', 302, 22, {}],
    ['刚刚结束', 302, 0, {}],
    ['陈师傅 · 8 分钟后到', 50000, 1 / MINUTE, expected],
    ['陈师傅 · 到店 3 分钟', 40000, 3, {}],
    ['退单 4 分钟', 60000, 4, noRider],
    ['陈师傅 · 异常 4 分钟', 90000, 4, {}],
    ['22 分钟前结束', 70000, 22, {}],
  ])('says "%s" (%d, after %d minutes)', (what, status, minutes, more) => {
    const told = deliveryWords(delivery(status, more), NOON + minutes * MINUTE);
    expect(told).toMatchObject({ what, isStuck: false });
  });

  it.each<[string, number, number, boolean]>([
    ['陈师傅 · 停住 17 分钟', 201, 17, true],
    ['陈师傅 · 停住 10 分钟', 101, 10, true],
    ['陈师傅 · 停住 15 分钟', 40000, 15, true],
    ['60 分钟前结束', 302, 60, false],
  ])('says "%s", in the tone of failure when it is stuck', (what, status, minutes, isStuck) => {
    const told = deliveryWords(delivery(status), NOON + minutes * MINUTE);
    expect(told).toMatchObject({ what, isStuck });
    expect(told.tone === 'bad').toBe(isStuck);
  });
});

describe('an earlier attempt in words', () => {
  it('tells who had it, and what became of it', () => {
    expect(attemptWords({ courier: '闪送', status: 204 })).toBe('闪送（204 取货失败）');
  });
});

describe('the order of deliveries', () => {
  it('begins with what there is most to see of, and ends with what is over', () => {
    const inOrder = createDeliveryOrder();
    expect(
      inOrder([302, 101, 501, 201, 304, 301].map((status) => delivery(status))).map(
        ({ status }) => status,
      ),
    ).toEqual([301, 304, 201, 101, 302, 501]);
  });

  it('does not change under the hand, and puts what is new first', () => {
    const inOrder = createDeliveryOrder();
    inOrder([delivery(101), delivery(301)]);
    const moved = { ...delivery(301), status: 302 };
    const fresh = delivery(101, { orderId: 'new' });
    expect(inOrder([fresh, delivery(101), moved]).map(({ orderId }) => orderId)).toEqual([
      'new',
      'order 301',
      'order 101',
    ]);
  });
});
