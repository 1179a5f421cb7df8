import { readOrderAnswer } from '../../../../../cloudfunctions/core/providers/wechat-intracity/order-answer';
import { parseAnswer } from '../../../../../cloudfunctions/core/providers/wechat/wire';
import { statusOf } from '../../../../../miniprogram/contract/delivery-status';
import { NOON } from '../../../../support/delivery-reports';

const S = NOON / 1000;

/** Answer with everything that the contract names (docs/intracity-contract.md §1). */
const delivering = {
  errcode: 0,
  errmsg: 'ok',
  order_status: 50000,
  wx_order_id: '7100000000000000001',
  store_order_id: 'A-1',
  wx_store_id: '4000000000000000001',
  user_openid: 'openid-of-the-receiver',
  service_trans_id: 'SFTC',
  delivery_no: '4000000000000000007',
  create_time: S - 900,
  accept_time: S - 600,
  fetch_time: S - 300,
  finish_time: 0,
  cancel_time: 0,
  expected_finish_time: S + 600,
  distance: 2400,
  transporter_info: { transporter_name: '陈师傅', transporter_phone: '10012345678' },
  store_info: { store_name: '一店', lng: 113.3, lat: 23.1, phone_num: '10000000001' },
  receiver_info: {
    receiver_name: '收货人林',
    address: '示例路 7 号 301',
    phone_num: '10087654321',
    lng: '113.123456',
    lat: 23.987654,
  },
  cargo_info: { cargo_name: '蛋糕' },
  fetch_code: '4321',
  recv_code: '9876',
  order_seq: '#12',
  actualfee: 600,
};

const read = (changes: object = {}) =>
  readOrderAnswer(parseAnswer(JSON.stringify({ ...delivering, ...changes })), 'A-1', NOON);
const delivery = (changes: object = {}) => read(changes).delivery;

