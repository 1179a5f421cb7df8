import { inspect } from 'util';
import { listPaidOrders } from '../../../../../cloudfunctions/core/providers/wechat/paid-orders';
import { fakeCall } from '../../../../support/calls';
import { NOON } from '../../../../support/delivery-reports';
import { fakeWeChat } from '../../../../support/fake-wechat';

const RANGE = { from: NOON - 1, to: NOON + 1 };
const SECONDS = NOON / 1000;

/** Reads a page. @returns its orders, and what WeChat was asked */
async function read(page: object, after: string | null = null) {
  const asked: unknown[] = [];
  const post = (url: string, body: unknown): Promise<string> => {
    expect(url).toContain('/wxa/sec/order/get_order_list?access_token=');
    asked.push(body);
    return Promise.resolve(JSON.stringify(page));
  };
  const call = fakeCall();
  return { ...(await listPaidOrders(fakeWeChat({ post }), RANGE, after, call)), asked };
}

const order = (merchant_trade_no: unknown, more: object = {}) => {
  return { merchant_trade_no, pay_time: SECONDS, ...more };
};

describe('the paid orders of a mini-program', () => {
  it('are read page by page', async () => {
    const first = { errcode: 0, order_list: [order('A1')], has_more: true, last_index: 'i1' };
    const range = { begin_time: SECONDS - 1, end_time: SECONDS + 1 };
    expect(await read(first)).toEqual({
      orders: [{ orderId: 'A1', paidAt: NOON, isRefunded: false, isForDelivery: true }],
      nextStart: 'i1',
      isLastPage: false,
      asked: [{ pay_time_range: range, page_size: 100 }],
    });
    const asked = [{ pay_time_range: range, page_size: 100, last_index: 'i1' }];
    const last = { ...first, has_more: false };
    expect(await read(last, 'i1')).toMatchObject({ nextStart: null, isLastPage: true, asked });
  });

  it('are not all read where more follow, and WeChat does not say from where', async () => {
    expect(await read({ has_more: true })).toMatchObject({ nextStart: null, isLastPage: false });
  });

  it.each([
    [{}, true],
    [{ shipping: {} }, true],
    [{ shipping: { logistics_type: 0 } }, true],
    [{ shipping: { logistics_type: '2' } }, true],
    [{ shipping: { logistics_type: 1 } }, false],
    [{ shipping: { logistics_type: 3 } }, false],
    [{ shipping: { logistics_type: 4 } }, false],
  ])('with %p are delivered: %p', async (more, isForDelivery) => {
    const { orders } = await read({ order_list: [order('A1', more)] });
    expect(orders).toMatchObject([{ isForDelivery }]);
  });

  it('tell a refund, and are left out without a number or a time', async () => {
    const { orders } = await read({
      order_list: [
        order('A1', { order_state: 5 }),
        ...['', 'x'.repeat(129), 'a\u0000b', null].map((id) => order(id)),
        { merchant_trade_no: 'A2' },
        'A3',
      ],
    });
    expect(orders).toMatchObject([{ orderId: 'A1', isRefunded: true }]);
    expect((await read({ errcode: 0 })).orders).toEqual([]);
  });

  it('are read without payer, goods and amount', async () => {
    const secret = { openid: 'o-payer', description: '杨枝甘露', paid_amount: 2380 };
    const shipping = { logistics_type: 2, goods_desc: '杨枝甘露', contact: '13800000000' };
    const order_list = [order('A1', { ...secret, shipping })];
    const { orders } = await read({ order_list, ...secret });
    const told = ['isForDelivery', 'isRefunded', 'orderId', 'paidAt'];
    expect(Object.keys(orders[0] ?? {}).sort()).toEqual(told);
    const refused = { errcode: 40097, errmsg: 'bad openid o-payer 杨枝甘露 2380', ...secret };
    const failure: unknown = await read(refused).catch((error: unknown) => error);
    expect(inspect(failure, { depth: 9 })).not.toMatch(/o-payer|杨枝甘露|2380/);
  });

  it.each([
    [48001, 'paid-orders-closed'],
    [44990, 'too-frequent'],
    [9, 'wechat-refused'],
  ])('are refused with %p as %p', async (errcode, code) => {
    await expect(read({ errcode, errmsg: 'refused' })).rejects.toMatchObject({ code });
  });
});
