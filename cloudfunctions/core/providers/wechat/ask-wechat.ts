import type { CallContext } from '../../runtime/define-function';
import { currentToken, newTokenAfter } from './access-token';
import { namingMiniProgram } from './mini-program-failure';
import type { WeChat } from './wechat';
import { bothTokensRefused, isDeadToken } from './wechat-error';

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
 * Asks with the access token of a mini-program, once more with a new one if WeChat refuses it.
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
  return namingMiniProgram(wechat, askTwice(wechat, call, ask));
}

async function askTwice<Answer>(
  wechat: WeChat,
  call: CallContext,
  ask: (token: string) => Promise<Answer>,
): Promise<Answer> {
  const token = await currentToken(wechat, call);
  let newToken: string;
  try {
    return await ask(token);
  } catch (error) {
    if (!isDeadToken(error)) throw error;
    call.note({ deadToken: error.errcode });
    newToken = await newTokenAfter(token, wechat, call, error);
  }
  try {
    return await ask(newToken);
  } catch (error) {
    throw isDeadToken(error) ? bothTokensRefused(error) : error;
  }
}
