import { createDeliveries } from '../core/deliveries/deliveries';
import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { logLine as log } from '../core/runtime/log';
import { defineActionFunction } from '../core/access/access';
import { createShopContext } from '../core/access/shop-context';
import { watchAction } from '../core/watch/watch';

const shop = createShopContext({ database, environment: process.env, openClock, log });

/** Cloud function `watch`, which asks WeChat when nobody looks. A timer runs it each minute. */
export const main = defineActionFunction(shop, {
  name: 'watch',
  caller: callerOfThisCall,
  actions: new Map([['watch', watchAction(createDeliveries(shop, database))]]),
  actionNameOf: () => 'watch',
});
