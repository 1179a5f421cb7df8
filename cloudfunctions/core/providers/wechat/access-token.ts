import { CloudFailure } from '../../runtime/cloud-failure';
import type { Call } from '../../runtime/define-function';
import type { Flight } from '../../storage/single-flight';
import { joinFlight, withinStoreLimit } from '../../storage/single-flight';
import type { StoredToken, Token } from './stored-token';
import { readToken, replaceToken } from './stored-token';
import { throwIfWeChatError } from './wechat-error';
import type { WeChat } from './wechat';
import { memoryOf } from './wechat';
import { readWire } from './wire';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/**
 * Time before its end at which a token is dropped. WeChat then hands out the next one, and both are
 * valid (docs/getorder-contract.md §4 [O]).
 */
const MARGIN_MS = 3 * MINUTE;
/** Longest fetch of one instance before another one fetches. */
const LEASE_MS = 5 * SECOND;
/** Time that the AppSecret is held, about one call: a call that fetches twice reads it once. */
const SECRET_HELD_MS = 10 * SECOND;
/** Least time between forced fetches: WeChat allows 20 a day (§4 [O]). */
const FORCE_EVERY_MS = 10 * MINUTE;

/** Finds the token to use: from memory, else from the database, else from WeChat. */
export function currentToken(wechat: WeChat, call: Call): Promise<string> {
  return tokenInsteadOf(null, wechat, call);
}

/** Finds a token in place of one that WeChat has just refused. */
export function tokenAfter(refused: string, wechat: WeChat, call: Call): Promise<string> {
  const { token: held } = memoryOf(wechat, call);
  // When another call has replaced the refused token in memory, its end is unknown.
  const dead = held?.token === refused ? held : { token: refused, expiresAt: 0 };
  return tokenInsteadOf(dead, wechat, call);
}

/**
 * Fetches a token from WeChat whatever is held, to check that WeChat gives one. The fetch is not
 * forced, so that every other token stays valid (§4 [O]).
 */
export async function obtainToken(wechat: WeChat, call: Call): Promise<string> {
  const memory = memoryOf(wechat, call);
  memory.token = await fetchToken(wechat, call);
  return memory.token.token;
}

async function tokenInsteadOf(dead: Token | null, wechat: WeChat, call: Call): Promise<string> {
  const memory = memoryOf(wechat, call);
  if (!isUsable(memory.token, dead, wechat.now()))
    memory.token = await fetchTogether(dead, wechat, call);
  return memory.token.token;
}

/**
 * Tells whether a token is usable. In place of a dead token, none that was given out before it is.
 */
function isUsable(token: Token | null, dead: Token | null, now: number): token is Token {
  if (token === null || token.expiresAt <= now) return false;
  return dead === null || (token.token !== dead.token && token.expiresAt >= dead.expiresAt);
}

/**
 * Fetches the shared token by `stable_token` (§4 [O]). Of all instances that need it at the same
 * time, one fetches it and the others wait for the stored one. When the database fails, an instance
 * fetches for itself: that costs a fetch, not the answer.
 */
async function fetchTogether(dead: Token | null, wechat: WeChat, call: Call): Promise<Token> {
  const flight = await joinForToken(dead, wechat, call);
  if (flight === null) return fetchToken(wechat, call);
  const { role, known } = flight;
  if (role === 'leader') return fetchForAll(known, dead, wechat, call);
  if (isUsable(known.token, dead, wechat.now())) return known.token;
  return fetchToken(wechat, call);
}

/**
 * Joins the single flight for the token.
 *
 * @returns null when the database cannot be read
 */
async function joinForToken(
  dead: Token | null,
  { tokens, now, sleep }: WeChat,
  call: Call,
): Promise<Flight<StoredToken> | null> {
  const { appId } = call.caller;
  const failed = (error: unknown): void => {
    noteDatabaseFailure(call, error);
  };
  const document = {
    read: () => readToken(tokens, appId),
    lease: (stored: StoredToken, leaseUntil: number) =>
      replaceToken(tokens, appId, { ...stored, leaseUntil }),
    leaseUntilOf: ({ leaseUntil }: StoredToken) => leaseUntil,
    patienceMs: ({ token }: StoredToken) =>
      isUsable(token, dead, now()) ? ('answered' as const) : ('unknown' as const),
  };
  try {
    const first = await withinStoreLimit(document.read());
    return await joinFlight({ now, sleep, leaseMs: LEASE_MS, failed }, document, first, call);
  } catch (error) {
    failed(error);
    return null;
  }
}

/**
 * Fetches and stores the token as the leader. A forced fetch follows only when WeChat returns the
 * very token that it has just refused.
 */
async function fetchForAll(
  leased: StoredToken,
  dead: Token | null,
  wechat: WeChat,
  call: Call,
): Promise<Token> {
  const { tokens, now } = wechat;
  let { forcedAt, token } = leased;
  try {
    const fetched = await fetchToken(wechat, call);
    token = fetched;
    if (fetched.token !== dead?.token || now() - forcedAt < FORCE_EVERY_MS) return fetched;
    forcedAt = now();
    const forced = await fetchToken(wechat, call, true);
    token = forced;
    return forced;
  } finally {
    // The lease ends after a failure, too: the followers need not wait.
    const next = { version: leased.version, token, forcedAt, leaseUntil: 0 };
    await withinStoreLimit(replaceToken(tokens, call.caller.appId, next)).catch(
      (error: unknown) => {
        noteDatabaseFailure(call, error);
      },
    );
  }
}

/**
 * Fetches a token from WeChat.
 *
 * @throws CloudFailure
 */
async function fetchToken(wechat: WeChat, call: Call, force = false): Promise<Token> {
  const secret = await memoryOf(wechat, call).secret.get(SECRET_HELD_MS);
  call.count('upstream');
  call.note(force ? { tokenForced: true } : { tokenFetched: true });
  const body = await wechat.post(
    `${wechat.apiBaseUrl}/cgi-bin/stable_token`,
    {
      grant_type: 'client_credential',
      appid: call.caller.appId,
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
  return { token, expiresAt: wechat.now() + expiresInSeconds * SECOND - MARGIN_MS };
}

function noteDatabaseFailure(call: Call, error: unknown): void {
  const errCode =
    typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
  call.note({ tokenStore: typeof errCode === 'number' ? `failed ${errCode}` : 'failed' });
}
