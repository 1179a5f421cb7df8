import type { FaultName } from '../../../dev/faults/fault-table';
import { district } from '../../../dev/district/district';
import { metresBetween } from '../../../dev/district/route';
import { DEMO_ACCOUNT } from '../../../dev/sandbox/sandbox';
import type { CourierId } from '../../../dev/sandbox/couriers';
import { DAILY_LIMIT } from '../../../dev/sandbox/daily-calls';
import { PLACED_BY, SECOND_BRAND } from '../../../dev/sandbox/mini-programs';
import {
  type Answer,
  BUSINESS,
  CREDENTIALS,
  reference,
  sandboxForEach,
  serveSandbox,
  signOf,
} from '../../support/served-sandbox';

const MINUTE = 60_000;
const DELIVERING = [102, 201, 202, 301];

const wechat = sandboxForEach();

/** Places an order and moves it through statuses, a minute apart. */
function placed(courierId: CourierId, ...statuses: number[]): string {
  const { orderId } = wechat.sandbox.placeOrder({ courierId, destination: '鹿鸣山庄' });
  for (const status of statuses) {
    wechat.now += MINUTE;
    wechat.sandbox.move(orderId, status);
  }
  return orderId;
}

/** Returns `order/get` of such an order. */
function got(courierId: CourierId, ...statuses: number[]): Promise<Answer> {
  return wechat.getOrder(placed(courierId, ...statuses));
}

async function called(path: string, body?: unknown): Promise<Answer['json']> {
  return (await wechat.call(`${BUSINESS}/${path}`, body)).json;
}

