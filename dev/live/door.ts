import * as http from '../../cloudfunctions/core/providers/wechat/post-json';
import { parseKeys } from '../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import { parsedAnswer } from '../sandbox/contract-tables';
import { decryptedBody } from '../sandbox/intracity-sealing';
import { isAllowedRequest } from '../sandbox/test-orders';

const MOST_REQUESTS = 40;
/** Requests that only moves to an order's end may use. */
const KEPT_FOR_ENDS = 6;

/** The only way to WeChat: counts and sends what is allowed, and keeps the last answer. */
export class Door {
  sent = 0;
  isEnding = false;
  /** Last answer, decrypted; undefined where none came, or no JSON. */
  answer: unknown;

  constructor(
    readonly baseUrl: string,
    private readonly apiKeys?: string,
    private readonly through: Pick<typeof http, 'postJson' | 'postBody'> = http,
  ) {}

  readonly post: http.PostJson = async (url, body, timeoutMs) => {
    this.pass(url, body);
    const answer = await this.through.postJson(url, body, timeoutMs);
    this.answer = parsedAnswer(answer);
    return answer;
  };

  readonly postBody: http.PostBody = async (url, body, headers, timeoutMs) => {
    const urlPath = `https://api.weixin.qq.com${new URL(url).pathname}`;
    const opened = (sealed: string | null, timestamp: unknown): unknown => {
      if (sealed === null) return null;
      const binding = { urlPath, appId: headers[1] ?? '', timestamp: String(timestamp) };
      return decryptedBody(sealed, parseKeys(this.apiKeys ?? ''), binding);
    };
    this.pass(url, opened(body, headers[3]));
    const answer = await this.through.postBody(url, body, headers, timeoutMs);
    const sealed = answer.body.toString('utf8');
    const known = opened(sealed, answer.headers['wechatmp-timestamp']);
    this.answer = parsedAnswer(known === null ? sealed : JSON.stringify(known));
    return answer;
  };

  /** @throws Error for a request that is not allowed, and for one too many */
  pass(url: string, body: unknown): void {
    const { origin, pathname } = new URL(url);
    if (origin !== this.baseUrl || !isAllowedRequest(pathname, body))
      throw new Error(`npm run live does not send this to ${pathname}.`);
    if (this.sent >= MOST_REQUESTS - (this.isEnding ? 0 : KEPT_FOR_ENDS))
      throw new Error(`npm run live sends no more than ${MOST_REQUESTS} requests.`);
    this.answer = undefined;
    this.sent += 1;
  }
}
