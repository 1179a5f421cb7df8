import { randomUUID } from 'node:crypto';
import { isLoopback } from '../../cloudfunctions/core/runtime/settings';
import type { FunctionManifest } from './function-manifest';
import type { CallMessage, Caller, FunctionContext } from './call';

type Environment = Readonly<Record<string, string>>;

/** Id of the local cloud environment. */
export const LOCAL_ENVIRONMENT = 'local-cloud';

/**
 * Keeps functions from sending secrets to the real WeChat.
 *
 * @throws Error unless WECHAT_API_BASE_URL is an address of this machine
 */
export function assertLoopback(settings: Environment): void {
  const base = settings['WECHAT_API_BASE_URL'] ?? '';
  if (URL.canParse(base) && isLoopback(new URL(base).hostname)) {
    return;
  }
  throw new Error(
    `The local cloud talks to this machine only, but WECHAT_API_BASE_URL is ${base === '' ? 'missing, which means the real WeChat' : base}. Give it an address such as http://127.0.0.1:8123.`,
  );
}

/**
 * Returns all environment variables of a function's process, without the developer's own: the
 * settings, and the variables that wx-server-sdk 4.0.2 reads. The undocumented TCB_CONTEXT_CNFG
 * makes the SDK send its database requests to `databaseUrl`.
 */
export function processEnvironment(settings: Environment, databaseUrl: string): Environment {
  return {
    // Windows opens no socket without the variable SystemRoot.
    ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
    // The real cloud runs in UTC, too, so functions have to name the shop's time zone.
    TZ: 'UTC',
    ...settings,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: LOCAL_ENVIRONMENT,
    TCB_ENV: LOCAL_ENVIRONMENT,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: databaseUrl }),
    SILENCE: 'true',
  };
}

/** Builds the message that starts a call: event, context and the caller's identity. */
export function callMessage(
  { name, timeoutSeconds, memoryMb }: FunctionManifest,
  event: unknown,
  caller: Caller,
): Omit<CallMessage, 'clock'> {
  const { openId, appId, source = 'wx_client' } = caller;
  const environment = {
    WX_CONTEXT_KEYS: 'WX_CLIENTIP,WX_OPENID,WX_APPID',
    WX_OPENID: openId,
    WX_APPID: appId,
    WX_CLIENTIP: '127.0.0.1',
    TCB_SOURCE: source,
  };
  const context: FunctionContext = {
    memory_limit_in_mb: memoryMb,
    time_limit_in_ms: timeoutSeconds * 1000,
    request_id: randomUUID(),
    function_name: name,
  };
  // WeChat adds `userInfo` to the event of a client's call.
  const fields = typeof event === 'object' && event !== null ? event : {};
  return { event: { ...fields, userInfo: { openId, appId } }, context, environment };
}
