import type { CallContext } from '../../runtime/define-function';
import { askWeChat } from './ask-wechat';
import type { Quota } from './mini-program-quota';
import type { WeChat } from './wechat';
import { throwIfWeChatError } from './wechat-error';
import { parseAnswer } from './wire';

/** Reads a mini-program's quota of an API (docs/getorder-contract.md §9 [O]); null if not given. */
export function getQuota(wechat: WeChat, path: string, call: CallContext): Promise<Quota | null> {
  const requestBody = { cgi_path: path };
  return askWeChat(wechat, '/cgi-bin/openapi/quota/get', requestBody, readQuota, call);
}

function readQuota(body: string): Quota | null {
  const answer = parseAnswer(body);
  throwIfWeChatError(answer);
  const quotaPart = answer.object('quota');
  const dailyLimit = quotaPart?.number('daily_limit') ?? 0;
  if (quotaPart === null || dailyLimit <= 0) return null;
  // WeChat may omit fields: a missing `used` means 0, a missing `remain` the rest of the limit.
  const usedCount = quotaPart.number('used') ?? 0;
  const leftToday = Math.max(0, quotaPart.number('remain') ?? dailyLimit - usedCount);
  const rate = answer.object('rate_limit');
  const [calls, seconds] = [rate?.number('call_count') ?? 0, rate?.number('refresh_second') ?? 0];
  const hasRate = calls > 0 && seconds > 0;
  return { dailyLimit, leftToday, perMinute: hasRate ? Math.floor((calls * 60) / seconds) : null };
}
