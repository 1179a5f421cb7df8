import type { CallContext } from '../../runtime/define-function';
import { currentToken, newTokenAfter } from './access-token';
import { namingMiniProgram } from './mini-program-failure';
import type { WeChat } from './wechat';
import { bothTokensRefused, isDeadToken } from './wechat-error';

/** Number of newer tokens to try: one that is stored, and a still newer one that WeChat has. */
const TOKENS_AFTER_FIRST = 2;

/**
 * Sends a request to a WeChat API that needs the access token (docs/getorder-contract.md §4).
 *
 * @param read parses the answer, and throws if the answer reports an error
 * @throws CloudFailure what {@link withToken} throws
 */
export function askWeChat<Answer>(
  wechat: WeChat,
  path: string,
  body: object,
  read: (body: string) => Answer,
  call: CallContext,
): Promise<Answer> {
  return withToken(wechat, call, async (token) => {
    call.count('upstream');
    const url = `${wechat.apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
    return read(await wechat.post(url, body, call.timeLeftMs()));
  });
}

/**
 * Asks with the access token of a mini-program, and with a newer one if WeChat refuses it.
 *
 * @param ask sends the request, and throws if the answer reports an error
 * @throws CloudFailure `token-exchanged-elsewhere` when WeChat refuses the new token, too, or
 * issues none
 */
export function withToken<Answer>(
  wechat: WeChat,
  call: CallContext,
  ask: (token: string) => Promise<Answer>,
): Promise<Answer> {
  return namingMiniProgram(wechat, askWithTokens(wechat, call, ask));
}

async function askWithTokens<Answer>(
  wechat: WeChat,
  call: CallContext,
  ask: (token: string) => Promise<Answer>,
): Promise<Answer> {
  let token = await currentToken(wechat, call);
  for (let left = TOKENS_AFTER_FIRST; ; left -= 1) {
    try {
      return await ask(token);
    } catch (error) {
      if (!isDeadToken(error)) throw error;
      if (left === 0) throw bothTokensRefused(error);
      call.note({ deadToken: error.errcode });
      token = await newTokenAfter(token, wechat, call, error);
    }
  }
}
