import type { Call } from '../../runtime/define-function';
import { currentToken, tokenAfter } from './access-token';
import type { WeChat } from './wechat';
import { bothTokensRefused, isDeadToken } from './wechat-error';

/**
 * Sends a request to a WeChat API that needs the access token. If WeChat refuses the token as
 * invalid, repeats the request once with a new one (docs/getorder-contract.md §4).
 *
 * @param read parses the answer, and throws if the answer reports an error
 * @throws CloudFailure `wechat-busy` when WeChat refuses the new token, too
 */
export async function askWeChat<Answer>(
  wechat: WeChat,
  path: string,
  body: object,
  read: (body: string) => Answer,
  call: Call,
): Promise<Answer> {
  const token = await currentToken(wechat, call);
  try {
    return read(await send(wechat, path, token, body, call));
  } catch (error) {
    if (!isDeadToken(error)) throw error;
    call.note({ deadToken: error.errcode });
  }
  const newToken = await tokenAfter(token, wechat, call);
  try {
    return read(await send(wechat, path, newToken, body, call));
  } catch (error) {
    throw isDeadToken(error) ? bothTokensRefused(error) : error;
  }
}

/** Sends the request with a token. @returns body of the answer */
function send(
  wechat: WeChat,
  path: string,
  token: string,
  body: object,
  call: Call,
): Promise<string> {
  call.count('upstream');
  const url = `${wechat.apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
  return wechat.post(url, body, call.timeLeftMs());
}
