import { forgetRiders } from '../core/deliveries/delivery-memory';
import { callerOfThisCall, cloudDatabase as database } from '../core/runtime/cloud-sdk';
import { logLine as log } from '../core/runtime/log';
import { actionFunction } from '../core/shop/access';
import { openShop } from '../core/shop/open-shop';
import { sweepAction } from '../core/shop/sweep';

const shop = openShop({ database, environment: process.env, now: () => Date.now(), log });

/** Run by the timer of config.json: removes what is over. */
export const main = actionFunction(shop, {
  name: 'sweep',
  sources: ['wx_trigger'],
  caller: callerOfThisCall,
  actions: new Map([['sweep', sweepAction(shop, forgetRiders)]]),
  actionOf: () => 'sweep',
});
