import { boardActions } from '../core/board/board-actions';
import { createDeliveries } from '../core/deliveries/deliveries';
import { deliveryActions } from '../core/deliveries/delivery-actions';
import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { logLine as log } from '../core/runtime/log';
import { defineActionFunction } from '../core/access/access';
import { functionCheckAction } from '../core/self-check/function-check';
import { createShopContext } from '../core/access/shop-context';

const name = 'getOrder';
const shop = createShopContext({ database, environment: process.env, openClock, log });
const deliveries = createDeliveries(shop, database);

/** Cloud function `getOrder`. contract/cloud-api.ts and contract/board-api.ts list its calls. */
export const main = defineActionFunction(shop, {
  name,
  caller: callerOfThisCall,
  actions: new Map([
    ...deliveryActions(deliveries, functionCheckAction(shop, name)),
    ...boardActions(deliveries, shop),
  ]),
});
