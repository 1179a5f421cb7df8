import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { logLine as log } from '../core/runtime/log';
import { defineActionFunction } from '../core/access/access';
import { createShopContext } from '../core/access/shop-context';
import { sweepAction } from '../core/sweep/sweep';

const shop = createShopContext({ database, environment: process.env, openClock, log });

/** Cloud function `sweep`, which removes old data. The timer in config.json runs it every hour. */
export const main = defineActionFunction(shop, {
  name: 'sweep',
  caller: callerOfThisCall,
  actions: new Map([['sweep', sweepAction(shop)]]),
  actionNameOf: () => 'sweep',
});
