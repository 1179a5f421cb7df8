import { randomBytes } from 'node:crypto';
import { type Infer, literal, number, string, type } from 'superstruct';
import type { Journaled } from '../journal/journal';
import type { ApiRequest } from './api-request';
import { miniProgramOf } from './mini-programs';
import { WeChatRefusal } from './refusals';

/** Event of an issued access token. The journal of events restores the tokens after a restart. */
export const TokenEvent = type({
  type: literal('token-issued'),
  at: number(),
  /** Mini-program in whose name the token's holder asks. */
  appId: string(),
  token: string(),
});
export type TokenEvent = Infer<typeof TokenEvent>;

/** What `stable_token` answers after a refusal: a new token (`replaced`), or the refused one. */
export type TokenDeath = 'replaced' | 'stuck';

const LIFE_MS = 7200 * 1000;
/** Time in ms before a token's end from which a new one is issued. Both are valid meanwhile. */
const OVERLAP_MS = 5 * 60 * 1000;

/** Issues and checks access tokens by the rules of docs/getorder-contract.md §4 [O]. */
export class AccessTokens {
  /** All tokens, oldest first. */
  readonly issued: TokenEvent[];
  private readonly used = new Set<string>();
  private readonly dead = new Set<string>();

  constructor(private readonly parts: Journaled<TokenEvent>) {
    this.issued = [...parts.past];
  }

  /** Answers `stable_token`, whose token stays the same. The product never forces another one. */
  issue(appId: string) {
    const { now, record } = this.parts;
    const current = this.issued.findLast((one) => one.appId === appId);
    if (current !== undefined && !this.dead.has(current.token)) {
      const leftMs = current.at + LIFE_MS - now();
      if (leftMs > OVERLAP_MS)
        return { access_token: current.token, expires_in: Math.floor(leftMs / 1000) };
    }
    const token = randomBytes(96).toString('base64url');
    const event: TokenEvent = { type: 'token-issued', at: now(), appId, token };
    record(event);
    this.issued.push(event);
    return { access_token: token, expires_in: LIFE_MS / 1000 };
  }

  /** Finds an issued token, whether it still holds or not. */
  find(text: unknown): TokenEvent | undefined {
    return this.issued.find(({ token }) => token === text);
  }

  /**
   * Checks an access token.
   *
   * @param dies decides whether, and how, a valid token is refused before its end
   * @throws WeChatRefusal 41001, 40001 or 42001 unless the token is valid now
   */
  check(text: string | null, dies: (hasBeenUsed: boolean) => TokenDeath | null): void {
    if (text === null || text === '') throw new WeChatRefusal(41001, 'access_token missing');
    const token = this.find(text);
    const isOver = token !== undefined && this.parts.now() >= token.at + LIFE_MS;
    if (token !== undefined && !isOver && !this.dead.has(text)) {
      const death = dies(this.used.has(text));
      if (death === null) {
        this.used.add(text);
        return;
      }
      if (death === 'replaced') this.dead.add(text);
    }
    if (isOver) throw new WeChatRefusal(42001, 'access_token expired');
    throw new WeChatRefusal(40001, 'invalid credential, access_token is invalid or not latest');
  }
}

/** Answers `stable_token` to credentials in the body. */
export function issueToken(tokens: AccessTokens, { body, happens }: ApiRequest) {
  const { grant_type: grant, appid, secret } = body;
  if (grant !== 'client_credential') throw new WeChatRefusal(40002, 'invalid grant_type');
  if (!appid) throw new WeChatRefusal(41002, 'appid missing');
  if (!secret) throw new WeChatRefusal(41004, 'appsecret missing');
  const miniProgram = miniProgramOf(appid);
  if (miniProgram === undefined) throw new WeChatRefusal(40013, 'invalid appid');
  if (happens('app-secret-frozen')) throw new WeChatRefusal(40243, 'AppSecret is frozen');
  if (secret !== miniProgram.appSecret || happens('app-secret-reset'))
    throw new WeChatRefusal(40125, 'invalid appsecret');
  return tokens.issue(miniProgram.appId);
}
