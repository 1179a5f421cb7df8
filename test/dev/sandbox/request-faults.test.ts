import type { FaultName } from '../../../dev/faults/fault-table';
import { Faults } from '../../../dev/faults/faults';
import { faultsOfRequest } from '../../../dev/sandbox/request-faults';

const LOOK_UP = '/cgi-bin/express/local/business/order/get';
const READD = '/cgi-bin/express/local/business/order/readd';
const SHOP_GET = '/cgi-bin/express/local/business/shop/get';
const TOKEN = '/cgi-bin/stable_token';
const QUERY_ORDER = '/cgi-bin/express/intracity/queryorder';
const QUERY_STORE = '/cgi-bin/express/intracity/querystore';

it.each<[FaultName, string | null, string, unknown, boolean]>([
  // Those of WeChat as a whole happen to look-ups, and for all orders to tokens, too.
  ['busy', null, LOOK_UP, 'A', true],
  ['busy', null, TOKEN, undefined, true],
  ['busy', 'A', LOOK_UP, 'A', true],
  ['busy', 'A', TOKEN, 'A', false],
  ['order-over', null, TOKEN, 'A', false],
  // A look-up of no order meets only those for all.
  ...[undefined, null, 5, {}].flatMap(
    (order): [FaultName, string | null, string, unknown, boolean][] => [
      ['busy', 'A', LOOK_UP, order, false],
      ['hang', null, LOOK_UP, order, true],
    ],
  ),
  // The two services have faults in common, and of their own.
  ['quota-exceeded', null, QUERY_ORDER, 'A', true],
  ['quota-exceeded', null, QUERY_STORE, 'A', false],
  ['api-not-opened', null, SHOP_GET, undefined, true],
  ['api-not-opened', null, QUERY_ORDER, 'A', false],
  ['order-over', null, QUERY_ORDER, 'A', false],
  ['intracity-key-missing', null, QUERY_ORDER, 'A', true],
  ['intracity-key-missing', null, QUERY_STORE, 'A', true],
  ['intracity-key-missing', null, LOOK_UP, 'A', false],
  // Nothing happens to what no function of a shop asks.
  ['busy', null, READD, 'A', false],
  ['database-down', null, LOOK_UP, 'A', false],
])('%s for %j happens to %s of %j: %p', (name, orderId, path, order, happens) => {
  const faults = new Faults();
  faults.set(name, { orderId, times: 1 });
  expect(faultsOfRequest(faults, path, order, 'wx1')(name)).toBe(happens);
  expect(faults.active()).toHaveLength(happens ? 0 : 1);
});
