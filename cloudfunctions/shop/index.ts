import { paidOrdersActions } from '../core/intake/paid-orders-actions';
import { noticeActions } from '../core/notices/message-actions';
import { selfCheckAction } from '../core/self-check/check-actions';
import { createDeliveries } from '../core/deliveries/deliveries';
import { callerOfThisCall, cloudDatabase as database } from '../core/storage/cloud-sdk';
import { openDatabaseClock as openClock } from '../core/storage/database-clock';
import { logLine as log } from '../core/runtime/log';
import { defineActionFunction } from '../core/access/access';
import { createShopContext } from '../core/access/shop-context';
import { shopActions } from '../core/shop/shop-actions';
import { purgeNowAction } from '../core/sweep/sweep';

const shop = createShopContext({ database, environment: process.env, openClock, log });
const deliveries = createDeliveries(shop, database);
const actions = shopActions(shop, deliveries.wechat, {
  'self-check': selfCheckAction(shop, deliveries),
  'purge-now': purgeNowAction(shop),
  ...paidOrdersActions(shop, deliveries),
  ...noticeActions(shop, deliveries.notices),
});

/** Cloud function `shop`. miniprogram/contract/shop-api.ts describes its calls and answers. */
const name = 'shop';
export const main = defineActionFunction(shop, { name, caller: callerOfThisCall, actions });
