import type { CallContext } from '../../runtime/define-function';
import { withToken } from '../wechat/ask-wechat';
import type { WeChat } from '../wechat/wechat';
import { throwIfWeChatError } from '../wechat/wechat-error';
import type { Wire } from '../wechat/wire';
import { INTRACITY_MEANINGS } from './error-meanings';
import { type Message, decryptAnswer, signQuestion } from './signed-message';

/**
 * Asks a WeChat API with signed and encrypted messages. A refused access token is replaced.
 *
 * @returns decrypted answer, in which WeChat reports no error
 * @throws CloudFailure for the first error, in this order: transport, gateway, signature, `errcode`
 */
export function askSigned(
  wechat: WeChat,
  path: string,
  question: object,
  keys: Message['keys'],
  call: CallContext,
): Promise<Wire> {
  return withToken(wechat, call, async (token) => {
    call.count('upstream');
    const url = `${wechat.apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
    const subject = { path, appId: wechat.appId, keys, now: wechat.now() };
    const { body, headers } = signQuestion(question, subject);
    const given = await wechat.postBody(url, body, headers, call.timeLeftMs());
    const answer = decryptAnswer(given, { ...subject, now: wechat.now() });
    throwIfWeChatError(answer, INTRACITY_MEANINGS);
    return answer;
  });
}
