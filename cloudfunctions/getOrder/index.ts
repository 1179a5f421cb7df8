import { openOrders } from '../core/orders/open-orders';
import { callerOfThisCall, cloudDatabase as database } from '../core/runtime/cloud-sdk';
import { CLIENT_SOURCES, defineFunction } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { orderActionOf } from '../core/orders/order-actions';
import { performActions } from '../core/shop/access';
import { openShop } from '../core/shop/open-shop';

const now = () => Date.now();
const shop = openShop({ database, environment: process.env, now, log });

/** Asked and answered as miniprogram/shared/cloud-api.ts says. */
export const main = defineFunction({
  name: 'getOrder',
  sources: CLIENT_SOURCES,
  caller: callerOfThisCall,
  handle: performActions({
    actions: openOrders(shop, { database, log }),
    actionOf: orderActionOf,
    staff: shop.collections.staff,
    now,
  }),
  now,
  log,
});
