import { SECOND_BRAND_ACCOUNT } from '../../../dev/sandbox/account';
import { INTRACITY_STORES } from '../../../dev/sandbox/intracity-stores';
import type * as MiniPrograms from '../../../dev/sandbox/mini-programs';
import { MALL, SECOND_BRAND, STAFF_MINI_PROGRAM } from '../../../dev/sandbox/mini-programs';
import type { ServedSandbox } from '../../support/served-sandbox';
import { BUSINESS, serveSandbox, signOf } from '../../support/served-sandbox';
import { signedRequests } from '../../support/signed-requests';

jest.mock('../../../dev/sandbox/mini-programs', () => {
  const real = jest.requireActual<typeof MiniPrograms>('../../../dev/sandbox/mini-programs');
  return { ...real, PLACED_BY: real.MALL };
});

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const [{ wxStoreId }] = INTRACITY_STORES;

let wechat: ServedSandbox;
beforeEach(async () => {
  wechat = await serveSandbox({ now: () => NOON });
});
afterEach(() => wechat.stop());

describe('where the mall has placed the orders', () => {
  it('finds an order by the mall’s token; elsewhere the shopid is not bound: 930560', async () => {
    const { orderId } = wechat.sandbox.placeOrder();
    expect((await wechat.getOrder(orderId, MALL)).json).toMatchObject({ order_status: 101 });
    for (const other of [STAFF_MINI_PROGRAM, SECOND_BRAND]) {
      expect((await wechat.getOrder(orderId, other)).json).toMatchObject({ errcode: 930560 });
    }
  });

  it('lists to each mini-program the accounts that are bound in it', async () => {
    const boundIn = async (by = MALL): Promise<unknown> =>
      (await wechat.call(`${BUSINESS}/shop/get`, {}, by)).json['shop_list'];
    const { shopId: shopid, courierId: delivery_id } = SECOND_BRAND_ACCOUNT;
    expect(await boundIn(STAFF_MINI_PROGRAM)).toEqual([]);
    expect(await boundIn(SECOND_BRAND)).toEqual([{ delivery_id, shopid, audit_result: 0 }]);
    const ofMall = await boundIn();
    expect(ofMall).toContainEqual({ delivery_id, shopid: 'demo-sftc-3158', audit_result: 0 });
    expect(ofMall).not.toContainEqual({ delivery_id, shopid, audit_result: 0 });
  });

  it('has two orders of one id under two mini-programs', async () => {
    const { shopId, secret, courierId } = SECOND_BRAND_ACCOUNT;
    const { orderId } = wechat.sandbox.placeOrder({ courierId: 'DADA' });
    wechat.sandbox.placeOrder({ orderId, shopId, courierId });
    wechat.sandbox.move(orderId, 102);
    const sign = { delivery_sign: signOf(orderId, shopId, secret) };
    const asked = { shopid: shopId, shop_order_id: orderId, ...sign };
    const { json } = await wechat.call(`${BUSINESS}/order/get`, asked, SECOND_BRAND);
    expect(json).toMatchObject({ order_status: 102 });
    expect((await wechat.getOrder(orderId, MALL)).json).toMatchObject({ order_status: 101 });
  });

  it('says 934008 of another’s store, and knows another’s order by no id', async () => {
    const order = wechat.sandbox.placeIntracityOrder();
    const ofStore = { wx_store_id: wxStoreId, store_order_id: order.storeOrderId };
    const ofMall = signedRequests(wechat, () => NOON, MALL);
    const ofStaff = signedRequests(wechat, () => NOON, STAFF_MINI_PROGRAM);
    for (const asked of [ofStore, { wx_order_id: order.wxOrderId }]) {
      expect((await ofMall('queryorder', asked)).opened).toMatchObject({ order_status: 10000 });
    }
    expect((await ofStaff('queryorder', ofStore)).opened).toMatchObject({ errcode: 934008 });
    const byId = await ofStaff('queryorder', { wx_order_id: order.wxOrderId });
    expect(byId.opened).toMatchObject({ errcode: 934016 });
    expect((await ofStaff('querystore', {})).opened).toMatchObject({ errcode: 0, store_list: [] });
  });

  it('says 934012 in plain where headers and keys are the mall’s, and the token another’s', async () => {
    const ofStaff = signedRequests(wechat, () => NOON, STAFF_MINI_PROGRAM);
    const headers = { 'Wechatmp-Appid': MALL.appId };
    expect((await ofStaff('querystore', {}, { headers })).json).toMatchObject({ errcode: 934012 });
  });
});
