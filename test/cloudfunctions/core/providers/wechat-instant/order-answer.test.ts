// More than 300 lines: one list of the contract's facts.
import { readOrderAnswer } from '../../../../../cloudfunctions/core/providers/wechat-instant/order-answer';
import { statusOf } from '../../../../../miniprogram/contract/delivery-status';
import { NOON } from '../../../../support/delivery-reports';
import { thrownBy } from '../../../../support/thrown-by';

const delivering = {
  resultcode: 0,
  resultmsg: 'ok',
  order_status: 301,
  waybill_id: '3000000001',
  rider_name: '陈师傅',
  rider_phone: '10012345678',
  rider_lng: 113.33,
  rider_lat: 23.13,
  reach_time: 300,
};

const read = (fields: object) => readOrderAnswer(JSON.stringify(fields), '20261124-1288', NOON);
const refused = (fields: object): unknown => thrownBy(() => read(fields));

describe('readOrderAnswer', () => {
  it('reads a delivery under way: the phone masked, the arrival reckoned from the ask', () => {
    expect(read(delivering)).toEqual({
      delivery: {
        orderId: '20261124-1288',
        status: statusOf('delivering'),
        waybillId: '3000000001',
        rider: { name: '陈师傅', phone: '100****5678', callable: true },
        position: { longitude: 113.33, latitude: 23.13 },
        arrival: { remainingSeconds: 300, expectedAt: NOON + 300_000 },
      },
      contact: { phone: '10012345678' },
    });
  });

  it('takes errcode first: an error of WeChat wins over whatever else the answer holds (§1 [O])', () => {
    const rid = '65fe1f9e-0c5b7a5d-1a2b3c4d';
    const error = { errcode: 930563, errmsg: `order not found rid: ${rid}` };
    expect(refused({ ...delivering, ...error })).toMatchObject({ code: 'order-not-found', rid });
  });

  it('takes errcode 0 for no test of success (§1 [O])', () => {
    expect(
      refused({ ...delivering, errcode: 0, resultcode: 2003, resultmsg: '签名错误' }),
    ).toMatchObject({
      code: 'sign-rejected',
      userMessage: '配送公司答复：签名错误（2003）。',
    });
  });

  it.each([null, '', 0, '0'])(
    'takes an errcode of %j for none: WeChat does not refuse',
    (errcode) => {
      expect(read({ ...delivering, errcode, errmsg: 'ok' }).delivery.status.name).toBe(
        'delivering',
      );
    },
  );

  it.each([
    ['whole', {}],
    ['of zeros', { order_status: 0, waybill_id: '', rider_name: '', rider_lng: 0, rider_lat: 0 }],
  ])('shows nothing of a rider %s in an answer that failed (§1 [R])', (_name, fields) => {
    const failure = refused({ ...delivering, ...fields, resultcode: 9, resultmsg: '系统异常' });
    expect(failure).toMatchObject({ userMessage: '配送公司答复：系统异常（9）。' });
    expect(JSON.stringify(failure)).not.toMatch(/陈师傅|10012345678|113\.33|3000000001/);
  });

  it('takes no notice of fields that no document names, and lets nothing of them out (§1 [R])', () => {
    const extra = {
      action_msg: '请联系 10012345678',
      agent_info: { name: '陈师傅', phone: '10012345678' },
      order_token: 'token',
      delivery_id: 'SFTC',
      delivery_name: '顺丰同城',
    };
    expect(read({ ...delivering, ...extra })).toEqual(read(delivering));
  });

  it('reads a coordinate that is printed with more than 15 digits (§1 [R])', () => {
    const body =
      '{"resultcode":0,"order_status":301,"rider_lng":113.33012345678901234567,"rider_lat":"23.1300000000000000001"}';
    expect(readOrderAnswer(body, '1', NOON).delivery.position).toEqual({
      longitude: 113.33012345678901,
      latitude: 23.13,
    });
  });

  it('calls an answer with neither code malformed (§1 [I])', () => {
    expect(refused({ ...delivering, resultcode: undefined })).toMatchObject({
      code: 'upstream-malformed',
    });
  });

  it.each([
    { errcode: 'system error' },
    { errcode: true },
    { errcode: 0, resultcode: 'E1001' },
    { resultcode: {} },
  ])('takes no code that it cannot read for success: %j', (codes) => {
    expect(refused({ ...delivering, ...codes })).toHaveProperty('code', 'upstream-malformed');
  });

  it('knows the company\'s own "order not found" (§5)', () => {
    expect(refused({ resultcode: 2005, resultmsg: '订单不存在' })).toMatchObject({
      code: 'order-not-found',
    });
  });

  it.each([
    [1, '签名校验失败'],
    [2003, '签名错误'],
    [-99, '平台签名验证错误'],
    [-99, ''],
  ])('knows the known shapes of a wrong sign: %i %s (§3)', (resultcode, resultmsg) => {
    expect(refused({ resultcode, resultmsg })).toHaveProperty('code', 'sign-rejected');
  });

  it('takes no other 1 for a wrong sign', () => {
    expect(refused({ resultcode: 1, resultmsg: '门店已停业' })).toMatchObject({
      code: 'courier-refused',
      userMessage: '配送公司答复：门店已停业（1）。',
    });
  });

  it.each([{ resultcode: 2005 }, { resultcode: 9, resultmsg: '忙' }])(
    'keeps the request id of WeChat with what the company refuses: %j',
    (codes) => {
      const errmsg = 'ok rid: 65fe1f9e-0c5b7a5d-1a2b3c4d';
      expect(refused({ ...codes, errcode: 0, errmsg })).toMatchObject({
        rid: '65fe1f9e-0c5b7a5d-1a2b3c4d',
      });
    },
  );

  it('takes errcode 0 alone for an answer', () => {
    expect(read({ errcode: 0, order_status: 101 }).delivery.status.name).toBe('waiting');
  });

  it.each([undefined, null, '', ' '])(
    'tells the number of a refusal that the company says nothing of: %j (§5)',
    (resultmsg) => {
      expect(refused({ resultcode: 9, resultmsg })).toMatchObject({
        code: 'courier-refused',
        userMessage: '配送公司答复：没有说明原因（9）。',
      });
    },
  );

  it("masks phone numbers in the company's words", () => {
    expect(refused({ resultcode: 9, resultmsg: '请联系 10012345678' })).toMatchObject({
      userMessage: '配送公司答复：请联系 100****5678（9）。',
    });
  });

  it('reads numbers that come as text (§1 [R])', () => {
    const asText = {
      resultcode: '0',
      order_status: '301',
      rider_lng: '113.33',
      rider_lat: '23.13',
      reach_time: '300',
    };
    expect(read(asText).delivery).toMatchObject({
      status: { name: 'delivering' },
      position: { longitude: 113.33, latitude: 23.13 },
      arrival: { remainingSeconds: 300 },
    });
  });

  it.each([
    ['(0, 0)', { rider_lng: 0, rider_lat: 0 }],
    ['("0", "0")', { rider_lng: '0', rider_lat: '0' }],
    ['empty', { rider_lng: '', rider_lat: '' }],
    ['null', { rider_lng: null, rider_lat: null }],
    ['half', { rider_lat: null }],
    ['half the other way', { rider_lng: null }],
    ['0 and a latitude', { rider_lng: 0 }],
    ['a longitude and 0', { rider_lat: 0 }],
    ['east of the globe', { rider_lng: 180.01 }],
    ['west of the globe', { rider_lng: -180.01 }],
    ['north of the globe', { rider_lat: 90.01 }],
    ['south of the globe', { rider_lat: -90.01 }],
  ])('takes a position of %s for unknown', (_name, fields) => {
    expect(read({ ...delivering, ...fields }).delivery.position).toBeNull();
  });

  it.each([
    [180, 90],
    [-180, -90],
  ])('takes (%d, %d), the edge of the globe, for a place', (rider_lng, rider_lat) => {
    expect(read({ ...delivering, rider_lng, rider_lat }).delivery.position).toEqual({
      longitude: rider_lng,
      latitude: rider_lat,
    });
  });

  it.each([1, 86_400])('takes a reach_time of up to a day: %d', (reach_time) => {
    const arrival = { remainingSeconds: reach_time, expectedAt: NOON + reach_time * 1000 };
    expect(read({ ...delivering, reach_time }).delivery.arrival).toEqual(arrival);
  });

  it.each([0, '', null, -5, 86_401, 1_700_000_000])(
    'takes a reach_time of %j for unknown',
    (reach_time) => {
      expect(read({ ...delivering, reach_time }).delivery.arrival).toBeNull();
    },
  );

  it('reads reach_time while delivering only (§1 [O])', () => {
    expect(read({ ...delivering, order_status: 201 }).delivery.arrival).toBeNull();
    expect(read({ ...delivering, order_status: 304 }).delivery.arrival).toBeNull();
  });

  it.each([
    ['谢**', '137******2'],
    ['谢XX', '137XXXX0002'],
    ['谢·某', '137·····0002'],
  ])(
    'offers no call to %s at %s, whom the company masked, and leaves both as they are (§1 [R])',
    (name, phone) => {
      expect(read({ ...delivering, rider_name: name, rider_phone: phone })).toMatchObject({
        delivery: { rider: { name, phone, callable: false } },
        contact: null,
      });
    },
  );

  it.each(['100-1234-5678', '+86 100 1234 5678', '１００１２３４５６７８'])(
    'masks %s, and offers to dial it',
    (rider_phone) => {
      const { delivery, contact } = read({ ...delivering, rider_phone });
      expect(delivery.rider?.phone).toContain('****');
      expect(delivery.rider?.callable).toBe(true);
      expect(contact?.phone.replace(/\D/g, '')).toMatch(/10012345678$/);
    },
  );

  it.each([
    ['1234', false],
    ['95338', true],
    // The number itself is hidden, and what is told only its extension.
    ['137x5678', false],
  ])('offers to dial %s: %j', (rider_phone, callable) => {
    expect(read({ ...delivering, rider_phone }).delivery.rider?.callable).toBe(callable);
  });

  it('knows a rider by the name alone, whom nobody can call, and by the number alone', () => {
    expect(read({ ...delivering, rider_phone: '' })).toMatchObject({
      delivery: { rider: { name: '陈师傅', phone: null, callable: false } },
      contact: null,
    });
    expect(read({ ...delivering, rider_name: '' })).toMatchObject({
      delivery: { rider: { name: null, phone: '100****5678', callable: true } },
      contact: { phone: '10012345678' },
    });
  });

  it('lets no number out inside a name', () => {
    const { delivery } = read({ ...delivering, rider_name: '陈师傅10012345678' });
    expect(delivery.rider?.name).toBe('陈师傅100****5678');
  });

  it('removes unseen characters from texts, and refuses a waybill id that has one', () => {
    const odd = { rider_name: '陈\u0000师傅\u202E', rider_phone: '100\u202E12345678' };
    expect(read({ ...delivering, ...odd, waybill_id: '30000\u202E00001' })).toMatchObject({
      delivery: { waybillId: null, rider: { name: '陈师傅', phone: '100****5678' } },
      contact: { phone: '10012345678' },
    });
    expect(refused({ resultcode: 9, resultmsg: '请\u0007重试\u2067' })).toMatchObject({
      userMessage: '配送公司答复：请重试（9）。',
    });
    expect(refused({ errcode: 930558, errmsg: '请\u202E重试' })).toMatchObject({
      userMessage: '配送公司答复：请重试（930558）。',
    });
  });

  it('closes the map after the end; how long a rider may still be called is for others to say', () => {
    const { delivery, contact } = read({ ...delivering, order_status: 302 });
    const closed = { status: { isFinal: true }, position: null, arrival: null };
    expect(delivery).toMatchObject({ ...closed, rider: { callable: true } });
    expect(contact).toEqual({ phone: '10012345678' });
  });

  it('has no rider before one is found', () => {
    const nobody = { rider_name: '', rider_phone: '', rider_lng: 0, rider_lat: 0, reach_time: 0 };
    const { delivery } = read({ resultcode: 0, order_status: 101, ...nobody });
    expect(delivery).toMatchObject({ rider: null, position: null, waybillId: null });
  });

  it('shows an unlisted status as unknown (§2 [R])', () => {
    const { status } = read({ ...delivering, order_status: 1 }).delivery;
    expect(status).toEqual({ ...statusOf('unknown'), detail: '1' });
  });

  it('loses no digit of a long waybill id (§1 [R])', () => {
    const body = '{"resultcode":0,"order_status":301,"waybill_id":12345678901234567890123456}';
    expect(readOrderAnswer(body, '1', NOON).delivery.waybillId).toBe('12345678901234567890123456');
  });

  it("cuts the company's words and a rider's name where nobody reads on", () => {
    expect(refused({ resultcode: 9, resultmsg: '忙'.repeat(100_000) })).toMatchObject({
      userMessage: `配送公司答复：${'忙'.repeat(200)}…（9）。`,
    });
    const { delivery } = read({ ...delivering, rider_name: '🛵'.repeat(100_000) });
    expect(delivery.rider?.name).toBe(`${'🛵'.repeat(40)}…`);
  });

  it.each([39, 35])('leaves no number whole at a cut, %i characters in', (before) => {
    const rider_name = `${'陈'.repeat(before)}10012345678`;
    expect(read({ ...delivering, rider_name }).delivery.rider?.name).not.toMatch(/\d{7}/);
  });

  it('takes no part of a waybill id for the id', () => {
    const waybillOf = (digits: number) =>
      read({ ...delivering, waybill_id: '7'.repeat(digits) }).delivery.waybillId;
    expect(waybillOf(128)).toBe('7'.repeat(128));
    expect(waybillOf(129)).toBeNull();
  });

  it('dials a number of forty characters, and no part of a longer one', () => {
    const long = '1'.repeat(40);
    expect(read({ ...delivering, rider_phone: long }).contact).toEqual({ phone: long });
    const { delivery, contact } = read({ ...delivering, rider_phone: `${long}1` });
    expect(delivery.rider).toMatchObject({ phone: `111${'*'.repeat(33)}1111…`, callable: false });
    expect(contact).toBeNull();
  });

  it.each([9999, -9999])('takes an order_status of %d, four digits, for one', (order_status) => {
    const { detail } = read({ ...delivering, order_status }).delivery.status;
    expect(detail).toBe(String(order_status));
  });

  it.each([10_000, -10_000, 10012345678, 1e300, 301.5, -100_000])(
    'takes an order_status of %d for none: it goes into the log',
    (order_status) => {
      const { status } = read({ ...delivering, order_status }).delivery;
      expect(status).toEqual({ ...statusOf('unknown'), detail: null });
    },
  );
});
