import { array, create, number, optional, string, type } from 'superstruct';
import { type FaultOf } from '../../../dev/faults/fault-table';
import { MALL, SECOND_BRAND } from '../../../dev/sandbox/mini-programs';
import { SECOND_BRAND_ACCOUNT } from '../../../dev/sandbox/account';
import { privacyGuard } from '../../support/private-facts';
import { sandboxForEach } from '../../support/served-sandbox';

const MINUTE = 60_000;
const PATH = '/wxa/sec/order/get_order_list';
const paidOrder = type({
  merchant_trade_no: string(),
  transaction_id: string(),
  openid: string(),
  description: string(),
  paid_amount: number(),
  pay_time: number(),
  order_state: number(),
  shipping: optional(type({ logistics_type: number() })),
});

const wechat = sandboxForEach();

const place = (count = 1): readonly string[] =>
  Array.from({ length: count }, () => wechat.sandbox.placeOrder().orderId);

async function asked(body: object = {}, by = MALL) {
  const { json } = await wechat.call(PATH, body, by);
  const { order_list: orders, ...rest } = json;
  return { ...rest, orders: create(orders ?? [], array(paidOrder)) };
}

async function numbers(body: object = {}, by = MALL): Promise<readonly string[]> {
  return (await asked(body, by)).orders.map((order) => order.merchant_trade_no);
}

/** Places orders until each kind that is never delivered is among the paid ones. */
async function neverDelivered() {
  const placed = place(60);
  const { orders } = await asked();
  return orders.filter((order) => !placed.includes(order.merchant_trade_no));
}

it('lists a payment a minute before each delivery, of the mini-program that placed it alone', async () => {
  const [first = ''] = place();
  wechat.now += 5 * MINUTE;
  const { shopId } = SECOND_BRAND_ACCOUNT;
  const { orderId } = wechat.sandbox.placeOrder({ orderId: 'of-the-brand', shopId });
  const intracity = wechat.sandbox.placeIntracityOrder({ storeOrderId: 'of-a-store' });
  const { orders, ...rest } = await asked();
  expect(rest).toMatchObject({ errcode: 0, has_more: false });
  const own = orders.filter((one) =>
    [first, intracity.storeOrderId].includes(one.merchant_trade_no),
  );
  expect(own).toEqual([
    expect.objectContaining({
      merchant_trade_no: 'of-a-store',
      pay_time: (wechat.now - MINUTE) / 1000,
    }),
    expect.objectContaining({
      merchant_trade_no: first,
      pay_time: (wechat.now - 6 * MINUTE) / 1000,
      order_state: 1,
      shipping: { delivery_mode: 1, logistics_type: 2 },
    }),
  ]);
  expect(await numbers({}, SECOND_BRAND)).toContain(orderId);
  expect(await numbers({}, SECOND_BRAND)).not.toContain(first);
});

it('has orders that are never delivered: fetched, refunded after 20 minutes, or forgotten', async () => {
  const first = await neverDelivered();
  expect(first.length).toBeGreaterThan(6);
  expect(new Set(first.map(({ order_state: state }) => state))).toEqual(new Set([1]));
  const types = first.map(({ shipping }) => shipping?.logistics_type);
  expect(new Set(types)).toEqual(new Set([2, 4]));
  wechat.now += 20 * MINUTE;
  const { orders } = await asked();
  const refunded = orders.filter(({ order_state: state }) => state === 5);
  expect(refunded.length).toBeGreaterThan(0);
  expect(refunded.length).toBeLessThan(types.filter((one) => one === 2).length);
});

it('tells pages, each after the last order of the one before, within the asked minutes', async () => {
  place(150);
  const pages: (readonly string[])[] = [];
  let body: object = {};
  for (let hasMore = true; hasMore;) {
    const { orders, has_more, last_index } = {
      has_more: false,
      last_index: '',
      ...(await asked(body)),
    };
    pages.push(orders.map((order) => order.merchant_trade_no));
    body = { last_index };
    hasMore = has_more;
  }
  expect(pages.map(({ length }) => length)).toEqual([100, pages.flat().length - 100]);
  expect(new Set(pages.flat()).size).toBe(pages.flat().length);
  expect(await numbers({ page_size: 10 })).toEqual(pages[0]?.slice(0, 10));

  const paid = (wechat.now - MINUTE) / 1000;
  const within = (begin_time: number, end_time: number) =>
    numbers({ pay_time_range: { begin_time, end_time }, page_size: 1 });
  expect(await within(paid, paid)).toHaveLength(1);
  expect(await within(paid + 1, paid + 60)).toEqual([]);
  expect(await within(paid - 60, paid - 1)).toEqual([]);
});

it.each([
  ['paid-numbers-differ', (_: string, listed: string) => /^M\d{18}$/.test(listed)],
  ['paid-numbers-suffixed', (id: string, listed: string) => listed === `${id}-1`],
] as const)('has numbers of its own with %s', async (fault, isRight) => {
  const [id = ''] = place();
  expect(await numbers()).toContain(id);
  wechat.sandbox.faults.set(fault);
  const [listed = ''] = await numbers();
  expect(listed).not.toBe('');
  expect(isRight(id, listed)).toBe(true);
  expect(await numbers()).toEqual(await numbers());
});

it('tells no type with paid-untyped, and a payment five minutes later with paid-late', async () => {
  const [id = ''] = place();
  wechat.sandbox.faults.set('paid-untyped');
  expect((await asked()).orders[0]).not.toHaveProperty('shipping');
  wechat.sandbox.faults.set('paid-late', { appId: MALL.appId });
  expect(await numbers()).toEqual([]);
  wechat.now += 4 * MINUTE - 1;
  expect(await numbers()).toEqual([]);
  wechat.now += 1;
  expect(await numbers()).toContain(id);
});

it.each<[FaultOf<'paid'>, number]>([
  ['paid-closed', 48001],
  ['paid-too-frequent', 44990],
  ['paid-app-rejected', 40013],
])('refuses the list with %s by %i, for the mini-program that is meant', async (fault, errcode) => {
  wechat.sandbox.faults.set(fault, { appId: MALL.appId });
  expect(await asked()).toMatchObject({ errcode, orders: [] });
  expect(await asked({}, SECOND_BRAND)).toMatchObject({ errcode: 0 });
});

it('refuses arguments of another type', async () => {
  expect(await asked({ pay_time_range: { begin_time: '1' } })).toMatchObject({ errcode: 47001 });
});

it('counts for the quota of its own path', async () => {
  await asked();
  await asked();
  expect(wechat.sandbox.calls.of(MALL.appId, PATH)).toBe(2);
});

it('has customers, goods and amounts, for which every test looks from then on', async () => {
  place();
  const { orders } = await asked();
  for (const { openid, description, paid_amount: amount, transaction_id: id } of orders)
    for (const secret of [openid, description, { amount }, id]) privacyGuard.look('log', secret);
  expect(privacyGuard.takeLeaks()).toHaveLength(4 * orders.length);
});
