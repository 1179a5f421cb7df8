import { isAhead } from '../../../../miniprogram/contract/age';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { Call } from '../../runtime/define-function';
import { forOneQuestion } from '../../runtime/define-function';
import type { Flight } from '../../storage/single-flight';
import { isOver, joinFlight, OWN_QUESTION_MS, withinStoreLimit } from '../../storage/single-flight';
import type { StoredToken, Token } from './stored-token';
import { readToken, replaceToken } from './stored-token';
import type { WeChatError } from './wechat-error';
import { bothTokensRefused, throwIfWeChatError } from './wechat-error';
import type { WeChat } from './wechat';
import { memoryOf } from './wechat';
import { readWire } from './wire';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/**
 * Time before a token's expiry at which it is replaced. WeChat then issues the next token, while
 * both are valid (docs/getorder-contract.md §4 [O]).
 */
const MARGIN_MS = 3 * MINUTE;
/** Longest time for which WeChat issues a token (docs/getorder-contract.md §4 [O]). */
const LONGEST_LIFE_MS = 7200 * SECOND;
/** Time for which the AppSecret is cached: about one call, so that two fetches read it once. */
const SECRET_HELD_MS = 10 * SECOND;
/** Time for which a token is dead that WeChat has refused and issued again. */
const DEAD_MS = 30 * SECOND;

/** Returns a usable access token: from memory, else from the database, else from WeChat. */
export function currentToken(wechat: WeChat, call: Call): Promise<string> {
  return tokenInsteadOf(null, wechat, call);
}

/**
 * Returns an access token to use in place of one that WeChat has just refused. If WeChat issues the
 * same one, all calls fail for DEAD_MS: it is never forced (docs/getorder-contract.md §4 [O]).
 */
export function tokenAfter(
  refused: string,
  error: WeChatError,
  wechat: WeChat,
  call: Call,
): Promise<string> {
  const { token: held } = memoryOf(wechat, call);
  // Another call may have replaced the refused token in memory. Its expiry is then unknown: 0.
  const dead = held?.token === refused ? held : { token: refused, expiresAt: 0, deadUntil: 0 };
  return tokenInsteadOf(dead, wechat, call, error);
}

/** Fetches a token from WeChat even if a usable one is cached, to check that WeChat issues one. */
export async function obtainToken(wechat: WeChat, call: Call): Promise<string> {
  const memory = memoryOf(wechat, call);
  if (memory.token === null || !isDead(memory.token, wechat.now()))
    memory.token = await fetchToken(null, wechat, call);
  return aliveIn(memory.token, wechat);
}

async function tokenInsteadOf(
  dead: Token | null,
  wechat: WeChat,
  call: Call,
  error?: WeChatError,
): Promise<string> {
  const memory = memoryOf(wechat, call);
  if (!isSettled(memory.token, dead, wechat.now()))
    memory.token = await fetchTogether(dead, wechat, forOneQuestion(call));
  return aliveIn(memory.token, wechat, error);
}

function aliveIn(token: Token, { now }: WeChat, error?: WeChatError): string {
  if (isDead(token, now())) throw bothTokensRefused(error);
  return token.token;
}

/** Tells whether nobody asks with a token or fetches another one, for the time being. */
function isDead({ deadUntil }: Token, now: number): boolean {
  return !isOver(deadUntil, now, DEAD_MS);
}

/**
 * Tells whether no token is fetched in place of this one: it is dead for the time being, or usable,
 * that is not expired, and not the refused one (`dead`) or an older one. An expiry later than any
 * token's was stored by a wrong clock: such a token is fetched anew.
 */
function isSettled(token: Token | null, dead: Token | null, now: number): token is Token {
  if (token === null) return false;
  if (isDead(token, now)) return true;
  if (token.expiresAt <= now || hasWrongExpiry(token, now)) return false;
  if (dead === null) return true;
  const isLater = hasWrongExpiry(dead, now) || token.expiresAt >= dead.expiresAt;
  return token.token !== dead.token && isLater;
}

function hasWrongExpiry({ expiresAt }: Token, now: number): boolean {
  return isAhead(expiresAt, now + LONGEST_LIFE_MS - MARGIN_MS);
}

/**
 * Fetches the token that all instances share, by `stable_token` (docs/getorder-contract.md §4 [O]).
 * Of all instances that need it at the same time, one fetches it and the others wait. When the
 * database fails, an instance fetches for itself, which costs a request but not the answer.
 */
async function fetchTogether(dead: Token | null, wechat: WeChat, call: Call): Promise<Token> {
  const flight = await joinForToken(dead, wechat, call);
  if (flight === null) return fetchToken(dead, wechat, call);
  const { role, known } = flight;
  if (role === 'leader') return fetchForAll(known, dead, wechat, call);
  if (isSettled(known.token, dead, wechat.now())) return known.token;
  return fetchToken(dead, wechat, call);
}

/**
 * Joins the single flight for the token, in which one instance fetches it for all.
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
      isSettled(token, dead, now()) ? ('answered' as const) : ('unknown' as const),
  };
  // A follower whose time runs out fetches for itself.
  const parts = { now, sleep, keepMs: OWN_QUESTION_MS, failed };
  try {
    const first = await withinStoreLimit(document.read());
    return await joinFlight(parts, document, first, call);
  } catch (error) {
    failed(error);
    return null;
  }
}

/** Fetches and stores the token for all instances. */
async function fetchForAll(
  leased: StoredToken,
  dead: Token | null,
  wechat: WeChat,
  call: Call,
): Promise<Token> {
  let { token } = leased;
  try {
    token = await fetchToken(dead, wechat, call);
    return token;
  } finally {
    // The lease is released after a failure too, so that the followers do not wait for it.
    const next = { version: leased.version, token, leaseUntil: 0 };
    await withinStoreLimit(replaceToken(wechat.tokens, call.caller.appId, next)).catch(
      (error: unknown) => {
        noteDatabaseFailure(call, error);
      },
    );
  }
}

/** Fetches a token. If WeChat issues the one that it has just refused (`dead`), it is dead. */
async function fetchToken(dead: Token | null, wechat: WeChat, call: Call): Promise<Token> {
  const secret = await memoryOf(wechat, call).secret.get(SECRET_HELD_MS);
  call.count('upstream');
  call.note({ tokenFetched: true });
  const body = await wechat.post(
    `${wechat.apiBaseUrl}/cgi-bin/stable_token`,
    {
      grant_type: 'client_credential',
      appid: call.caller.appId,
      secret,
      force_refresh: false,
    },
    call.timeLeftMs(),
  );
  const wire = readWire(body);
  throwIfWeChatError(wire);
  const token = wire.text('access_token');
  const expiresInSeconds = wire.number('expires_in');
  if (token === null || expiresInSeconds === null) throw new CloudFailure('upstream-malformed');
  const lifeMs = Math.min(expiresInSeconds * SECOND, LONGEST_LIFE_MS);
  const now = wechat.now();
  const deadUntil = token === dead?.token ? now + DEAD_MS : 0;
  return { token, expiresAt: now + lifeMs - MARGIN_MS, deadUntil };
}

function noteDatabaseFailure(call: Call, error: unknown): void {
  const errCode =
    typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
  call.note({ tokenStore: typeof errCode === 'number' ? `failed ${errCode}` : 'failed' });
}
