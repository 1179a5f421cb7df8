import type { FunctionName } from './cloud-edges';

/** Step of a story: time goes on, the world changes, or a person asks. */
export type Step =
  | { readonly wait: number }
  | { readonly order: string; readonly is: object | number }
  | { readonly weChat: string; readonly is: object | number }
  | { readonly who: string; readonly looksUp: string | readonly string[]; readonly exact: boolean }
  | { readonly who: string; readonly calls: FunctionName; readonly with: unknown };

/** Makes a delivery as a company reports it (docs/getorder-contract.md §1). */
export function delivery(status: number | string | null, more: object = {}): object {
  const rider = { rider_name: '陈师傅', rider_phone: '12012345678' };
  const way = { rider_lng: 113.33, rider_lat: 23.13, reach_time: 600 };
  const order = { order_status: status, waybill_id: '12345678901234567890123456' };
  return { errcode: 0, resultcode: 0, ...order, ...rider, ...way, ...more };
}

const CODES = [101, 102, 103, 201, 202, 203, 204, 205, 301, 302, 303, 304, 305, 401, 501, 502];
const ONE = 'shop-one';
const TWO = 'shop-two';
const wait = (wait: number): Step => ({ wait });
const is = (order: string, status: number | object, shop = ONE): Step => ({
  order: `${shop}/${order}`,
  is: typeof status === 'number' ? delivery(status) : status,
});
const looksUp = (who: string, looksUp: string | readonly string[], exact = false): Step => {
  return { who, looksUp, exact };
};
const shop = (who: string, event: object): Step => ({ who, calls: 'shop', with: event });
const getOrder = (who: string, event: unknown): Step => ({ who, calls: 'getOrder', with: event });
const REFRESH = { action: 'refresh-orders', orderIds: [] };
const OVER = { errcode: 930565, errmsg: 'order over' };
const REFUSED = 'no 12012345678 rid: 65fe1f9e-0c5b7a5d-1a2b3c4d';
const NOBODY = { rider_name: '', rider_phone: '', rider_lng: 0, rider_lat: 0 };
const sweep: Step = { who: '@wx_trigger', calls: 'sweep', with: { Type: 'Timer' } };

/** Lets an order be so, and its clerk look it up. */
const seen = (order: string, status: number | object): readonly Step[] => [
  is(order, status),
  looksUp('o-clerk', order),
];
/** Lets a delivery go through statuses, and its clerk look it up at each, some seconds apart. */
const story = (order: string, seconds: number, statuses: readonly (number | object)[]) =>
  statuses.flatMap((status) => [...seen(order, status), wait(seconds)]);

const at = (status: number, lng: number, reach: number): object =>
  delivery(status, { rider_lng: lng, reach_time: reach });

/**
 * Stories, by name. All begin in a shop with two stores, an account for each, and a person in every
 * role.
 */
