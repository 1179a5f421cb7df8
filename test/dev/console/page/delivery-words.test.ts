import { attemptWords, deliveryWords } from '../../../../dev/console/page/delivery-words';
import { createDeliveryOrder } from '../../../../dev/console/page/delivery-order';
import type { ShownDelivery } from '../../../../dev/protocol/host-state';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MINUTE = 60_000;

function delivery(status: number, more: Partial<ShownDelivery> = {}): ShownDelivery {
  return {
    orderId: `order ${status}`,
    courier: '顺丰同城',
    store: '天河南店',
    earlier: [],
    destination: '鹿鸣山庄',
    status,
    riderName: '陈师傅',
    remainingSeconds: null,
    expectedAt: null,
    changedAt: NOON,
    way: [],
    next: [],
    canChangeRider: false,
    ...more,
  };
}

const what = (shown: ShownDelivery, now = NOON): string => deliveryWords(shown, now).what;

describe('a delivery in words', () => {
  it('counts the minutes to its arrival as the phone does', () => {
    const onItsWay = delivery(301, { expectedAt: NOON + 8 * MINUTE });
    expect(deliveryWords(onItsWay, NOON)).toEqual({
      status: '301 配送中',
      tone: 'go',
      what: '陈师傅 · 8 分钟后到',
      isStuck: false,
    });
    expect(what(onItsWay, NOON + 1)).toBe('陈师傅 · 8 分钟后到');
    expect(what(onItsWay, NOON + 7.5 * MINUTE)).toBe('陈师傅 · 不到 1 分钟到');
    expect(what(onItsWay, NOON + 8 * MINUTE)).toBe('陈师傅 · 到门口了');
    expect(what(delivery(301))).toBe('陈师傅 · 在路上');
  });

  it('says for how long something has been so', () => {
    expect(what(delivery(201), NOON + 3 * MINUTE)).toBe('陈师傅 · 到店 3 分钟');
    expect(what(delivery(304), NOON + 2 * MINUTE)).toBe('陈师傅 · 返还 2 分钟');
    expect(what(delivery(102))).toBe('陈师傅 · 刚接单');
    expect(what(delivery(101, { riderName: null }), NOON + 4 * MINUTE)).toBe('等了 4 分钟');
    expect(what(delivery(101, { riderName: null }))).toBe('刚下单');
    expect(what(delivery(302), NOON + 22 * MINUTE)).toBe('22 分钟前结束');
    expect(what(delivery(302))).toBe('刚刚结束');
  });

  it('says what is stuck, in the tone of trouble', () => {
    expect(deliveryWords(delivery(201), NOON + 17 * MINUTE)).toMatchObject({
      status: '201 取货中',
      tone: 'bad',
      what: '陈师傅 · 停住 17 分钟',
      isStuck: true,
    });
    expect(deliveryWords(delivery(101, { riderName: null }), NOON + 10 * MINUTE)).toMatchObject({
      what: '停住 10 分钟',
      isStuck: true,
    });
    expect(deliveryWords(delivery(302), NOON + 60 * MINUTE).isStuck).toBe(false);
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
