import type { Database } from '../runtime/documents';
import type { Action } from '../shop/access';
import { selfCheckAction } from '../shop/check-actions';
import type { SelfCheckPorts } from '../shop/self-check';
import type { ShopParts } from '../shop/shop-parts';
import { deliverySign } from '../wechat/delivery-sign';
import { openDeliveries } from './deliveries';
import { knownOrdersSearch, latestOrdersAtAccounts } from './known-orders';
import { wholeRecordOf } from './read-record';

/**
 * The owner's self-check over the network, with the shop's own accounts and the orders that it
 * knows.
 */
export function openSelfCheck(shop: ShopParts, database: () => Database): Action {
  const { documents, accounts: book, wechat } = openDeliveries(shop, database);
  const ports = (): SelfCheckPorts => ({
    wechat: wechat(),
    accounts: () => book.accounts(0),
    knownOrders: () => latestOrdersAtAccounts(documents),
    sign: deliverySign,
  });
  // No order id ends so: without an index the database looks at all of them.
  return selfCheckAction(shop, ports, knownOrdersSearch(documents), wholeRecordOf);
}
