import type { Call } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { WeChat } from './wechat';
import { throwIfWeChatError } from './wechat-error';
import { readWire } from './wire';

/** Daily quota of a WeChat API, and what is left of it today. */
export interface Quota {
  readonly limit: number;
  readonly left: number;
}

/** Path of WeChat's look-up API, the one whose quota is read. */
const LOOK_UP = '/cgi-bin/express/local/business/order/get';

/**
 * Reads the daily quota of look-ups by WeChat's `quota/get` (docs/getorder-contract.md §9 [O]).
 *
 * @returns null when the answer contains no quota
 */
export function getQuota(wechat: WeChat, call: Call): Promise<Quota | null> {
  return askWeChat(wechat, '/cgi-bin/openapi/quota/get', { cgi_path: LOOK_UP }, readQuota, call);
}

function readQuota(body: string): Quota | null {
  const wire = readWire(body);
  throwIfWeChatError(wire);
  const quota = wire.object('quota');
  const limit = quota?.number('daily_limit') ?? 0;
  if (quota === null || limit <= 0) return null;
  // WeChat may omit `used` or `remain` when it is zero, so one is computed from the other.
  const used = quota.number('used') ?? 0;
  return { limit, left: Math.max(0, quota.number('remain') ?? limit - used) };
}
