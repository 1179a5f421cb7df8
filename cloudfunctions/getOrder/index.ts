import { boardActions } from '../core/board/board-actions';
import { createDeliveries } from '../core/deliveries/deliveries';
import { deliveryActions } from '../core/deliveries/delivery-actions';
import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { CLIENT_SOURCES } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { actionFunction } from '../core/access/access';
import { functionCheckAction } from '../core/self-check/function-check';
import { openShop } from '../core/access/shop-context';

const name = 'getOrder';
const shop = openShop({ database, environment: process.env, openClock, log });
const deliveries = createDeliveries(shop, database);

/** Cloud function `getOrder`. contract/cloud-api.ts and contract/board-api.ts list its calls. */
export const main = actionFunction(shop, {
  name,
  sources: [...CLIENT_SOURCES, 'wx_http'], // Only the action `register` accepts calls over HTTP.
  caller: callerOfThisCall,
  actions: new Map([
    ...deliveryActions(deliveries, functionCheckAction(shop, name)),
    ...boardActions(deliveries, shop),
  ]),
});
