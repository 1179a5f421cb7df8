import type { Call } from '../../runtime/define-function';
import { currentToken, tokenAfter } from './access-token';
import type { WeChat } from './wechat';
import { WeChatError } from './wechat-error';

/**
 * Sends a request to a WeChat API that needs the access token. If WeChat refuses the token as
 * invalid, repeats the request once with a new one (docs/getorder-contract.md §4).
 *
 * @param read parses the answer, and throws if the answer reports an error
 */
export async function askWeChat<Answer>(
  wechat: WeChat,
  path: string,
  body: object,
  read: (body: string) => Answer,
  call: Call,
): Promise<Answer> {
  const ask = async (token: string): Promise<Answer> => {
    call.count('upstream');
    const url = `${wechat.apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
    return read(await wechat.post(url, body, call.timeLeftMs()));
  };
  const token = await currentToken(wechat, call);
  try {
    return await ask(token);
  } catch (error) {
    if (!(error instanceof WeChatError && error.isDeadToken)) throw error;
    call.note({ deadToken: error.errcode });
    return ask(await tokenAfter(token, wechat, call));
  }
}
