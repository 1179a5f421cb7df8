import type { CallContext } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { Quota } from './mini-program-quota';
import type { WeChat } from './wechat';
import { throwIfWeChatError } from './wechat-error';
import { readWire } from './wire';

/** Reads a mini-program's quota of an API (docs/getorder-contract.md §9 [O]); null without one. */
export function getQuota(wechat: WeChat, path: string, call: CallContext): Promise<Quota | null> {
  const requestBody = { cgi_path: path };
  return askWeChat(wechat, '/cgi-bin/openapi/quota/get', requestBody, readQuota, call);
}

function readQuota(body: string): Quota | null {
  const wire = readWire(body);
  throwIfWeChatError(wire);
  const quota = wire.object('quota');
  const limit = quota?.number('daily_limit') ?? 0;
  if (quota === null || limit <= 0) return null;
  // WeChat may omit a zero: then `used` is 0, and `remain` is the rest of the limit.
  const used = quota.number('used') ?? 0;
  const left = Math.max(0, quota.number('remain') ?? limit - used);
  const rate = wire.object('rate_limit');
  const [calls, seconds] = [rate?.number('call_count') ?? 0, rate?.number('refresh_second') ?? 0];
  const hasRate = calls > 0 && seconds > 0;
  return { limit, left, aMinute: hasRate ? Math.floor((calls * 60) / seconds) : null };
}
