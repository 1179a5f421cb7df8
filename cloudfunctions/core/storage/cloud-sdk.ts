import cloud from 'wx-server-sdk';
import type { Caller } from '../runtime/define-function';
import type { Database } from './database';

// The typings do not accept this symbol, although the SDK's documentation says to pass it.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/**
 * Reads the caller of the current call from the SDK's context. The result must not be kept, because
 * one instance serves many people.
 */
export function callerOfThisCall(): Caller {
  const { OPENID = '', APPID = '', SOURCE = '' } = cloud.getWXContext();
  return { openId: OPENID, appId: APPID, source: SOURCE };
}

/** Opens the cloud database. Callers do this on first use, because it slows a cold start. */
export function cloudDatabase(): Database {
  // The typings describe the callback style, in which reads may return text or nothing. Without
  // callbacks, reads return a promise.
  return cloud.database() as unknown as Database;
}
