import { setTimeout as sleep } from 'timers/promises';
import type { Database } from '../runtime/documents';
import { held } from '../runtime/held';
import type { Log } from '../runtime/log';
import { once } from '../runtime/once';
import { readApiBaseUrl } from '../runtime/settings';
import { createAccountBook } from '../shop/account-book';
import type { Action } from '../shop/access';
import { openAppSecret } from '../shop/app-secret';
import { functionCheckAction } from '../shop/check-actions';
import type { ShopParts } from '../shop/shop-parts';
import { listStores } from '../shop/stores';
import { connectWeChat } from '../wechat/connect-wechat';
import { createFindDelivery } from './find-delivery';
import { createKnownOrders } from './known-orders';
import { orderActions } from './order-actions';

interface Surroundings {
  readonly database: () => Database;
  readonly log: Log;
}

/** The shop's orders as an instance of a function looks them up: at WeChat, by the shop's accounts. */
export function openOrders(
  shop: ShopParts,
  { database, log }: Surroundings,
): ReadonlyMap<string, Action> {
  const { collections, audit, environment, now } = shop;
  const { deliveries, staff } = collections;
  const book = createAccountBook(shop);
  const appSecret = (appId: string): Promise<string> => openAppSecret(shop, appId);
  // Made at its first use: a stranger is refused before any setting is read.
  const findDelivery = once(() => {
    const apiBaseUrl = readApiBaseUrl(environment);
    const wechat = connectWeChat({ apiBaseUrl, appSecret, database, now, log });
    return createFindDelivery({ deliveries, staff, book, wechat, now, sleep });
  });
  return orderActions({
    findDelivery: (...asked) => findDelivery()(...asked),
    knownOrders: createKnownOrders({ deliveries, book }),
    book,
    staff,
    stores: held(() => listStores(collections.stores), now).get,
    audit,
    check: functionCheckAction(shop, 'getOrder'),
    now,
  });
}
