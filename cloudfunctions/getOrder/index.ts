import { openDeliveries } from '../core/deliveries/deliveries';
import { deliveryActionOf, deliveryActions } from '../core/deliveries/delivery-actions';
import { callerOfThisCall, cloudDatabase as database } from '../core/runtime/cloud-sdk';
import { CLIENT_SOURCES, defineFunction } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { performActions } from '../core/shop/access';
import { functionCheckAction } from '../core/shop/check-actions';
import { openShop } from '../core/shop/open-shop';

const name = 'getOrder';
const now = () => Date.now();
const shop = openShop({ database, environment: process.env, now, log });
const deliveries = openDeliveries(shop, { database, log });

/** Asked and answered as miniprogram/shared/cloud-api.ts says. */
export const main = defineFunction({
  name,
  sources: CLIENT_SOURCES,
  caller: callerOfThisCall,
  handle: performActions({
    actions: deliveryActions(deliveries, functionCheckAction(shop, name)),
    actionOf: deliveryActionOf,
    staff: shop.collections.staff,
    now,
  }),
  now,
  log,
});
