import { forgetRiders } from '../core/deliveries/delivery-memory';
import { callerOfThisCall, cloudDatabase } from '../core/runtime/cloud-sdk';
import { defineFunction } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { performActions } from '../core/shop/access';
import { openShop } from '../core/shop/open-shop';
import { sweepAction } from '../core/shop/sweep';

const now = () => Date.now();
const shop = openShop({ database: cloudDatabase, environment: process.env, now, log });

/** Run by the timer of config.json: removes what is over. */
export const main = defineFunction({
  name: 'sweep',
  sources: ['wx_trigger'],
  caller: callerOfThisCall,
  handle: performActions({
    actions: new Map([['sweep', sweepAction(shop, forgetRiders)]]),
    actionOf: () => 'sweep',
    staff: shop.collections.staff,
    now,
  }),
  now,
  log,
});
