import { handleGetOrder } from '../core/orders/handle-get-order';
import { callerOfThisCall, cloudDatabase } from '../core/runtime/cloud-sdk';
import { CLIENT_SOURCES, defineFunction } from '../core/runtime/define-function';
import { logLine as log } from '../core/runtime/log';
import { once } from '../core/runtime/once';
import { readSettings, readStaff } from '../core/runtime/settings';
import { connectWeChat } from '../core/wechat/connect-wechat';

const now = () => Date.now();
const getOrder = once(() =>
  connectWeChat({ settings: readSettings(process.env), database: cloudDatabase, now, log }),
);

/** Asked and answered as miniprogram/shared/cloud-api.ts says. */
export const main = defineFunction({
  name: 'getOrder',
  sources: CLIENT_SOURCES,
  caller: callerOfThisCall,
  handle: handleGetOrder({ staff: readStaff(process.env), getOrder }),
  now,
  log,
});
