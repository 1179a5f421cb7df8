import type { Call } from '../runtime/define-function';
import type { Settings } from '../runtime/settings';
import type { PostJson } from './post-json';
import { CloudFailure } from '../runtime/cloud-failure';
import { readWire } from './wire';
import { throwIfWeChatError } from './wechat-error';

/** A token and the time (ms since 1970) from which it is not to be used any more. */
export interface StoredToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** Where tokens are kept for the other instances. A failure of it costs a fetch, not the answer. */
export interface TokenStore {
  readonly read: () => Promise<StoredToken | null>;
  readonly write: (token: StoredToken) => Promise<void>;
}

export interface AccessTokens {
  /** The token to use: from memory, else from the store, else from WeChat. */
  readonly current: (call: Call) => Promise<string>;
  /** A token in place of one that WeChat has just refused. */
  readonly replace: (dead: string, call: Call) => Promise<string>;
}

interface AccessTokenParts {
  readonly settings: Pick<Settings, 'appId' | 'appSecret' | 'apiBaseUrl'>;
  readonly post: PostJson;
  readonly store: TokenStore;
  readonly now: () => number;
}

/** A token is dropped this long before its end: by then WeChat hands out the next one, and both hold (docs/getorder-contract.md §4 [O]). */
const MARGIN_MS = 3 * 60 * 1000;

/** The token that the cloud holds, by `stable_token`: every instance that asks gets the same one (§4 [O]). */
export function createAccessTokens({ settings, post, store, now }: AccessTokenParts): AccessTokens {
  let held: StoredToken | null = null;
  const isFresh = (token: StoredToken | null): token is StoredToken =>
    token !== null && token.expiresAt > now();

  const fetchToken = async (call: Call): Promise<string> => {
    call.count('upstream');
    const body = await post(
      `${settings.apiBaseUrl}/cgi-bin/stable_token`,
      {
        grant_type: 'client_credential',
        appid: settings.appId,
        secret: settings.appSecret,
        force_refresh: false,
      },
      call.timeLeftMs(),
    );
    const wire = readWire(body);
    throwIfWeChatError(wire);
    const token = wire.text('access_token');
    const expiresInSeconds = wire.number('expires_in');
    if (token === null || expiresInSeconds === null) throw new CloudFailure('upstream-malformed');
    held = { token, expiresAt: now() + Math.max(0, expiresInSeconds * 1000 - MARGIN_MS) };
    call.note({ tokenFetched: true });
    await store.write(held).catch((error: unknown) => {
      call.note({ tokenStore: 'write failed', tokenStoreError: nameOf(error) });
    });
    return token;
  };

  const stored = async (call: Call): Promise<StoredToken | null> => {
    try {
      return await store.read();
    } catch (error) {
      call.note({ tokenStore: 'read failed', tokenStoreError: nameOf(error) });
      return null;
    }
  };

  const currentExcept = async (dead: string | null, call: Call): Promise<string> => {
    if (isFresh(held) && held.token !== dead) return held.token;
    // Another instance may have fetched meanwhile.
    const kept = await stored(call);
    if (isFresh(kept) && kept.token !== dead) {
      held = kept;
      return kept.token;
    }
    return fetchToken(call);
  };

  return {
    current: (call) => currentExcept(null, call),
    replace: (dead, call) => currentExcept(dead, call),
  };
}

function nameOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'errCode' in error)
    return String(error.errCode);
  return error instanceof Error ? error.name : typeof error;
}
