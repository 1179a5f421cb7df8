import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import type { PostJson } from './post-json';
import type { StoredToken, Token, TokenStore } from './token-store';
import { throwIfWeChatError } from './wechat-error';
import { readWire } from './wire';

export interface AccessTokens {
  /** The token to use: from memory, else from the store, else from WeChat. */
  readonly current: (call: Call) => Promise<string>;
  /** A token in place of one that WeChat has just refused. */
  readonly replace: (dead: string, call: Call) => Promise<string>;
  /** Asks WeChat for the token whatever is held, so that it shows whether it would be given one now. Nobody's token dies of it: it is not forced (§4 [O]). */
  readonly obtain: (call: Call) => Promise<string>;
}

/** The mini-program as WeChat knows it. */
export interface MiniProgram {
  readonly appId: string;
  /** Read when a token has to be fetched, which is seldom. */
  readonly appSecret: () => Promise<string>;
}

interface AccessTokenParts {
  readonly miniProgram: MiniProgram;
  readonly apiBaseUrl: string;
  readonly post: PostJson;
  readonly store: TokenStore;
  readonly now: () => number;
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A token is dropped this long before its end: by then WeChat hands out the next one, and both hold (docs/getorder-contract.md §4 [O]). */
const MARGIN_MS = 3 * MINUTE;
/** How long one instance may take for a fetch before another does it in its place. */
const LEASE_MS = 5 * SECOND;
/** So much may the clocks of two instances differ. */
const SKEW_MS = SECOND;
const LOOK_AGAIN_MS = 100;
/** What an instance keeps of its time to fetch a token and ask itself, when it has waited in vain; less than WeChat's usual 3 s, so that it does wait. */
const OWN_FETCH_MS = 1.5 * SECOND;
/** WeChat allows 20 forced fetches a day (§4 [O]). */
const FORCE_EVERY_MS = 10 * MINUTE;

/**
 * The token that the cloud holds, by `stable_token` (§4 [O]). Of all instances that need one at the same time, one fetches it and the others wait for
 * what it stores. A forced fetch is made only when WeChat hands out the very token that it has just refused. Where the store fails, an instance
 * fetches for itself: that costs a fetch, not the answer.
 */
export function createAccessTokens({
  miniProgram,
  apiBaseUrl,
  post,
  store,
  now,
  sleep,
}: AccessTokenParts): AccessTokens {
  let held: Token | null = null;
  /** In place of one that was refused none will do that was given out before it. */
  const isUsable = (candidate: Token | null, dead: Token | null): candidate is Token =>
    candidate !== null &&
    candidate.expiresAt > now() &&
    (dead === null || (candidate.token !== dead.token && candidate.expiresAt >= dead.expiresAt));

  const fetchToken = async (call: Call, force = false): Promise<Token> => {
    const secret = await miniProgram.appSecret();
    call.count('upstream');
    call.note(force ? { tokenForced: true } : { tokenFetched: true });
    const body = await post(
      `${apiBaseUrl}/cgi-bin/stable_token`,
      {
        grant_type: 'client_credential',
        appid: miniProgram.appId,
        secret,
        force_refresh: force,
      },
      call.timeLeftMs(),
    );
    const wire = readWire(body);
    throwIfWeChatError(wire);
    const token = wire.text('access_token');
    const expiresInSeconds = wire.number('expires_in');
    if (token === null || expiresInSeconds === null) throw new CloudFailure('upstream-malformed');
    return { token, expiresAt: now() + expiresInSeconds * SECOND - MARGIN_MS };
  };

  /** As the one instance that holds the lease: fetches, forces if it must and may, and stores. */
  const fetchForAll = async (
    leased: StoredToken,
    dead: Token | null,
    call: Call,
  ): Promise<Token> => {
    let { forcedAt } = leased;
    let fetched = leased.token;
    try {
      fetched = await fetchToken(call);
      if (fetched.token === dead?.token && now() - forcedAt >= FORCE_EVERY_MS) {
        forcedAt = now();
        fetched = await fetchToken(call, true);
      }
      return fetched;
    } finally {
      // After a failure too: the others need not wait for the lease to end.
      const { version } = leased;
      await store
        .replace({ version, token: fetched, forcedAt, leaseUntil: 0 })
        .catch((error: unknown) => {
          noteFailure(call, error);
        });
    }
  };

  const fetchTogether = async (dead: Token | null, call: Call): Promise<Token> => {
    for (;;) {
      let leased: StoredToken | null = null;
      try {
        const stored = await store.read();
        if (isUsable(stored.token, dead)) return stored.token;
        // One that would last longer was taken by a clock that is wrong.
        const heldMs = stored.leaseUntil - now();
        if (heldMs <= 0 || heldMs > LEASE_MS + SKEW_MS) {
          leased = await store.replace({ ...stored, leaseUntil: now() + LEASE_MS });
        }
      } catch (error) {
        noteFailure(call, error);
        return fetchToken(call);
      }
      if (leased !== null) return fetchForAll(leased, dead, call);
      if (call.timeLeftMs() < OWN_FETCH_MS) return fetchToken(call);
      await sleep(LOOK_AGAIN_MS);
    }
  };

  const currentExcept = async (dead: Token | null, call: Call): Promise<string> => {
    if (!isUsable(held, dead)) held = await fetchTogether(dead, call);
    return held.token;
  };

  return {
    current: (call) => currentExcept(null, call),
    replace: (refused, call) => {
      // When another call has replaced it meanwhile, its end is not known any more.
      const dead = held?.token === refused ? held : { token: refused, expiresAt: 0 };
      return currentExcept(dead, call);
    },
    obtain: async (call) => {
      held = await fetchToken(call);
      return held.token;
    },
  };
}

function noteFailure(call: Call, error: unknown): void {
  const errCode =
    typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
  call.note({ tokenStore: typeof errCode === 'number' ? `failed ${errCode}` : 'failed' });
}
