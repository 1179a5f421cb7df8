import { readOrderAnswer } from '../../../../../cloudfunctions/core/providers/wechat-instant/order-answer';
import { statusOf } from '../../../../../miniprogram/contract/delivery-status';
import { NOON } from '../../../../support/delivery-reports';
import { thrownBy } from '../../../../support/thrown-by';

const RID = '65fe1f9e-0c5b7a5d-1a2b3c4d';
/** Longest phone number. */
const LONG = '1'.repeat(40);

const delivering = {
  resultcode: 0,
  resultmsg: 'ok',
  order_status: 301,
  waybill_id: '3000000001',
  rider_name: '陈师傅',
  rider_phone: '10012345678',
  rider_lng: 113.33,
  // Numbers come as text, too (§1 [R]).
  rider_lat: '23.13',
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

  it.each([
    // Errors of WeChat come first (§1 [O]).
    [{ errcode: 930563, resultcode: 2003 }, 'order-not-found'],
    [{ resultcode: 2005, resultmsg: '订单不存在' }, 'order-not-found'],
    [{ resultcode: 1, resultmsg: '签名校验失败' }, 'sign-rejected'],
    [{ resultcode: 1, resultmsg: '门店已停业' }, 'courier-refused'],
    [{ resultcode: 2003, resultmsg: '' }, 'sign-rejected'],
    [{ resultcode: -99, resultmsg: '' }, 'sign-rejected'],
    [{ resultcode: 9, resultmsg: '忙' }, 'courier-refused'],
  ])('takes %j for a refusal, with WeChat’s request id (§3, §5)', (codes, code) => {
    const fields = { ...delivering, errcode: 0, errmsg: `ok rid: ${RID}`, ...codes };
    expect(refused(fields)).toMatchObject({ code, rid: RID });
  });

  it.each([{}, { errcode: 'system error' }, { errcode: 0, resultcode: 'E1001' }])(
    'takes no codes that are missing or cannot be read for success: %j (§1 [I])',
    (codes) => {
      const fields = { ...delivering, resultcode: undefined, ...codes };
      expect(refused(fields)).toHaveProperty('code', 'upstream-malformed');
    },
  );

  it('takes errcode 0 alone for an answer', () => {
    expect(read({ errcode: 0, order_status: 101 }).delivery.status.name).toBe('waiting');
  });

  it.each([
    ['系统异常', '系统异常'],
    [undefined, '没有说明原因'],
    [' ', '没有说明原因'],
    ['请联系 10012345678', '请联系 100****5678'],
    ['请\u0007重试\u2067', '请重试'],
    ['忙'.repeat(100_000), `${'忙'.repeat(200)}…`],
  ])('tells the company’s words with their number, and nothing of a rider', (resultmsg, words) => {
    const failure = refused({ ...delivering, resultcode: 9, resultmsg });
    expect(failure).toMatchObject({ userMessage: `配送公司答复：${words}（9）。` });
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

  const positionOf = (rider_lng: unknown, rider_lat: unknown) =>
    read({ ...delivering, rider_lng, rider_lat }).delivery.position;

  it.each([180, -180])('takes a position up to the poles and half round the earth: %i', (most) => {
    expect(positionOf(most, most / 2)).toEqual({ longitude: most, latitude: most / 2 });
  });

  it.each([null, 0, 180.01, -180.01])('takes no longitude of %j', (longitude) => {
    expect(positionOf(longitude, 23.13)).toBeNull();
  });

  it.each([null, '0', 90.01, -90.01])('takes no latitude of %j', (latitude) => {
    expect(positionOf(113.33, latitude)).toBeNull();
  });

  it('reads a reach_time of up to a day, while delivering only (§1 [O])', () => {
    const secondsOf = (reach_time: unknown, order_status = 301) =>
      read({ ...delivering, reach_time, order_status }).delivery.arrival?.remainingSeconds;
    for (const time of [1, 86_400]) expect(secondsOf(time)).toBe(time);
    for (const time of [0, null, -5, 86_401]) expect(secondsOf(time)).toBeUndefined();
    for (const status of [201, 302, 304]) expect(secondsOf(300, status)).toBeUndefined();
  });

  it.each([
    ['100-1234-5678', '100-1234-5678'],
    ['100\u202E12345678', '10012345678'],
    ['１００１２３４５６７８', '10012345678'],
    ['95338', '95338'],
    ['1234', null],
    // The number itself is hidden, and what is told only its extension.
    ['137x5678', null],
    [LONG, LONG],
    [`${LONG}1`, null],
  ])('offers for %s to dial %j', (rider_phone, phone) => {
    expect(read({ ...delivering, rider_phone })).toMatchObject({
      delivery: { rider: { callable: phone !== null } },
      contact: phone === null ? null : { phone },
    });
  });

  it('leaves what the company masked as it is, and offers no call (§1 [R])', () => {
    const masked = { name: '谢**', phone: '137******2' };
    const fields = { rider_name: masked.name, rider_phone: masked.phone };
    expect(read({ ...delivering, ...fields })).toMatchObject({
      delivery: { rider: { ...masked, callable: false } },
      contact: null,
    });
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

  it.each([
    ['陈师傅10012345678', '陈师傅100****5678'],
    ['陈\u0000师傅\u202E', '陈师傅'],
    ['🛵'.repeat(100_000), `${'🛵'.repeat(40)}…`],
  ])('shows a name without numbers and unseen characters, cut', (rider_name, name) => {
    expect(read({ ...delivering, rider_name }).delivery.rider?.name).toBe(name);
  });

  it('takes no part of a waybill id for the id', () => {
    const waybillOf = (waybill_id: string) =>
      read({ ...delivering, waybill_id }).delivery.waybillId;
    expect(waybillOf('7'.repeat(128))).toBe('7'.repeat(128));
    for (const id of ['7'.repeat(129), '30000\u202E00001']) expect(waybillOf(id)).toBeNull();
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

  it.each([
    [1, '1'],
    [9999, '9999'],
    [-9999, '-9999'],
    // These may be numbers of somebody, and a status goes into the log.
    [10_000, null],
    [-10_000, null],
    [301.5, null],
    [null, null],
  ])('shows %d as an unknown status with the detail %j (§2 [R])', (order_status, detail) => {
    const { status } = read({ ...delivering, order_status }).delivery;
    expect(status).toEqual({ ...statusOf('unknown'), detail });
  });
});
