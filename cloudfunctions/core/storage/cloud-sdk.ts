import cloud from 'wx-server-sdk';
import type { Caller } from '../runtime/define-function';
import type { Database } from './database';
import { once } from './cached';

// The typings do not accept this symbol, although the SDK's documentation says to pass it.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/** Reads who calls, for each call anew. If the SDK lacks SOURCE, the environment may have it. */
export function callerOfThisCall(): Caller {
  const { TCB_SOURCE = '' } = process.env;
  const { OPENID = '', APPID = '', SOURCE = TCB_SOURCE } = cloud.getWXContext();
  return { openId: OPENID, appId: APPID, source: SOURCE };
}

/** Opens the database on first use, because that takes time at a cold start. */
export const cloudDatabase: () => Database = once(
  // The typings describe calls with callbacks; without callbacks, reads return a promise.
  () => cloud.database() as unknown as Database,
);
