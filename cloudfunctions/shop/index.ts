import { openSelfCheck } from '../core/deliveries/open-self-check';
import { callerOfThisCall, cloudDatabase as database } from '../core/runtime/cloud-sdk';
import { CLIENT_SOURCES } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { actionFunction } from '../core/shop/access';
import { openShop } from '../core/shop/open-shop';
import { shopActions } from '../core/shop/shop-actions';

const shop = openShop({ database, environment: process.env, now: () => Date.now(), log });

/** Asked and answered as miniprogram/shared/shop-api.ts says. */
export const main = actionFunction(shop, {
  name: 'shop',
  sources: CLIENT_SOURCES,
  caller: callerOfThisCall,
  actions: shopActions(shop, openSelfCheck(shop, database)),
});
