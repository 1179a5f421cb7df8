import type { Database } from '../runtime/documents';
import type { Log } from '../runtime/log';
import { once } from '../runtime/once';
import { readApiBaseUrl } from '../runtime/settings';
import { createAccountBook } from '../shop/account-book';
import type { Action } from '../shop/access';
import { openAppSecret } from '../shop/app-secret';
import { selfCheckAction } from '../shop/check-actions';
import type { ShopParts } from '../shop/shop-parts';
import { deliverySign } from '../wechat/delivery-sign';
import { connectWeChat } from '../wechat/wechat';
import { knownOrdersSearch, latestOrdersAtAccounts } from './known-orders';
import { wholeRecordOf } from './read-record';

interface Surroundings {
  readonly database: () => Database;
  readonly log: Log;
}

/** The owner's self-check over the network, with the shop's own accounts and the orders that it knows. */
export function openSelfCheck(shop: ShopParts, { database, log }: Surroundings): Action {
  const { collections, environment, now } = shop;
  const book = createAccountBook(shop);
  // Made at its first use: the other actions need no WeChat, and no setting of it.
  const ports = once(() => ({
    wechat: connectWeChat({
      apiBaseUrl: readApiBaseUrl(environment),
      appSecret: (appId) => openAppSecret(shop, appId),
      database,
      now,
      log,
    }),
    accounts: () => book.accounts(0),
    knownOrders: () => latestOrdersAtAccounts(collections.deliveries),
    sign: deliverySign,
  }));
  // No order id ends so: without an index the database looks at all of them.
  return selfCheckAction(shop, ports, knownOrdersSearch(collections.deliveries), wholeRecordOf);
}