export const STORIES: Readonly<Record<string, readonly Step[]>> = {
  'each status at the first look-up': [
    ...[...CODES, 0, 1, 999].flatMap((code) => seen(`S-${code}`, code)),
    ...seen('S-none', delivery(null)),
    ...seen('S-text', delivery('301')),
  ],
  'a delivery from the order to the door': [
    ...story('A-1001', 60, [101, 101, 102, 201, 201, 202]),
    ...story('A-1001', 12, [at(301, 113.331, 400), at(301, 113.332, 380), at(301, 113.332, 170)]),
    ...story('A-1001', 61, [at(301, 113.336, 60), at(301, 113.337, 0), 302]),
    looksUp('o-manager', 'A-1001'),
    getOrder('o-clerk', { action: 'reveal-phone', orderId: 'A-1001' }),
    wait(1800),
    getOrder('o-clerk', { action: 'reveal-phone', orderId: 'A-1001' }),
  ],
  'stages that nobody saw, and a longer gap': [
    ...story('A-1002', 1440, [101, 301, 302]),
    ...story('A-1003', 30, [201, 301]),
  ],
  'goods that come back': [
    ...story('B-1', 60, [101, 102, 201, 301, 303, 401]),
    ...story('B-2', 60, [301, 304, 304, 401]),
    ...story('B-3', 60, [201, 305]),
  ],
  'ends before the door': [
    ...story('C-1', 60, [101, 103]),
    ...story('C-2', 60, [102, 201, 203]),
    ...story('C-3', 60, [102, 204]),
    ...story('C-4', 60, [201, 205]),
    ...story('C-5', 300, [101, 501, 501, 102, 301]),
    ...story('C-6', 300, [301, 502, 302]),
  ],
  'another rider': [
    ...story('D-1', 20, [102, delivery(102, { rider_name: '王师傅' })]),
    ...story(
      'D-1',
      12,
      ['王师傅', ''].map((rider_name) => delivery(301, { rider_name })),
    ),
  ],
  'stuck: no rider, at the store, not moving, late': [
    ...story('E-1', 1200, [101, 101, 101]),
    ...story('E-2', 900, [201, 201, 201]),
    ...story('E-3', 600, [at(301, 113.33, 300), at(301, 113.33, 300), at(301, 113.34, 0)]),
  ],
  'an order at two accounts': [
    is('F-1', 204),
    is('F-1', 101, TWO),
    looksUp('o-owner', 'F-1'),
    looksUp('o-clerk', 'F-1'),
    wait(61),
    is('F-1', OVER),
    is('F-1', 301, TWO),
    looksUp('o-owner', 'F-1'),
    wait(61),
    is('F-1', 302, TWO),
    looksUp('o-owner', 'F-1'),
    wait(61),
    looksUp('o-owner', 'F-1'),
    is('F-2', OVER),
    looksUp('o-owner', 'F-2'),
  ],
  'what WeChat refuses': [
    ...[-1, 40013, 40125, 40164, 40243, 45009, 45011, 48001, 61004, 99999],
    ...[930555, 930556, 930557, 930558, 930560, 930561, 930563, 930565, 930566, 930568, 930571],
  ].flatMap((errcode) => story(`G${errcode}`, 2, [{ errcode, errmsg: REFUSED }])),
  'what the company or the network refuses': [
    ...seen('H-1', { errcode: 0, resultcode: 2005, resultmsg: '订单不存在' }),
    ...seen('H-2', { errcode: 0, resultcode: -99, resultmsg: 'sign' }),
    ...seen('H-3', { errcode: 0, resultcode: 1, resultmsg: '签名错误' }),
    ...seen('H-4', { errcode: 0, resultcode: 7, resultmsg: '请联系 12012345678' }),
    { order: `${ONE}/H-5`, is: 500 },
    looksUp('o-clerk', 'H-5'),
    ...seen('H-6', { nothing: true }),
  ],
  'trouble while there are data, and after it': [
    ...story('I-1', 20, [301]),
    { order: `${ONE}/I-1`, is: 500 },
    looksUp('o-clerk', 'I-1'),
    wait(30),
    looksUp('o-clerk', 'I-1'),
    is('I-1', 301),
    wait(60),
    looksUp('o-clerk', 'I-1'),
  ],
  'no values': [
    ...seen('J-1', delivery(301, { ...NOBODY, reach_time: 0, waybill_id: 0 })),
    ...seen(
      'J-2',
      delivery(301, { rider_phone: '186****1234', rider_lng: '113.3', rider_lat: 'x' }),
    ),
    ...seen('J-3', delivery(301, { reach_time: -5, waybill_id: 98765432109876 })),
  ],
  'ends of ids, choices, and several readings of a text': [
    ...story('20261126-1276', 2, [301]),
    ...story('X-001276', 2, [302]),
    looksUp('o-clerk', '1276'),
    looksUp('o-clerk', '1276', true),
    looksUp('o-clerk', '01276'),
    looksUp('o-clerk', ['20261126-1276', 'CODE_128,20261126-1276']),
    looksUp('o-clerk', ['CODE_128,20261126-1276', '20261126-1276']),
    looksUp('o-clerk', ['no-such', 'CODE_128,no-such']),
    looksUp('o-clerk', ['no-such', 'nor-such']),
    looksUp('o-clerk', '3456'),
    looksUp('o-clerk', 'nobody-knows'),
    looksUp('o-clerk', 'nobody-knows'),
    wait(61),
    looksUp('o-clerk', 'nobody-knows'),
    getOrder('o-clerk', REFRESH),
    getOrder('o-manager', REFRESH),
    getOrder('o-owner', REFRESH),
  ],
  'who may not': [
    ...story('K-1', 2, [301]),
    ...['o-stranger', '', 'o-clerk@wx_http', 'o-clerk@', 'o-reviewer'].flatMap((who) => [
      ...['look-up', 'reveal-phone'].map((action) => getOrder(who, { action, orderId: 'K-1' })),
      getOrder(who, REFRESH),
      getOrder(who, { action: 'check-function' }),
      ...['me', 'list-people', 'settings'].map((action) => shop(who, { action })),
    ]),
    is('K-2', 301, TWO),
    looksUp('o-clerk', 'K-2'),
    looksUp('o-owner', 'K-2'),
    { who: 'o-owner', calls: 'sweep', with: {} },
    looksUp('o-reviewer', 'DEMO-1001'),
    wait(400),
    looksUp('o-reviewer', 'DEMO-1002'),
    looksUp('o-reviewer', 'DEMO-1003'),
  ],
  'what cannot be meant': [
    ...[null, 7, 'text', []].flatMap((event) => [
      getOrder('o-clerk', event),
      { who: 'o-owner', calls: 'shop' as const, with: event },
    ]),
    ...[{}, ...['', '  ', 'x'.repeat(200), 7].map((orderId) => ({ orderId }))].flatMap((input) => [
      getOrder('o-clerk', { action: 'look-up', ...input }),
      shop('o-owner', input),
    ]),
    getOrder('o-clerk', { action: 'no-such' }),
    shop('o-owner', { action: 'no-such' }),
  ],
  'a dead token': [
    ...seen('L-1', { errcode: 40001, errmsg: 'invalid credential' }),
    { weChat: 'stable_token', is: { errcode: 40125, errmsg: 'invalid appsecret' } },
    wait(700),
    looksUp('o-clerk', 'L-1'),
  ],
  'the owner’s own pages': [
    ...['me', 'list-people', 'list-stores', 'list-accounts', 'settings', 'self-check'].map(
      (action) => shop('o-owner', { action }),
    ),
    getOrder('o-owner', { action: 'check-function' }),
    shop('o-owner', { action: 'list-audit', before: null }),
    shop('o-owner', { action: 'save-retention', historyDays: 30, auditDays: 60 }),
    shop('o-clerk', { action: 'save-retention', historyDays: 1, auditDays: 1 }),
    shop('o-clerk', { action: 'list-accounts' }),
    shop('o-manager', { action: 'list-people' }),
    shop('o-clerk', { action: 'leave' }),
    looksUp('o-clerk', 'K-1'),
    shop('o-owner', { action: 'leave' }),
    shop('o-owner', { action: 'purge-now' }),
  ],
  'riders are forgotten after a day': [
    ...story('M-1', 60, [301, 302]),
    wait(24 * 3600 - 120),
    sweep,
    looksUp('o-manager', 'M-1'),
    wait(180),
    sweep,
    looksUp('o-manager', 'M-1'),
    wait(91 * 24 * 3600),
    sweep,
    getOrder('o-owner', REFRESH),
  ],
};
