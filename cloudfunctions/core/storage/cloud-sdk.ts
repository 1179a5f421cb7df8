import cloud from 'wx-server-sdk';
import type { Caller } from '../runtime/define-function';
import type { Database } from './documents';

// The typings know no symbol here, which is what the SDK's own documents say to pass.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/** Who calls, from the SDK's context: read at each call, since one instance serves many people. */
export function callerOfThisCall(): Caller {
  const { OPENID = '', APPID = '', SOURCE = '' } = cloud.getWXContext();
  return { openId: OPENID, appId: APPID, source: SOURCE };
}

/** The cloud database; asked for on first use, since opening it costs a cold instance time. */
export function cloudDatabase(): Database {
  // The typings say that reads may answer text or nothing, as they did with callbacks: without them it is a promise.
  return cloud.database() as unknown as Database;
}
