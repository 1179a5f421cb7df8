import { district } from '../../../dev/district/district';
import { DEMO_ACCOUNT } from '../../../dev/sandbox/sandbox';
import { BUSINESS, reference, serveSandbox, signOf } from '../../support/served-sandbox';
import type { Answer, ServedSandbox } from '../../support/served-sandbox';

const MINUTE = 60_000;

describe('the delivery calls, by the contract', () => {
  let now: number;
  let wechat: ServedSandbox;

  beforeEach(async () => {
    now = Date.parse('2026-11-24T12:00:00+08:00');
    wechat = await serveSandbox({ now: () => now });
  });

  afterEach(() => wechat.stop());

  /** Places an order with a courier and walks it through statuses, a minute apart. */
  function placed(courierId: 'SFTC' | 'DADA' | 'SS' | 'MTPS', ...statuses: number[]): string {
    const { orderId } = wechat.sandbox.place({ courierId, destination: '鹿鸣山庄' });
    for (const status of statuses) {
      now += MINUTE;
      wechat.sandbox.move(orderId, status);
    }
    return orderId;
  }

  const get = (body: object): Promise<Answer> => wechat.call(`${BUSINESS}/order/get`, body);

  describe('order/get', () => {
    it('has no errcode when the courier was reached (§1)', async () => {
      const { json } = await wechat.getOrder(placed('SFTC', 102));

      expect(json).toMatchObject({ resultcode: 0, resultmsg: 'ok', order_status: 102 });
      expect(json).not.toHaveProperty('errcode');
    });

    it('tells of a rider only when there is one (§1)', async () => {
      const orderId = placed('SFTC');
      expect((await wechat.getOrder(orderId)).json).toMatchObject({
        order_status: 101,
        rider_name: '',
        rider_phone: '',
      });

      wechat.sandbox.move(orderId, 102);
      expect((await wechat.getOrder(orderId)).json).toMatchObject({
        rider_name: expect.stringMatching(/^.师傅$/) as string,
        rider_phone: expect.stringMatching(/^120\d{8}$/) as string,
      });
    });

    it.each([
      ['102', [102]],
      ['201', [102, 201]],
      ['202', [102, 201, 202]],
      ['302', [102, 201, 202, 301, 302]],
    ])('tells neither position nor reach_time at %s (§1)', async (_status, statuses) => {
      const { json } = await wechat.getOrder(placed('SFTC', ...statuses));

      expect(json).toMatchObject({ rider_lng: 0, rider_lat: 0, reach_time: 0 });
    });

    it('tells a position in GCJ-02 and the seconds that remain while delivering (§1)', async () => {
      const { json } = await wechat.getOrder(placed('SFTC', 102, 201, 202, 301));
      const [west, south] = district.bounds.southWest;
      const [east, north] = district.bounds.northEast;

      expect(json['rider_lng']).toBeGreaterThan(west);
      expect(json['rider_lng']).toBeLessThan(east);
      expect(json['rider_lat']).toBeGreaterThan(south);
      expect(json['rider_lat']).toBeLessThan(north);
      expect(json['reach_time']).toBeGreaterThan(120);
      expect(json['reach_time']).toBeLessThan(1200);
    });

    it('tells a position but no reach_time while goods come back', async () => {
      const { json } = await wechat.getOrder(placed('SFTC', 102, 201, 202, 301, 304));

      expect(json['rider_lng']).not.toBe(0);
      expect(json['reach_time']).toBe(0);
    });

    it('masks name and phone where the courier does (§1 [R])', async () => {
      const { json } = await wechat.getOrder(placed('DADA', 102));

      expect(json['rider_name']).toMatch(/^.\*\*$/);
      expect(json['rider_phone']).toMatch(/^120\*{6}\d$/);
    });

    it('says nothing in each of the ways that were seen: zeros, missing, null (§1 [R])', async () => {
      expect((await wechat.getOrder(placed('SFTC'))).json).toMatchObject({ rider_lng: 0 });
      expect((await wechat.getOrder(placed('SS'))).json).not.toHaveProperty('rider_lng');
      expect((await wechat.getOrder(placed('MTPS'))).json).toMatchObject({ rider_lng: null });
    });

    it('prints coordinates as text, and with more than 15 digits (§1 [R])', async () => {
      const asText = await wechat.getOrder(placed('SS', 102, 201, 202, 301));
      const long = await wechat.getOrder(placed('DADA', 102, 201, 202, 301));

      expect(asText.text).toMatch(/"rider_lng":"113\.\d{6}"/);
      expect(long.text).toMatch(/"rider_lng":113\.\d{16,}/);
    });

    it('prints a waybill of 26 digits as a JSON number, no digit lost (§1 [R])', async () => {
      const orderId = placed('SS');
      const [delivery] = wechat.sandbox.deliveries();

      expect(delivery?.waybillId).toMatch(/^\d{26}$/);
      expect((await wechat.getOrder(orderId)).text).toContain(
        `"waybill_id":${delivery?.waybillId ?? ''}}`,
      );
    });

    it('gives the time but no place where the courier offers none', async () => {
      const { json } = await wechat.getOrder(placed('MTPS', 102, 201, 202, 301));

      expect(json).toMatchObject({ rider_lng: null, rider_lat: null });
      expect(json['reach_time']).toBeGreaterThan(0);
    });

    it.each([
      ['SFTC', -99],
      ['DADA', 2003],
      ['SS', 1],
    ] as const)(
      'leaves a wrong sign to %s, which answers resultcode %p and no errcode (§3)',
      async (courierId, resultcode) => {
        const orderId = placed(courierId, 102);
        const { json } = await get({ ...reference(orderId), delivery_sign: signOf('another') });

        expect(json).toMatchObject({ resultcode });
        expect(json).not.toHaveProperty('errcode');
        expect(json['rider_name'] ?? '').toBe('');
      },
    );

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
    ])('refuses %s (§5)', async (_what, body, errcode) => {
      const { json } = await get(body);

      expect(json).toEqual({
        errcode,
        errmsg: expect.stringMatching(/ rid: [\da-f-]+$/) as string,
      });
    });

    it('refuses an order that has no sign', async () => {
      const orderId = placed('SFTC');
      const { json } = await get({ shopid: DEMO_ACCOUNT.shopId, shop_order_id: orderId });

      expect(json['errcode']).toBe(930561);
    });
  });

  describe('order/add', () => {
    const order = (orderId: string, delivery_id = 'SFTC'): object => ({
      ...reference(orderId),
      delivery_id,
    });
    const add = (body: object): Promise<Answer> => wechat.call(`${BUSINESS}/order/add`, body);

    it('places an order that waits for a rider', async () => {
      const { json } = await add(order('mine-1'));

      expect(json).toMatchObject({ resultcode: 0, order_status: 101 });
      expect((await wechat.getOrder('mine-1')).json).toMatchObject({
        order_status: 101,
        waybill_id: json['waybill_id'],
      });
    });

    it('brings it to the receiver, if that is in the district', async () => {
      const [lng, lat] = district.places[0]?.position ?? [0, 0];
      await add({ ...order('mine-1'), receiver: { name: '收货人', lng, lat } });

      expect(wechat.sandbox.deliveries()[0]?.destination).toBe('收货地址');
    });

    it('refuses an id that is taken, a company without account, a wrong sign', async () => {
      await add(order('mine-1'));

      expect((await add(order('mine-1'))).json['errcode']).toBe(930562);
      expect((await add(order('mine-2', 'UU'))).json['errcode']).toBe(930560);
      expect((await add(order('mine-3', 'TEST'))).json['errcode']).toBe(930560);
      expect(
        (await add({ ...order('mine-4', 'DADA'), delivery_sign: signOf('else') })).json,
      ).toMatchObject({ resultcode: 2003 });
    });
  });

  describe('order/readd and order/cancel', () => {
    it('put an ended order under way again, under the same id and with another waybill (§2)', async () => {
      const orderId = placed('SFTC', 102, 103);
      const before = (await wechat.getOrder(orderId)).json['waybill_id'];
      now += MINUTE;
      const { json } = await wechat.call(`${BUSINESS}/order/readd`, {
        ...reference(orderId),
        delivery_id: 'DADA',
      });

      expect(json).toMatchObject({ resultcode: 0, order_status: 101 });
      expect(json['waybill_id']).not.toBe(before);
      expect((await wechat.getOrder(orderId)).json).toMatchObject({ order_status: 101 });
    });

    it('refuse an order that is still under way, and one that nobody placed', async () => {
      const again = (orderId: string): Promise<Answer> =>
        wechat.call(`${BUSINESS}/order/readd`, { ...reference(orderId), delivery_id: 'SFTC' });

      expect((await again(placed('SFTC', 102))).json['errcode']).toBe(930562);
      expect((await again('nobody-knows')).json['errcode']).toBe(930563);
    });

    it.each([
      ['103 before the pick-up', [102], 103],
      ['203 at the store', [102, 201], 203],
      ['303, goods coming back, after it', [102, 201, 202, 301], 303],
    ])('end it with %s', async (_what, statuses, status) => {
      const orderId = placed('SFTC', ...statuses);
      const { json } = await wechat.call(`${BUSINESS}/order/cancel`, reference(orderId));

      expect(json).toMatchObject({ resultcode: 0 });
      expect((await wechat.getOrder(orderId)).json['order_status']).toBe(status);
    });

    it('say 930565 of what has ended already (§5)', async () => {
      const orderId = placed('SFTC', 102, 201, 202, 301, 302);
      const { json } = await wechat.call(`${BUSINESS}/order/cancel`, reference(orderId));

      expect(json['errcode']).toBe(930565);
    });
  });

  describe('test_update_order, WeChat’s own sandbox (§6)', () => {
    const TEST = { shopid: 'test_shop_id', shop_order_id: 'test-1' };
    const update = (body: object = {}): Promise<Answer> =>
      wechat.call(`${BUSINESS}/test_update_order`, {
        ...TEST,
        action_time: Math.floor(now / 1000),
        order_status: 301,
        ...body,
      });

    beforeEach(() =>
      wechat.call(`${BUSINESS}/order/add`, {
        ...TEST,
        delivery_id: 'TEST',
        delivery_sign: signOf('test-1', 'test_shop_id', 'test_app_secrect'),
      }),
    );

    it('moves a TEST order without a sign, whatever the usual way is', async () => {
      expect((await update()).json).toEqual({ resultcode: 0, resultmsg: 'ok' });
      expect(wechat.sandbox.deliveries()[0]).toMatchObject({ orderId: 'test-1', status: 301 });
    });

    it('wants action_time in seconds: ms give 930561', async () => {
      expect((await update({ action_time: now })).json['errcode']).toBe(930561);
      expect((await update({ action_time: undefined })).json['errcode']).toBe(930561);
    });

    it('knows the listed statuses only', async () => {
      expect((await update({ order_status: 999 })).json['errcode']).toBe(930561);
    });

    it('refuses an order that was not placed as TEST: 930561 or 930563', async () => {
      const orderId = placed('SFTC', 102);

      expect(
        (await update({ shopid: DEMO_ACCOUNT.shopId, shop_order_id: orderId })).json,
      ).toHaveProperty('errcode', 930561);
      expect((await update({ shop_order_id: orderId })).json).toHaveProperty('errcode', 930563);
    });

    it('says 930565 once the order has ended', async () => {
      await update({ order_status: 302 });
      expect((await update()).json['errcode']).toBe(930565);
    });

    it('works 500 times a day, then says 930564 until the next', async () => {
      for (let time = 1; time <= 500; time += 1) await update();
      expect((await update()).json['errcode']).toBe(930564);

      now += 24 * 60 * MINUTE;
      expect((await update()).json['resultcode']).toBe(0);
    }, 60_000);
  });

  describe('the rest', () => {
    it('lists the bound accounts and the companies (§6)', async () => {
      const shops = (await wechat.call(`${BUSINESS}/shop/get`)).json['shop_list'];
      const companies = (await wechat.call(`${BUSINESS}/delivery/getall`)).json['list'];

      expect(shops).toContainEqual({
        delivery_id: 'TEST',
        shopid: 'test_shop_id',
        audit_result: 0,
      });
      expect(companies).toContainEqual({ delivery_id: 'DADA', delivery_name: '达达' });
    });

    it('counts what was asked, and says so in quota/get (§9)', async () => {
      const orderId = placed('SFTC');
      await wechat.getOrder(orderId);
      await wechat.getOrder(orderId);
      const { json } = await wechat.call('/cgi-bin/openapi/quota/get', {
        cgi_path: `${BUSINESS}/order/get`,
      });

      expect(json).toMatchObject({ errcode: 0, quota: { used: 2 } });
      expect(wechat.sandbox.requests().get(`${BUSINESS}/order/get`)).toBe(2);
    });

    it.each([
      ['no JSON', 'not json'],
      ['no object', '[]'],
    ])('says 47001 of a body that is %s', async (_what, body) => {
      expect((await wechat.call(`${BUSINESS}/order/get`, body)).json['errcode']).toBe(47001);
    });

    it('says 43002 of a GET that should be a POST, and 40066 of a path that is none', async () => {
      expect((await wechat.get(`${BUSINESS}/order/get`)).json['errcode']).toBe(43002);
      expect((await wechat.post('/cgi-bin/nothing')).json['errcode']).toBe(40066);
    });

    it('answers in UTF-8, Chinese as it is', async () => {
      const response = await fetch(`${wechat.baseUrl}/cgi-bin/nothing`);
      expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8');
      expect((await wechat.getOrder(placed('SFTC', 102))).text).toContain('师傅');
    });
  });
});