describe('order/get', () => {
  it('has no errcode when the courier was reached, and tells of a rider (§1)', async () => {
    const { json } = await got('SFTC', 102);
    expect(json).toMatchObject({
      resultcode: 0,
      resultmsg: 'ok',
      order_status: 102,
      rider_name: expect.stringMatching(/^.师傅$/) as string,
      rider_phone: expect.stringMatching(/^120\d{8}$/) as string,
    });
    expect(json).not.toHaveProperty('errcode');
  });

  it('tells of no rider while there is none (§1)', async () => {
    const nobody = { order_status: 101, rider_name: '', rider_phone: '' };
    expect((await got('SFTC')).json).toMatchObject(nobody);
  });

  it.each([[[102]], [[102, 201]], [[102, 201, 202]], [[...DELIVERING, 302]]])(
    'tells neither position nor reach_time after %j (§1)',
    async (statuses) => {
      const nothing = { rider_lng: 0, rider_lat: 0, reach_time: 0 };
      expect((await got('SFTC', ...statuses)).json).toMatchObject(nothing);
    },
  );

  it('tells a position in GCJ-02 and the seconds that remain while delivering (§1)', async () => {
    const { json } = await got('SFTC', ...DELIVERING);
    const position = [Number(json['rider_lng']), Number(json['rider_lat'])] as const;
    expect(metresBetween(position, district.store.position)).toBeLessThan(3_000);
    expect(json['reach_time']).toBeGreaterThan(120);
    expect(json['reach_time']).toBeLessThan(1200);
  });

  it('tells a position but no reach_time while goods come back', async () => {
    const { json } = await got('SFTC', ...DELIVERING, 304);
    expect(json['rider_lng']).not.toBe(0);
    expect(json['reach_time']).toBe(0);
  });

  it.each<[string, CourierId, number[], RegExp]>([
    ['a masked name', 'DADA', [102], /"rider_name":".\*\*"/],
    ['a masked phone', 'DADA', [102], /"rider_phone":"120\*{6}\d"/],
    ['nothing as 0', 'SFTC', [], /"rider_lng":0,/],
    ['nothing as null', 'MTPS', [], /"rider_lng":null/],
    ['nothing by leaving it out', 'SS', [], /^(?!.*rider_lng)/],
    ['coordinates as text', 'SS', DELIVERING, /"rider_lng":"113\.\d{6}"/],
    ['coordinates with more than 15 digits', 'DADA', DELIVERING, /"rider_lng":113\.\d{16,}/],
    ['the time but no place', 'MTPS', DELIVERING, /"rider_lat":null,"reach_time":[1-9]/],
  ])('prints %s where the courier does (§1 [R])', async (_what, courierId, statuses, printed) => {
    expect((await got(courierId, ...statuses)).text).toMatch(printed);
  });

  it.each<[string, FaultName, RegExp]>([
    ['numbers as text, and fields that nobody knows', 'odd-types', /"agent_info"/],
    ['null and "" for nobody', 'odd-types', /"rider_name":null,"rider_phone":""/],
    ['no number but as text', 'odd-types', /^(?!.*":\d).*"order_status":"301"/],
    ['no waybill', 'no-values', /"order_status":301,"waybill_id":""/],
    ['zeros', 'no-values', /"rider_lng":0,"rider_lat":0,"reach_time":0/],
    ['a waybill of 26 digits as a number', 'long-digits', /"waybill_id":\d{26},/],
    ['more than 15 digits of longitude', 'long-digits', /"rider_lng":\d+\.\d{16,}/],
    ['more than 15 digits of latitude', 'long-digits', /"rider_lat":\d+\.\d{16,}/],
    ['a refusal, with a rider', 'courier-refused-with-rider', /"resultcode":9002,.*"[陈王]师傅"/],
    ['a refusal, with no rider', 'courier-order-not-found', /"rider_name":"",.*"resultcode":2005,/],
    ['no code of WeChat’s', 'courier-order-not-found', /^(?!.*errcode)/],
  ])('prints %s under the fault %s', async (_what, name, printed) => {
    wechat.sandbox.faults.set(name);
    expect((await got('SFTC', ...DELIVERING)).text).toMatch(printed);
  });

  it('prints a waybill of 26 digits as a JSON number, no digit lost (§1 [R])', async () => {
    const { text } = await got('SS');
    const { waybillId = '' } = wechat.sandbox.deliveries()[0] ?? {};
    expect(waybillId).toMatch(/^\d{26}$/);
    expect(text).toContain(`"waybill_id":${waybillId}}`);
  });

  it.each([
    ['SFTC', -99],
    ['DADA', 2003],
    ['SS', 1],
  ] as const)('leaves a wrong sign to %s: resultcode %p, no errcode (§3)', async (id, code) => {
    const wrong = { ...reference(placed(id, 102)), delivery_sign: signOf('another') };
    const json = await called('order/get', wrong);
    expect(json).toMatchObject({ resultcode: code });
    expect(json).not.toHaveProperty('errcode');
    expect(json['rider_name'] ?? '').toBe('');
  });

  it('takes the official vector of the sign (§3)', () => {
    expect(signOf('test_shop_order_id', 'test_shop_id', 'test_app_secrect')).toBe(
      'a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb',
    );
  });

  it.each([
    ['an unknown order', { ...reference('nobody-knows') }, 930563],
    ['a shop that is not bound', { ...reference('x'), shopid: 'else' }, 930560],
    ['no order id', { shopid: DEMO_ACCOUNT.shopId, delivery_sign: 'x' }, 930561],
    ['an order id over 128 bytes', { ...reference('单'.repeat(43)) }, 930561],
    ['an order id that is a number', { ...reference('1'), shop_order_id: 1 }, 930561],
    ['no sign', { ...reference('20261124-1001'), delivery_sign: undefined }, 930561],
    ['no JSON', 'not json', 47001],
    ['no object', '[]', 47001],
  ])('refuses %s (§5)', async (_what, body, errcode) => {
    placed('SFTC');
    const errmsg = expect.stringMatching(/ rid: [\da-f-]+$/) as string;
    expect(await called('order/get', body)).toEqual({ errcode, errmsg });
  });
});

describe('order/add and order/readd', () => {
  const add = (orderId: string, delivery_id = 'SFTC', more: object = {}) =>
    called('order/add', { ...reference(orderId), delivery_id, ...more });
  const readd = (orderId: string, delivery_id = 'SFTC') =>
    called('order/readd', { ...reference(orderId), delivery_id });

  it('place an order that waits for a rider', async () => {
    const added = await add('mine-1');
    expect(added).toMatchObject({ resultcode: 0, order_status: 101 });
    expect((await wechat.getOrder('mine-1')).json).toMatchObject({
      order_status: 101,
      waybill_id: added['waybill_id'],
    });
  });

  it('put an ended order under way again, under the same id and with another waybill (§2)', async () => {
    const orderId = placed('SFTC', 102, 103);
    const before = (await wechat.getOrder(orderId)).json['waybill_id'];
    wechat.now += MINUTE;
    const again = await readd(orderId, 'DADA');
    expect(again).toMatchObject({ resultcode: 0, order_status: 101 });
    expect(again['waybill_id']).not.toBe(before);
    expect((await wechat.getOrder(orderId)).json).toMatchObject({ order_status: 101 });
  });

  it.each<[string, () => Promise<Answer['json']>, object]>([
    ['an id that is taken', () => add(placed('SFTC')), { errcode: 930562 }],
    ['a company without account', () => add('mine', 'UU'), { errcode: 930560 }],
    ['the TEST company', () => add('mine', 'TEST'), { errcode: 930560 }],
    [
      'a wrong sign',
      () => add('mine', 'DADA', { delivery_sign: signOf('else') }),
      { resultcode: 2003 },
    ],
    ['an order that is still under way', () => readd(placed('SFTC', 102)), { errcode: 930562 }],
    ['an order that nobody placed', () => readd('nobody-knows'), { errcode: 930563 }],
  ])('refuse %s', async (_what, ask, refusal) => {
    expect(await ask()).toMatchObject(refusal);
  });
});

describe('test_update_order, WeChat’s own sandbox (§6)', () => {
  const TEST = { shopid: 'test_shop_id', shop_order_id: 'test-1' };
  const update = (body: object = {}): Promise<Answer['json']> =>
    called('test_update_order', {
      ...TEST,
      action_time: Math.floor(wechat.now / 1000),
      order_status: 301,
      ...body,
    });

  beforeEach(() =>
    called('order/add', {
      ...TEST,
      delivery_id: 'TEST',
      delivery_sign: signOf('test-1', 'test_shop_id', 'test_app_secrect'),
    }),
  );

  it('moves a TEST order without a sign, whatever the usual way is, until it has ended', async () => {
    expect(await update()).toEqual({ resultcode: 0, resultmsg: 'ok' });
    expect(wechat.sandbox.deliveries()[0]).toMatchObject({ orderId: 'test-1', status: 301 });
    await update({ order_status: 302 });
    expect(await update()).toMatchObject({ errcode: 930565 });
  });

  it.each([
    ['action_time in ms', { action_time: Date.now() }, 930561],
    ['no action_time', { action_time: undefined }, 930561],
    ['a status that is not listed', { order_status: 999 }, 930561],
    ['another shop', { shopid: DEMO_ACCOUNT.shopId, shop_order_id: '20261124-1001' }, 930561],
    ['an order that was not placed as TEST', { shop_order_id: '20261124-1001' }, 930563],
  ])('refuses %s', async (_what, change, errcode) => {
    placed('SFTC', 102);
    expect(await update(change)).toMatchObject({ errcode });
  });
});

describe('the rest', () => {
  it('lists the bound accounts (§6)', async () => {
    expect((await called('shop/get'))['shop_list']).toContainEqual({
      delivery_id: 'TEST',
      shopid: 'test_shop_id',
      audit_result: 0,
    });
  });

  it('counts what was asked, and says so in quota/get (§9)', async () => {
    const orderId = placed('SFTC');
    await wechat.getOrder(orderId);
    await wechat.getOrder(orderId);
    const asked = { cgi_path: `${BUSINESS}/order/get` };
    const { json } = await wechat.call('/cgi-bin/openapi/quota/get', asked);
    expect(json).toMatchObject({ errcode: 0, quota: { used: 2 } });
    expect(wechat.sandbox.requests().get(asked.cgi_path)).toBe(2);
  });

  it('refuses what a mini-program and its mall ask beyond the day’s limit, until midnight in Beijing (§10)', async () => {
    const orderId = placed('SFTC');
    const path = `${BUSINESS}/order/get`;
    const { calls } = wechat.sandbox;
    expect(calls.add(PLACED_BY.appId, path, DAILY_LIMIT - 1)).toBe(0);
    expect((await wechat.getOrder(orderId)).json).toMatchObject({ resultcode: 0 });
    expect((await wechat.getOrder(orderId)).json).toMatchObject({ errcode: 45009 });
    expect(calls.add(PLACED_BY.appId, path, 3)).toBe(3);
    expect(calls.of(SECOND_BRAND.appId, path)).toBe(0);
    wechat.now += 12 * 60 * MINUTE;
    expect((await wechat.getOrder(orderId)).json).toMatchObject({ resultcode: 0 });
  });

  it('calls a cloud function for who has a token, and gives its result as text', async () => {
    const events: unknown[] = [];
    const invoke = (name: string, event: unknown) => {
      events.push([name, event]);
      return Promise.resolve(name === 'getOrder' ? { result: { ok: true } } : { errMsg: 'none' });
    };
    const served = await serveSandbox({ now: () => Date.now(), invoke });
    const { json } = await served.post('/cgi-bin/stable_token', CREDENTIALS);
    const path = `/tcb/invokecloudfunction?access_token=${String(json['access_token'])}&env=e`;
    const event = { action: 'register' };
    const answer = await served.post(`${path}&name=getOrder`, event);
    expect(answer.json).toEqual({ errcode: 0, errmsg: 'ok', resp_data: '{"ok":true}' });
    expect(events).toEqual([['getOrder', event]]);
    expect((await served.post(`${path}&name=other`, event)).json['errcode']).toBe(40066);
    const dead = await served.post('/tcb/invokecloudfunction?access_token=x&env=e&name=getOrder');
    expect(dead.json['errcode']).toBe(40001);
    expect(events).toHaveLength(2);
    await served.stop();
  });

  it('says 43002 of a GET that should be a POST, and 40066 of a path that is none', async () => {
    expect((await wechat.get(`${BUSINESS}/order/get`)).json['errcode']).toBe(43002);
    expect((await wechat.post('/cgi-bin/nothing')).json['errcode']).toBe(40066);
  });

  it('answers in UTF-8, Chinese as it is', async () => {
    const response = await fetch(`${wechat.baseUrl}/cgi-bin/nothing`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8');
    expect((await got('SFTC', 102)).text).toContain('师傅');
  });
});
