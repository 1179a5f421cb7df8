import { TEST_SHOP_ID } from '../../../dev/sandbox/account';
import {
  INTRACITY_TEST_ORDER,
  isAllowedRequest,
  TEST_ORDER,
} from '../../../dev/sandbox/test-orders';

const LOCAL = '/cgi-bin/express/local/business';
const CITY = '/cgi-bin/express/intracity';
const OURS = 'rider-where-live-1';

describe('what may be sent to WeChat by way of trial', () => {
  it.each<[string, object]>([
    [`${LOCAL}/order/add`, { ...TEST_ORDER, shop_order_id: OURS }],
    [`${LOCAL}/test_update_order`, { shopid: TEST_SHOP_ID, shop_order_id: OURS }],
    [`${CITY}/addorder`, { ...INTRACITY_TEST_ORDER, store_order_id: OURS }],
    [`${CITY}/mocknotify`, { store_order_id: OURS }],
    ['/cgi-bin/stable_token', { force_refresh: false }],
  ])('is our own test order at %s', (path, body) => {
    expect(isAllowedRequest(path, body)).toBe(true);
  });

  it.each<[string, unknown]>([
    [`${LOCAL}/order/add`, { ...TEST_ORDER, shop_order_id: OURS, delivery_id: 'SFTC' }],
    [`${LOCAL}/order/add`, { ...TEST_ORDER, shop_order_id: OURS, shopid: 'A-1' }],
    [`${LOCAL}/order/add`, { ...TEST_ORDER, shop_order_id: OURS, sender: { name: '真名' } }],
    [`${LOCAL}/order/add`, { ...TEST_ORDER, shop_order_id: 'A-1' }],
    [`${LOCAL}/test_update_order`, { shopid: TEST_SHOP_ID, shop_order_id: 'A-1' }],
    [`${CITY}/addorder`, { ...INTRACITY_TEST_ORDER, store_order_id: OURS, use_sandbox: 0 }],
    [`${CITY}/addorder`, { ...INTRACITY_TEST_ORDER, store_order_id: OURS, user_name: '真名' }],
    [`${CITY}/addorder`, null],
    [`${CITY}/mocknotify`, { store_order_id: 'A-1' }],
    ['/cgi-bin/stable_token', { force_refresh: true }],
    [`${LOCAL}/order/cancel`, { shopid: TEST_SHOP_ID, shop_order_id: OURS }],
  ])('is no other order, and nothing else: %s with %j', (path, body) => {
    expect(isAllowedRequest(path, body)).toBe(false);
  });
});
