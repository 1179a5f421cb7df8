import { selfCheckAction } from '../core/self-check/check-actions';
import { createDeliveries } from '../core/deliveries/deliveries';
import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { CLIENT_SOURCES } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { actionFunction } from '../core/access/access';
import { openShop } from '../core/access/shop-context';
import { shopActions } from '../core/shop/shop-actions';
import { openWeChat } from '../core/shop/shop-wechat';
import { purgeNowAction } from '../core/sweep/purge-now';

const shop = openShop({ database, environment: process.env, openClock, log });

/** Cloud function `shop`. miniprogram/contract/shop-api.ts describes its calls and answers. */
export const main = actionFunction(shop, {
  name: 'shop',
  sources: CLIENT_SOURCES,
  caller: callerOfThisCall,
  actions: shopActions(shop, openWeChat(shop, database), {
    'self-check': selfCheckAction(shop, createDeliveries(shop, database)),
    'purge-now': purgeNowAction(shop),
  }),
});
