import type { Call } from '../runtime/define-function';
import type { AccessTokens } from './access-token';
import type { PostJson } from './post-json';
import { WeChatError } from './wechat-error';

export interface AskWeChatParts {
  readonly apiBaseUrl: string;
  readonly tokens: Pick<AccessTokens, 'current' | 'replace'>;
  readonly post: PostJson;
}

/**
 * Asks one of WeChat's APIs that take the token.
 *
 * @param read takes the answer's text apart, and throws what it tells of
 */
export type AskWeChat = <Answer>(
  path: string,
  body: object,
  read: (body: string) => Answer,
  call: Call,
) => Promise<Answer>;

/** A dead token is replaced and the question sent again, once (docs/getorder-contract.md §4). */
export function createAskWeChat({ apiBaseUrl, tokens, post }: AskWeChatParts): AskWeChat {
  return async (path, body, read, call) => {
    const ask = async (token: string) => {
      call.count('upstream');
      const url = `${apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
      return read(await post(url, body, call.timeLeftMs()));
    };
    const token = await tokens.current(call);
    try {
      return await ask(token);
    } catch (error) {
      if (!(error instanceof WeChatError && error.isDeadToken)) throw error;
      call.note({ deadToken: error.errcode });
      return ask(await tokens.replace(token, call));
    }
  };
}
