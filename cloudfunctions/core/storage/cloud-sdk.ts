import cloud from 'wx-server-sdk';
import type { Caller } from '../runtime/define-function';
import type { Database } from './database';
import { once } from './cached';

// The typings do not accept this symbol, although the SDK's documentation says to pass it.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/**
 * Reads the caller of the current call from the SDK's context. The result must not be kept, because
 * one instance serves many people. Without WX_CONTEXT_KEYS the SDK answers `{}`, also to the timer;
 * the environment still names the source.
 */
export function callerOfThisCall(): Caller {
  const { TCB_SOURCE = '' } = process.env;
  const { OPENID = '', APPID = '', SOURCE = TCB_SOURCE } = cloud.getWXContext();
  return { openId: OPENID, appId: APPID, source: SOURCE };
}

/**
 * Opens the cloud database: on first use, because it slows a cold start, and once, because a call
 * uses it for each query and each condition. The SDK reads the credentials, which the cloud
 * renews, at each request.
 */
export const cloudDatabase: () => Database = once(
  // The typings describe the callback style, in which reads may return text or nothing. Without
  // callbacks, reads return a promise.
  () => cloud.database() as unknown as Database,
);
