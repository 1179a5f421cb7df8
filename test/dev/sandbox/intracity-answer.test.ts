import {
  fetchCodeOf,
  orderFields,
  privateFactsOf,
  storeFields,
} from '../../../dev/sandbox/intracity-answer';
import {
  type IntracityDeliveries,
  createIntracityDeliveries,
} from '../../../dev/sandbox/intracity-deliveries';
import type { IntracityCourierId, IntracityOrder } from '../../../dev/sandbox/intracity-order';
import { INTRACITY_STORES } from '../../../dev/sandbox/intracity-stores';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MINUTE = 60_000;

let now: number;
let deliveries: IntracityDeliveries;

beforeEach(() => {
  now = NOON;
  const nothing = (): void => undefined;
  deliveries = createIntracityDeliveries({
    now: () => now,
    past: [],
    record: nothing,
    changed: nothing,
  });
});

/** Places an order and moves it through statuses, a minute apart. */
function placed(courierId: IntracityCourierId, ...statuses: readonly number[]): IntracityOrder {
  const { wxOrderId } = deliveries.placeOrder({ courierId, destination: '鹿鸣山庄' });
  for (const status of statuses) {
    now += MINUTE;
    deliveries.move(wxOrderId, status);
  }
  const order = deliveries.byWxOrderId(wxOrderId);
  if (order === undefined) throw new Error('The order was not placed.');
  return order;
}

/** Returns the times that an answer tells, in minutes since noon. */
function timesOf(order: IntracityOrder): Readonly<Record<string, number>> {
  const times = Object.entries(orderFields(order)).filter(
    (field): field is [string, number] =>
      /^(create|accept|fetch|finish|cancel)_time$/.test(field[0]) && field[1] !== undefined,
  );
  return Object.fromEntries(
    times.map(([name, seconds]) => [name, seconds === 0 ? 0 : (seconds * 1000 - NOON) / MINUTE]),
  );
}

describe('queryorder', () => {
  it.each<[readonly number[], Readonly<Record<string, number>>]>([
    [[], {}],
    [[30000], { accept_time: 1 }],
    [[30000, 40000, 50000], { accept_time: 1, fetch_time: 3 }],
    [[30000, 40000, 50000, 70000], { accept_time: 1, fetch_time: 3, finish_time: 4 }],
    [[30000, 60000], {}],
    [[30000, 60000, 30000], { accept_time: 3 }],
    [[30000, 20000], { accept_time: 1, cancel_time: 2 }],
    [[20001], { cancel_time: 1 }],
  ])('tells after %j the times of what happened, and of nothing else', (statuses, times) => {
    expect(timesOf(placed('SFTC', ...statuses))).toEqual({ create_time: 0, ...times });
  });

  it('prints what has not happened as 0 and null, or leaves it out', () => {
    expect(JSON.parse(JSON.stringify(orderFields(placed('SFTC'))))).not.toHaveProperty(
      'accept_time',
    );
    expect(orderFields(placed('SFTC'))['transporter_info']).toBeUndefined();
    expect(orderFields(placed('DADA'))).toMatchObject({ accept_time: 0, transporter_info: null });
  });

  it('prints coordinates as numbers or as text, in both places', () => {
    const number = { lng: expect.any(Number) as number, lat: expect.any(Number) as number };
    const text = expect.stringMatching(/^\d+\.\d{6}$/) as string;
    expect(orderFields(placed('SFTC'))).toMatchObject({
      store_info: number,
      receiver_info: number,
    });
    expect(orderFields(placed('DADA'))).toMatchObject({
      store_info: { lng: text, lat: text },
      receiver_info: { lng: text, lat: text },
    });
  });

  it('tells rider, way and arrival, and never where the rider is', () => {
    const order = placed('SFTC', 30000, 40000, 50000);
    const fields = orderFields(order);
    expect(fields).toMatchObject({
      errcode: 0,
      order_status: 50000,
      wx_order_id: order.wxOrderId,
      store_order_id: order.storeOrderId,
      service_trans_id: 'SFTC',
      delivery_no: order.deliveryNo,
      order_seq: '1',
      fetch_code: fetchCodeOf(order),
      transporter_info: {
        transporter_name: expect.stringMatching(/^.师傅$/) as string,
        transporter_phone: expect.stringMatching(/^120\d{8}$/) as string,
      },
    });
    expect(fields['distance']).toBeGreaterThan(300);
    expect(fields['expected_finish_time']).toBeGreaterThan(Math.floor(now / 1000));
    expect(JSON.stringify(fields)).not.toMatch(/rider|transporter_l/);
  });

  it('holds the customer’s facts, so that tests can look for them elsewhere', () => {
    const order = placed('DADA', 30000);
    const printed = JSON.stringify(orderFields(order));
    const facts = Object.values(privateFactsOf(order));
    for (const fact of facts) expect(printed).toContain(fact);
    expect(facts).toHaveLength(5);
  });

  it('tells the store’s number, or leaves it out as the official sample does', () => {
    expect(orderFields(placed('SFTC'))).not.toHaveProperty('wx_store_id');
    expect(orderFields(placed('DADA'))['wx_store_id']).toBe(INTRACITY_STORES[0].wxStoreId);
  });
});

describe('querystore', () => {
  it('lists the stores with their addresses, and no names', () => {
    const [first] = INTRACITY_STORES;
    expect(storeFields(first.appId)).toMatchObject({ errcode: 0, total: 2 });
    const stores = storeFields(first.appId)['store_list'] as readonly object[];
    expect(stores[0]).toMatchObject({
      wx_store_id: first.wxStoreId,
      out_store_id: first.outStoreId,
      address_info: { house: first.house, lat: first.store.position[1], phone: first.phone },
    });
    expect(JSON.stringify(stores)).not.toContain('name');
  });
});
