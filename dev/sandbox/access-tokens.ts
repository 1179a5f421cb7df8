import type { Infer } from 'superstruct';
import { enums, literal, number, string, type } from 'superstruct';
import { DEMO_ACCOUNT } from './account';
import type { ApiRequest } from './api-request';
import { WeChatRefusal } from './refusals';

/** Event of an issued access token. The journal of events restores the tokens after a restart. */
export const TokenEvent = type({
  type: literal('token-issued'),
  at: number(),
  token: string(),
  /** API that issued the token: `stable_token`, or the older `token`. They are independent. */
  kind: enums(['stable', 'plain']),
});
export type TokenEvent = Infer<typeof TokenEvent>;

export interface AccessTokens {
  /** Answers `stable_token` in its normal mode, which is the one that the product uses. */
  readonly stable: () => IssuedToken;
  /** Answers the older API `token`, each time with a new token. */
  readonly plain: () => IssuedToken;
  /**
   * Checks an access token.
   *
   * @param dies decides whether, and how, a valid token is refused before its end
   * @throws WeChatRefusal 41001, 40001 or 42001 unless the token is valid now
   */
  readonly check: (
    token: string | null,
    dies?: (hasBeenUsed: boolean) => TokenDeath | null,
  ) => void;
}

/** What `stable_token` answers after a refusal: a new token (`replaced`), or the refused one. */
export type TokenDeath = 'replaced' | 'stuck';

export interface IssuedToken {
  readonly access_token: string;
  readonly expires_in: number;
}

interface AccessTokensParts {
  readonly now: () => number;
  readonly newToken: () => string;
  readonly past: readonly TokenEvent[];
  readonly record: (event: TokenEvent) => void;
}

const LIFE_MS = 7200 * 1000;
/** Time in ms before a token's end from which a new one is issued. Both are valid meanwhile. */
const OVERLAP_MS = 5 * 60 * 1000;

/** Issues and checks access tokens by the rules of docs/getorder-contract.md §4 [O]. */
export function createAccessTokens(parts: AccessTokensParts): AccessTokens {
  const { now, newToken, past, record } = parts;
  const issued: TokenEvent[] = [...past];
  const used = new Set<string>();
  const dead = new Set<string>();
  const latest = (kind: TokenEvent['kind']): TokenEvent | undefined =>
    issued.findLast((token) => token.kind === kind);

  const issue = (kind: TokenEvent['kind']): IssuedToken => {
    const event: TokenEvent = { type: 'token-issued', at: now(), token: newToken(), kind };
    record(event);
    issued.push(event);
    return { access_token: event.token, expires_in: LIFE_MS / 1000 };
  };

  /** Returns when a token ends: after 2 h, or 5 min after the next one. */
  const holdsUntil = (token: TokenEvent): number => {
    const next = issued.slice(issued.indexOf(token) + 1).find(({ kind }) => kind === token.kind);
    return Math.min(token.at + LIFE_MS, (next?.at ?? Infinity) + OVERLAP_MS);
  };

  return {
    stable: () => {
      const current = latest('stable');
      if (
        current === undefined ||
        now() >= current.at + LIFE_MS - OVERLAP_MS ||
        dead.has(current.token)
      ) {
        return issue('stable');
      }
      const leftMs = current.at + LIFE_MS - now();
      return { access_token: current.token, expires_in: Math.floor(leftMs / 1000) };
    },

    plain: () => issue('plain'),

    check: (text, dies = () => null) => {
      if (text === null || text === '') throw new WeChatRefusal(41001, 'access_token missing');
      const token = issued.find((candidate) => candidate.token === text);
      if (token !== undefined && now() < holdsUntil(token) && !dead.has(text)) {
        const death = dies(used.has(text));
        if (death === null) {
          used.add(text);
          return;
        }
        if (death === 'replaced') dead.add(text);
      }
      if (token !== undefined && now() >= token.at + LIFE_MS) {
        throw new WeChatRefusal(42001, 'access_token expired');
      }
      throw new WeChatRefusal(40001, 'invalid credential, access_token is invalid or not latest');
    },
  };
}

export function stableToken(tokens: AccessTokens, { body, happens }: ApiRequest): IssuedToken {
  checkCredentials((field) => body[field]);
  if (happens('app-secret-reset')) throw new WeChatRefusal(40125, 'invalid appsecret');
  return tokens.stable();
}

/** Answers `GET /cgi-bin/token`, the older API, each time with a new token. */
export function plainToken(tokens: AccessTokens, { query }: ApiRequest): IssuedToken {
  checkCredentials((field) => query.get(field));
  return tokens.plain();
}

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
