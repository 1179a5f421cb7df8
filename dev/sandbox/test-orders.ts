import { isDeepStrictEqual } from 'node:util';
import * as instant from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import * as intracity from '../../cloudfunctions/core/providers/wechat-intracity/status-codes';
import { TEST_SHOP_ID } from './account';

const PLACE = {
  ...{ name: '测试', city: '广州市', address: '演示路 1 号', address_detail: '1 层' },
  ...{ phone: '12000000000', lng: 113.33, lat: 23.13, coordinate_type: 0 },
};

/** `order/add` of WeChat's test company, without order id, sign and openid (§6). */
export const TEST_ORDER = {
  ...{ delivery_id: 'TEST', shopid: TEST_SHOP_ID, shop_no: 'rider-where-live' },
  ...{ sender: PLACE, receiver: PLACE },
  cargo: {
    ...{ goods_value: 1, goods_height: 1, goods_length: 1, goods_width: 1, goods_weight: 1 },
    goods_detail: { goods: [{ good_count: 1, good_name: '测试', good_price: 1, good_unit: '份' }] },
    ...{ cargo_first_class: '美食宵夜', cargo_second_class: '零食小吃' },
  },
  order_info: { order_type: 0, is_insured: 0 },
  shop: { wxa_path: 'pages/search/index', img_url: '', goods_name: '测试', goods_count: 1 },
} as const;

/**
 * `addorder` of 同城配送 in WeChat's sandbox, without order number, store and openid
 * (docs/intracity-contract.md §5).
 */
export const INTRACITY_TEST_ORDER = {
  ...{ use_sandbox: 1, user_name: PLACE.name, user_phone: PLACE.phone },
  ...{ user_address: PLACE.address, user_lng: PLACE.lng, user_lat: PLACE.lat },
  order_detail_path: 'pages/search/index',
  cargo: { cargo_name: '测试', cargo_type: 1, cargo_num: 1, cargo_price: 100, cargo_weight: 500 },
} as const;

/** APIs that place, move and ask for a test order, and the statuses it goes through to its end. */
export const TEST_SERVICES = {
  'wechat-instant': {
    ...{ path: '/cgi-bin/express/local/business/', document: 'docs/getorder-contract.md' },
    ...{ add: 'order/add', move: 'test_update_order', get: 'order/get' },
    ...{ states: [101, 102, 201, 202, 301, 302], end: 302, statusOf: instant.statusOfCode },
  },
  'wechat-intracity': {
    ...{ path: '/cgi-bin/express/intracity/', document: 'docs/intracity-contract.md' },
    ...{ add: 'addorder', move: 'mocknotify', get: 'queryorder' },
    ...{ states: [10000, 30000, 40000, 50000, 70000], end: 70000 },
    statusOf: intracity.statusOfCode,
  },
} as const;

const OURS = /^rider-where-live-\w+$/;
/**
 * All paths that `npm run live` may ask, with the fields that keep real orders out of what is
 * placed and moved: constants, or patterns of the orders' own ids.
 */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/cgi-bin/stable_token': { force_refresh: false },
  '/cgi-bin/openapi/quota/get': {},
  '/cgi-bin/express/local/business/shop/get': {},
  '/cgi-bin/express/local/business/order/get': {},
  '/cgi-bin/express/local/business/order/add': { ...TEST_ORDER, shop_order_id: OURS },
  '/cgi-bin/express/local/business/test_update_order': {
    shopid: TEST_SHOP_ID,
    shop_order_id: OURS,
  },
  '/cgi-bin/express/intracity/querystore': {},
  '/cgi-bin/express/intracity/queryorder': {},
  '/cgi-bin/express/intracity/addorder': { ...INTRACITY_TEST_ORDER, store_order_id: OURS },
  '/cgi-bin/express/intracity/mocknotify': { store_order_id: OURS },
};

/** @param body fields of the request, of a signed one before its encryption */
export function isAllowedRequest(path: string, body: unknown): boolean {
  const rules = ALLOWED[path];
  if (rules === undefined) return false;
  const given = new Map<string, unknown>(Object.entries(Object(body) as object));
  return Object.entries(rules).every(([name, rule]) => {
    const value = given.get(name);
    return rule instanceof RegExp ? rule.test(String(value)) : isDeepStrictEqual(value, rule);
  });
}
