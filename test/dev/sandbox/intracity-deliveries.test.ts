import { INTRACITY_STORES } from '../../../dev/sandbox/intracity-stores';
import { sandboxForEach } from '../../support/served-sandbox';

const MINUTE = 60_000;
const [ONE, TWO] = INTRACITY_STORES;

const served = sandboxForEach();

/** Moves an order through statuses, a minute apart. */
function move(wxOrderId: string, ...statuses: readonly number[]): void {
  for (const status of statuses) {
    served.now += MINUTE;
    served.sandbox.move(wxOrderId, status);
  }
}

const delivery = (id: string) => served.sandbox.deliveries().find(({ orderId }) => orderId === id);

describe('deliveries of 同城配送', () => {
  it('have ids of 19 digits that no JSON number holds', () => {
    const ids = [ONE, TWO].flatMap(({ wxStoreId }) => [
      wxStoreId,
      served.sandbox.placeIntracityOrder({ wxStoreId }).wxOrderId,
    ]);
    for (const id of ids) {
      expect(id).toMatch(/^[1-9]\d{18}$/);
      expect(BigInt(Number(id))).not.toBe(BigInt(id));
    }
    expect(new Set(ids).size).toBe(4);
  });

  it('have a number of the merchant’s own, unique per store only', () => {
    const first = served.sandbox.placeIntracityOrder();
    expect(first.storeOrderId).toBe('20261124-3001');
    expect(served.sandbox.placeIntracityOrder().storeOrderId).toBe('20261124-3002');
    const ofOtherStore = { wxStoreId: TWO.wxStoreId };
    expect(served.sandbox.placeIntracityOrder(ofOtherStore).storeOrderId).toBe('20261124-3003');
    const { storeOrderId } = first;
    const other = served.sandbox.placeIntracityOrder({ ...ofOtherStore, storeOrderId });
    expect(other.wxOrderId).not.toBe(first.wxOrderId);
    expect(() => served.sandbox.placeIntracityOrder({ storeOrderId: first.storeOrderId })).toThrow(
      '门店已经下过订单 20261124-3001。',
    );
    expect(() => served.sandbox.placeIntracityOrder({ wxOrderId: first.wxOrderId })).toThrow(
      '已经有了',
    );
    expect(() => served.sandbox.placeIntracityOrder({ wxStoreId: '1' })).toThrow('没有门店 1');
  });

  it('stand among those of 即时配送, the latest first', () => {
    const { orderId } = served.sandbox.placeOrder();
    served.now += MINUTE;
    const { wxOrderId, storeOrderId } = served.sandbox.placeIntracityOrder({ courierId: 'DADA' });
    expect(served.sandbox.deliveries()).toMatchObject([
      { orderId: wxOrderId, storeOrderId, courier: '达达', status: 10000, riderName: null },
      { orderId, storeOrderId: null },
    ]);
    expect(served.sandbox.nextStatuses(orderId)[0]).toBe(102);
    expect(served.sandbox.nextStatuses(wxOrderId)[0]).toBe(30000);
  });

  it.each([
    [
      [30000, 40000, 60000],
      [30000, 20000, 20001],
    ],
    [
      [30000, 40000, 50000, 90000],
      [70000, 20000, 20001],
    ],
    [[20000], []],
    [[20001], []],
  ])('after %j can go on to %j', (before, next) => {
    const { wxOrderId } = served.sandbox.placeIntracityOrder();
    move(wxOrderId, ...before);
    expect(served.sandbox.nextStatuses(wxOrderId)).toEqual(next);
  });

  it('get another rider after one gave the order back, and none in between', () => {
    const { wxOrderId } = served.sandbox.placeIntracityOrder();
    const riders = [30000, 60000, 30000, 60000, 30000].map((status) => {
      move(wxOrderId, status);
      return delivery(wxOrderId)?.riderName;
    });
    expect(riders[1]).toBeNull();
    expect(riders[2]).not.toBe(riders[0]);
    expect(riders[4]).toBe(riders[0]);
  });

  it('tell the seconds that remain while delivering', () => {
    const { wxOrderId } = served.sandbox.placeIntracityOrder({ destination: '鹿鸣山庄' });
    move(wxOrderId, 30000, 40000);
    expect(delivery(wxOrderId)?.remainingSeconds).toBeNull();
    move(wxOrderId, 50000);
    expect(delivery(wxOrderId)?.remainingSeconds).toBeGreaterThan(120);
    served.now += 60 * MINUTE;
    expect(delivery(wxOrderId)?.remainingSeconds).toBe(0);
  });

  it('refuse a wrong move in a sentence', () => {
    const { wxOrderId } = served.sandbox.placeIntracityOrder();
    expect(() => {
      served.sandbox.move(wxOrderId, 70000);
    }).toThrow(`订单 ${wxOrderId} 现在是 10000，不能变成 70000。`);
    expect(() => {
      served.sandbox.reassign(wxOrderId);
    }).toThrow('沙箱里没有订单');
  });
});