describe('readOrderAnswer', () => {
  it('reads a delivery under way: no rider’s position, the receiver’s point rounded', () => {
    expect(read()).toEqual({
      delivery: {
        orderId: 'A-1',
        provider: 'wechat-intracity',
        status: statusOf('delivering'),
        waybillId: '4000000000000000007',
        rider: { name: '陈师傅', phone: '100****5678', callable: true },
        position: null,
        routeMetres: 2400,
        arrival: { remainingSeconds: 600, expectedAt: NOON + 600_000 },
        company: 'SFTC',
        receiverPosition: { longitude: 113.123, latitude: 23.988 },
      },
      contact: { phone: '10012345678' },
      askedAt: NOON,
      eventTimes: [
        { status: 'waiting', at: NOON - 900_000 },
        { status: 'assigned', at: NOON - 600_000 },
        { status: 'picked-up', at: NOON - 300_000 },
        { status: 'delivering', at: NOON - 300_000 },
      ],
    });
  });

  it.each([10000, 20000, 20001, 30000, 40000, 50000, 60000, 70000, 90000, 12345])(
    'drops receiver, goods and prices at once: %i',
    (order_status) => {
      const { contact: _contact, ...rest } = read({ order_status });
      expect(JSON.stringify(rest)).not.toMatch(
        /收货人|示例路|10087654321|10012345678|openid|9876|蛋糕|113\.1234|23\.9876/,
      );
    },
  );

  const HANDOVER = { code: '4321', serial: '#12' };
  const POINT = { longitude: 113.123, latitude: 23.988 };
  it.each([
    [10000, undefined, POINT, null],
    [30000, HANDOVER, POINT, '陈师傅'],
    [40000, HANDOVER, POINT, '陈师傅'],
    [50000, undefined, POINT, '陈师傅'],
    [60000, undefined, POINT, null],
    [70000, undefined, undefined, '陈师傅'],
    [20000, undefined, undefined, '陈师傅'],
    [20001, undefined, undefined, '陈师傅'],
    [90000, undefined, POINT, '陈师傅'],
  ])(
    'tells 取货码 until the pick-up, the receiver’s point until the end, and no rider before one accepts or after he gave it back: %i',
    (order_status, handover, receiverPosition, name) => {
      const { contact, delivery } = read({ order_status });
      expect(delivery.handover).toEqual(handover);
      expect(delivery.receiverPosition).toEqual(receiverPosition);
      expect([delivery.rider?.name ?? null, contact !== null]).toEqual([name, name !== null]);
    },
  );

  it('tells what there is of 取货码 and serial number', () => {
    const at = (changes: object) => delivery({ order_status: 40000, ...changes }).handover;
    expect(at({ fetch_code: '' })).toEqual({ code: null, serial: '#12' });
    expect(at({ order_seq: null })).toEqual({ code: '4321', serial: null });
    expect(at({ fetch_code: 0, order_seq: '9'.repeat(30) })).toBeUndefined();
    expect(at({ fetch_code: '0', order_seq: ' ' })).toBeUndefined();
  });

  it.each([
    ...[
      '1234567',
      '123 4567',
      '1-2-3-4-5-6-7',
      'A1B2C3D4E5F6G7',
      '１２３４５６７',
      '一二三四五六七',
    ],
  ])('takes %s for no 取货码, but perhaps a phone number', (fetch_code) => {
    const { handover } = delivery({ order_status: 40000, fetch_code });
    expect(handover).toEqual({ code: null, serial: '#12' });
  });

  it.each(['0000', '00', '000000', '0e12', '0x00'])('takes %s for a 取货码', (fetch_code) => {
    const { handover } = delivery({ order_status: 40000, fetch_code, order_seq: '00' });
    expect(handover).toEqual({ code: fetch_code, serial: '00' });
  });

  it.each([[{}], [{ lng: 0, lat: 0 }], [{ lng: '', lat: 23 }], [{ lng: 999, lat: 23 }], [null]])(
    'takes %j for no point',
    (receiver_info) => {
      expect(delivery({ receiver_info }).receiverPosition).toBeUndefined();
    },
  );

  it.each([[undefined], [null], [{}], ['']])('takes %j for no rider', (transporter_info) => {
    expect(read({ transporter_info })).toMatchObject({ contact: null, delivery: { rider: null } });
  });

  it('tells the times of what is over by the status, and none of "not yet"', () => {
    const told = (changes: object) => read(changes).eventTimes?.map(({ status }) => status);
    expect(told({ order_status: 10000 })).toEqual(['waiting']);
    expect(told({ order_status: 30000, accept_time: 0 })).toEqual(['waiting']);
    expect(told({ order_status: 40000 })).toEqual(['waiting', 'assigned']);
    expect(told({ order_status: 60000 })).toEqual(['waiting', 'assigned']);
    const all = ['waiting', 'assigned', 'picked-up', 'delivering', 'delivered'];
    expect(told({ order_status: 70000, finish_time: S })).toEqual(all);
    const cancelled = { order_status: 20001, fetch_time: null, cancel_time: String(S) };
    expect(told(cancelled)).toEqual(['waiting', 'assigned', 'cancelled-by-courier']);
    expect(told({ order_status: 12345 })).toEqual([]);
    expect(told({ order_status: 30000, create_time: 1, accept_time: S + 3600 })).toEqual([]);
  });

  it('expects no arrival while nobody rides, after the end, or a day off', () => {
    const arrival = (changes: object) => delivery(changes).arrival;
    expect(arrival({ order_status: 30000 })?.expectedAt).toBe(NOON + 600_000);
    const late = { remainingSeconds: 0, expectedAt: NOON - 60_000 };
    expect(arrival({ expected_finish_time: S - 60 })).toEqual(late);
    for (const order_status of [10000, 60000, 70000, 90000])
      expect([order_status, arrival({ order_status })]).toEqual([order_status, null]);
    for (const expected_finish_time of [0, 300])
      expect(arrival({ expected_finish_time })).toBeNull();
  });

  it('shows an unknown status with its number, but no phone number', () => {
    const { status } = delivery({ order_status: 80000 });
    expect(status).toMatchObject({ name: 'unknown', detail: '80000' });
    expect(delivery({ order_status: 10012345678 }).status.detail).toBeNull();
  });
});

it.each([
  [2310, 2310],
  ['2310.4', 2310],
  [0, undefined],
  ['', undefined],
  [-5, undefined],
  [9_000_000, undefined],
  [undefined, undefined],
])('the route of %p metres is read as %p', (distance, routeMetres) => {
  expect(delivery({ distance }).routeMetres).toBe(routeMetres);
});
