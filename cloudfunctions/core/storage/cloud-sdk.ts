import cloud from 'wx-server-sdk';
import type { Caller } from '../runtime/define-function';
import type { Database } from './documents';

// The typings lack this symbol, which the SDK's documents tell to pass.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/**
 * Reads the caller from the SDK's context. Each call reads anew, since one instance serves many
 * people.
 */
export function callerOfThisCall(): Caller {
  const { OPENID = '', APPID = '', SOURCE = '' } = cloud.getWXContext();
  return { openId: OPENID, appId: APPID, source: SOURCE };
}

/** Opens the cloud database. Callers open it on first use, since that slows a cold start. */
export function cloudDatabase(): Database {
  // The typings say that reads may return text or nothing, as with callbacks. Without callbacks
  // they return a promise.
  return cloud.database() as unknown as Database;
}
