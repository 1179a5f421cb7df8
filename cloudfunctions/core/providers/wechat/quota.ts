import type { Call } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { WeChat } from './wechat';
import { throwIfWeChatError } from './wechat-error';
import { readWire } from './wire';

/** How often a day WeChat may be asked for something, and how often it still may today. */
export interface Quota {
  readonly limit: number;
  readonly left: number;
}

/** What a look-up asks: the quota that matters. */
const LOOK_UP = '/cgi-bin/express/local/business/order/get';

/**
 * WeChat's `quota/get` for look-ups (docs/getorder-contract.md §9 [O]); null when WeChat does not
 * say.
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
  // Either tells the other: one of them may be left out when it is zero.
  const used = quota.number('used') ?? 0;
  return { limit, left: Math.max(0, quota.number('remain') ?? limit - used) };
}
