import type { Infer } from 'superstruct';
import { boolean, enums, literal, number, string, type } from 'superstruct';
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
  /** API that issued the token: `stable_token`, or the older `token`. They are independent. */
  kind: enums(['stable', 'plain']),
  /** Says whether `force_refresh` was asked for, which ends the token before at once. */
  isForced: boolean(),
});
export type TokenEvent = Infer<typeof TokenEvent>;

export interface AccessTokens {
  /** Answers `stable_token`. The product uses the normal mode, never the forced one. */
  readonly stable: (appId: string, isForced: boolean) => IssuedToken;
  /** Answers the older API `token`, each time with a new token. */
  readonly plain: (appId: string) => IssuedToken;
  /** Lists all issued tokens, oldest first, for tests. */
  readonly issued: () => readonly TokenEvent[];
  /** Returns the AppID of an issued token, whether it still holds or not. */
  readonly appIdOf: (token: string | null) => string | undefined;
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
  const find = (text: string | null): TokenEvent | undefined =>
    issued.find(({ token }) => token === text);

  const issue = (appId: string, kind: TokenEvent['kind'], isForced = false): IssuedToken => {
    const token = newToken();
    const event: TokenEvent = { type: 'token-issued', at: now(), appId, token, kind, isForced };
    record(event);
    issued.push(event);
    return { access_token: event.token, expires_in: LIFE_MS / 1000 };
  };

  /** Returns when a token ends: after 2 h, or 5 min after the next one, or when that is forced. */
  const holdsUntil = (token: TokenEvent): number => {
    const next = issued
      .slice(issued.indexOf(token) + 1)
      .find(({ appId, kind }) => appId === token.appId && kind === token.kind);
    const overlapMs = next?.isForced === true ? 0 : OVERLAP_MS;
    return Math.min(token.at + LIFE_MS, (next?.at ?? Infinity) + overlapMs);
  };

  return {
    stable: (appId, isForced) => {
      const current = issued.findLast((one) => one.appId === appId && one.kind === 'stable');
      if (
        current === undefined ||
        isForced ||
        now() >= current.at + LIFE_MS - OVERLAP_MS ||
        dead.has(current.token)
      ) {
        return issue(appId, 'stable', isForced);
      }
      const leftMs = current.at + LIFE_MS - now();
      return { access_token: current.token, expires_in: Math.floor(leftMs / 1000) };
    },

    plain: (appId) => issue(appId, 'plain'),

    issued: () => issued,

    appIdOf: (token) => find(token)?.appId,

    check: (text, dies = () => null) => {
      if (text === null || text === '') throw new WeChatRefusal(41001, 'access_token missing');
      const token = find(text);
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

export function stableToken(
  tokens: AccessTokens,
  { body, appId, happens }: ApiRequest,
): IssuedToken {
  checkCredentials((field) => body[field]);
  if (happens('app-secret-reset')) throw new WeChatRefusal(40125, 'invalid appsecret');
  return tokens.stable(appId, body['force_refresh'] === true);
}

/** Returns the AppID of a request's token, or of the credentials that ask for one, or ''. */
export function appIdOf(
  tokens: AccessTokens,
  query: URLSearchParams,
  body: ApiRequest['body'] | null,
): string {
  const named = tokens.appIdOf(query.get('access_token')) ?? body?.['appid'] ?? query.get('appid');
  return miniProgramOf(named)?.appId ?? '';
}

/** Answers `GET /cgi-bin/token`, the older API, each time with a new token. */
export function plainToken(tokens: AccessTokens, { query, appId }: ApiRequest): IssuedToken {
  checkCredentials((field) => query.get(field));
  return tokens.plain(appId);
}

function checkCredentials(field: (name: string) => unknown): void {
  const isMissing = (name: string): boolean =>
    typeof field(name) !== 'string' || field(name) === '';
  if (field('grant_type') !== 'client_credential') {
    throw new WeChatRefusal(40002, 'invalid grant_type');
  }
  if (isMissing('appid')) throw new WeChatRefusal(41002, 'appid missing');
  if (isMissing('secret')) throw new WeChatRefusal(41004, 'appsecret missing');
  const miniProgram = miniProgramOf(field('appid'));
  if (miniProgram === undefined) throw new WeChatRefusal(40013, 'invalid appid');
  if (field('secret') !== miniProgram.appSecret) {
    throw new WeChatRefusal(40125, 'invalid appsecret');
  }
}
