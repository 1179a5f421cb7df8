import type { Infer } from 'superstruct';
import { boolean, enums, literal, number, object, string } from 'superstruct';
import { DEMO_ACCOUNT } from './account';
import type { ApiRequest } from './api-request';
import { dayOf } from './order';
import { WeChatRefusal } from './refusals';

/** Event of an issued access token. The journal of events restores the tokens after a restart. */
export const TokenEvent = object({
  type: literal('token-issued'),
  at: number(),
  token: string(),
  /** API that issued the token: `stable_token`, or the older `token`. They are independent. */
  kind: enums(['stable', 'plain']),
  forced: boolean(),
});
export type TokenEvent = Infer<typeof TokenEvent>;

export interface AccessTokens {
  /** Answers `stable_token`. @throws WeChatRefusal 45009 or 45011 when forced too often */
  readonly stable: (forceRefresh: boolean) => IssuedToken;
  /** Answers the older API `token`, each time with a new token. */
  readonly plain: () => IssuedToken;
  /**
   * Checks an access token.
   *
   * @param dies decides whether, and how, a valid token becomes invalid before its end
   * @throws WeChatRefusal 41001, 40001 or 42001 unless the token is valid now
   */
  readonly check: (
    token: string | null,
    dies?: (hasBeenUsed: boolean) => TokenDeath | null,
  ) => void;
}

/** Next token after a death: a new one (`replaced`), or the dead one until a forced refresh. */
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
const FORCED_PER_DAY = 20;
const FORCED_APART_MS = 30 * 1000;

/** Issues and checks access tokens by the rules of docs/getorder-contract.md §4 [O]. */
export function createAccessTokens(parts: AccessTokensParts): AccessTokens {
  const { now, newToken, past, record } = parts;
  const issued: TokenEvent[] = [...past];
  const used = new Set<string>();
  const deaths = new Map<string, TokenDeath>();
  const latest = (kind: TokenEvent['kind']): TokenEvent | undefined =>
    issued.findLast((token) => token.kind === kind);

  const issue = (kind: TokenEvent['kind'], forced: boolean): IssuedToken => {
    const event: TokenEvent = { type: 'token-issued', at: now(), token: newToken(), kind, forced };
    record(event);
    issued.push(event);
    return { access_token: event.token, expires_in: LIFE_MS / 1000 };
  };

  const refuseForcedTooOften = (): void => {
    const forced = issued.filter((token) => token.forced);
    const last = forced.at(-1);
    if (last !== undefined && now() - last.at < FORCED_APART_MS) {
      throw new WeChatRefusal(
        45011,
        'api minute-quota reach limit  must slower  retry next minute',
      );
    }
    if (forced.filter(({ at }) => dayOf(at) === dayOf(now())).length >= FORCED_PER_DAY) {
      throw new WeChatRefusal(45009, 'reach max api daily quota limit');
    }
  };

  /** Returns when a token ends: after 2 h, 5 min after the next one, or when one is forced [I]. */
  const holdsUntil = (token: TokenEvent): number => {
    const next = issued.slice(issued.indexOf(token) + 1).find(({ kind }) => kind === token.kind);
    if (next === undefined) return token.at + LIFE_MS;
    return next.forced ? next.at : Math.min(token.at + LIFE_MS, next.at + OVERLAP_MS);
  };

  return {
    stable: (forceRefresh) => {
      if (forceRefresh) {
        refuseForcedTooOften();
        return issue('stable', true);
      }
      const current = latest('stable');
      if (
        current === undefined ||
        now() >= current.at + LIFE_MS - OVERLAP_MS ||
        deaths.get(current.token) === 'replaced'
      ) {
        return issue('stable', false);
      }
      const leftMs = current.at + LIFE_MS - now();
      return { access_token: current.token, expires_in: Math.floor(leftMs / 1000) };
    },

    plain: () => issue('plain', false),

    check: (text, dies = () => null) => {
      if (text === null || text === '') throw new WeChatRefusal(41001, 'access_token missing');
      const token = issued.find((candidate) => candidate.token === text);
      if (token !== undefined && now() < holdsUntil(token) && !deaths.has(text)) {
        const death = dies(used.has(text));
        if (death === null) {
          used.add(text);
          return;
        }
        deaths.set(text, death);
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
  return tokens.stable(body['force_refresh'] === true);
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
