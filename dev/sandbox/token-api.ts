import { DEMO_ACCOUNT } from './account';
import type { AccessTokens, IssuedToken } from './access-tokens';
import type { ApiRequest } from './api-request';
import { WeChatRefusal } from './refusals';

/** `POST /cgi-bin/stable_token` (docs/getorder-contract.md §4 [O]). */
export function stableToken(tokens: AccessTokens, { body, happens }: ApiRequest): IssuedToken {
  checkCredentials((field) => body[field]);
  if (happens('app-secret-reset')) throw new WeChatRefusal(40125, 'invalid appsecret');
  return tokens.stable(body['force_refresh'] === true);
}

/** `GET /cgi-bin/token`, the older call: a new token each time. */
export function plainToken(tokens: AccessTokens, { query }: ApiRequest): IssuedToken {
  checkCredentials((field) => query.get(field));
  return tokens.plain();
}

/** @throws WeChatRefusal 40002, 41002, 41004, 40013 or 40125 (§5) */
function checkCredentials(field: (name: string) => unknown): void {
  const isMissing = (name: string): boolean =>
    typeof field(name) !== 'string' || field(name) === '';
  if (field('grant_type') !== 'client_credential') {
    throw new WeChatRefusal(40002, 'invalid grant_type');
  }
  if (isMissing('appid')) throw new WeChatRefusal(41002, 'appid missing');
  if (isMissing('secret')) throw new WeChatRefusal(41004, 'appsecret missing');
  if (field('appid') !== DEMO_ACCOUNT.appId) throw new WeChatRefusal(40013, 'invalid appid');
  if (field('secret') !== DEMO_ACCOUNT.appSecret) {
    throw new WeChatRefusal(40125, 'invalid appsecret');
  }
}
