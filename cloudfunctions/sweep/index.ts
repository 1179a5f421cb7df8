import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { logLine as log } from '../core/runtime/log';
import { actionFunction } from '../core/access/access';
import { openShop } from '../core/access/shop-context';
import { sweepAction } from '../core/sweep/sweep';

const shop = openShop({ database, environment: process.env, openClock, log });

/** Cloud function `sweep`, which removes old data. The timer in config.json runs it every hour. */
export const main = actionFunction(shop, {
  name: 'sweep',
  sources: ['wx_trigger'],
  caller: callerOfThisCall,
  actions: new Map([['sweep', sweepAction(shop)]]),
  actionOf: () => 'sweep',
});
