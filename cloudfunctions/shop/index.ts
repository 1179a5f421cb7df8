import { openSelfCheck } from '../core/deliveries/open-self-check';
import { callerOfThisCall, cloudDatabase as database } from '../core/runtime/cloud-sdk';
import { CLIENT_SOURCES, defineFunction } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { performActions } from '../core/shop/access';
import { openShop } from '../core/shop/open-shop';
import { shopActions } from '../core/shop/shop-actions';

const now = () => Date.now();
const shop = openShop({ database, environment: process.env, now, log });

/** Asked and answered as miniprogram/shared/shop-api.ts says. */
export const main = defineFunction({
  name: 'shop',
  sources: CLIENT_SOURCES,
  caller: callerOfThisCall,
  handle: performActions({
    actions: shopActions(shop, openSelfCheck(shop, { database, log })),
    actionOf: ({ action }) => action,
    staff: shop.collections.staff,
    now,
  }),
  now,
  log,
});
