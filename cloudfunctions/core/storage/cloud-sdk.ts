import cloud from 'wx-server-sdk';
import type { Caller } from '../runtime/define-function';
import type { Database } from './database';
import { once } from './cached';

// The typings do not accept this symbol, although the SDK's documentation says to pass it.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/**
 * Reads the caller of the current call from the SDK. The result must not be kept, because one
 * instance serves many people. Without the variable WX_CONTEXT_KEYS the SDK answers `{}`, even when
 * the timer calls. The source is then read from TCB_SOURCE.
 */
export function callerOfThisCall(): Caller {
  const { TCB_SOURCE = '' } = process.env;
  const { OPENID = '', APPID = '', SOURCE = TCB_SOURCE } = cloud.getWXContext();
  return { openId: OPENID, appId: APPID, source: SOURCE };
}

/**
 * Opens the cloud database on first use, because opening it slows a cold start. It is opened only
 * once, because a call uses it for each query and condition. The SDK reads the credentials again at
 * each request, because the cloud renews them.
 */
export const cloudDatabase: () => Database = once(
  // The typings describe the callback style, in which reads may return text or nothing. Without
  // callbacks, reads return a promise.
  () => cloud.database() as unknown as Database,
);
