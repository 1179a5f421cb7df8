import { isAheadOfNow } from '../../../../miniprogram/contract/age';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type CallContext, callForOneQuestion } from '../../runtime/define-function';
import {
  type Flight,
  isLeaseOver,
  joinFlight,
  OWN_QUESTION_MS,
  withinStoreLimit,
} from '../../storage/single-flight';
import { type StoredToken, type Token, readToken, replaceToken } from './stored-token';
import { type WeChatError, bothTokensRefused, throwIfWeChatError } from './wechat-error';
import type { WeChat } from './wechat';
import { readWire } from './wire';

const SECOND = 1000;
/**
 * Time (ms) before its expiry at which a token is replaced. The old and the new token are both
 * valid then (docs/getorder-contract.md §4 [O]).
 */
const MARGIN_MS = 180 * SECOND;
/** Longest time (ms) for which WeChat issues a token (docs/getorder-contract.md §4 [O]). */
const LONGEST_LIFE_MS = 7200 * SECOND;
/** Time (ms) for which a token is not used after WeChat has refused it, but issued it again. */
const DEAD_MS = 30 * SECOND;

/** Returns a usable token of a mini-program from memory, the database or WeChat, in this order. */
export function currentToken(wechat: WeChat, call: CallContext): Promise<string> {
  return newTokenAfter(null, wechat, call);
}

/**
 * Returns an access token in place of `refused`, which WeChat has just refused (null: none). If
 * WeChat issues the same token again, calls fail for DEAD_MS, because forcing a new token would end
 * the token of other programs (docs/getorder-contract.md §4 [O]).
 */
export async function newTokenAfter(
  refused: string | null,
  wechat: WeChat,
  call: CallContext,
  error?: WeChatError,
): Promise<string> {
  let token = wechat.tokensInMemory.get(wechat.appId) ?? null;
  if (!isSettled(token, refused, wechat.now())) {
    token = await fetchSharedToken(refused, wechat, callForOneQuestion(call));
    wechat.tokensInMemory.set(wechat.appId, token);
  }
  if (isDead(token, wechat.now())) throw bothTokensRefused(error);
  return token.token;
}

/** Fetches a token, to check that WeChat issues one; not if the token in memory is dead. */
export async function obtainToken(wechat: WeChat, call: CallContext): Promise<string> {
  const known = wechat.tokensInMemory.get(wechat.appId);
  if (known === undefined || !isDead(known, wechat.now()))
    wechat.tokensInMemory.set(wechat.appId, await fetchToken(null, wechat, call));
  return currentToken(wechat, call);
}

/** Tells whether a token is dead: until `deadUntil`, nobody uses or replaces it. */
function isDead({ deadUntil }: Token, now: number): boolean {
  return !isLeaseOver(deadUntil, now, DEAD_MS);
}

/**
 * Tells whether no other token must be fetched, because `token` is usable, or dead for some
 * seconds. A token that expires later than is possible is fetched again: a wrong clock stored it.
 */
function isSettled(token: Token | null, refused: string | null, now: number): token is Token {
  if (token === null) return false;
  if (isDead(token, now)) return true;
  const { expiresAt } = token;
  const isLasting = expiresAt > now && !isAheadOfNow(expiresAt, now + LONGEST_LIFE_MS - MARGIN_MS);
  return isLasting && token.token !== refused;
}

/**
 * Fetches the token that all instances share, by `stable_token` (docs/getorder-contract.md §4 [O]),
 * in a single flight. When the database fails, each instance fetches the token for itself.
 */
async function fetchSharedToken(
  refused: string | null,
  wechat: WeChat,
  call: CallContext,
): Promise<Token> {
  const flight = await joinForToken(refused, wechat, call);
  if (flight?.role === 'leader') return fetchForAll(flight.lastRead, refused, wechat, call);
  const token = flight?.lastRead.token ?? null;
  return isSettled(token, refused, wechat.now()) ? token : fetchToken(refused, wechat, call);
}

/**
 * Joins the single flight for the token, in which one instance fetches it for all.
 *
 * @returns null when the database cannot be read
 */
async function joinForToken(
  refused: string | null,
  { appId, tokens, now, sleep }: WeChat,
  call: CallContext,
): Promise<Flight<StoredToken> | null> {
  const failed = noteDatabaseFailure(call);
  const document = {
    read: () => readToken(tokens, appId),
    lease: (stored: StoredToken, leaseUntil: number) =>
      replaceToken(tokens, appId, { ...stored, leaseUntil }),
    leaseUntilOf: ({ leaseUntil }: StoredToken) => leaseUntil,
    isEnough: ({ token }: StoredToken) => isSettled(token, refused, now()),
    patienceMs: () => Infinity,
  };
  // A follower whose waiting time runs out fetches the token for itself.
  const parts = { now, sleep, keepMs: OWN_QUESTION_MS, failed };
  const first = await withinStoreLimit(document.read()).catch(failed);
  return first === null ? null : joinFlight(parts, document, first, call);
}

async function fetchForAll(
  leased: StoredToken,
  refused: string | null,
  wechat: WeChat,
  call: CallContext,
): Promise<Token> {
  let { token } = leased;
  try {
    token = await fetchToken(refused, wechat, call);
    return token;
  } finally {
    // The lease is released after a failure, too, so that the followers do not wait for its end.
    const next = { version: leased.version, token, leaseUntil: 0 };
    const stored = replaceToken(wechat.tokens, wechat.appId, next);
    await withinStoreLimit(stored).catch(noteDatabaseFailure(call));
  }
}

/** Fetches a token. If WeChat issues `refused` again, the token is marked as dead. */
async function fetchToken(
  refused: string | null,
  wechat: WeChat,
  call: CallContext,
): Promise<Token> {
  const { appId: appid } = wechat;
  const secret = await wechat.appSecret(appid);
  call.count('upstream');
  call.note({ tokenFetched: true });
  const body = await wechat.post(
    `${wechat.apiBaseUrl}/cgi-bin/stable_token`,
    { grant_type: 'client_credential', appid, secret, force_refresh: false },
    call.timeLeftMs(),
  );
  const wire = readWire(body);
  throwIfWeChatError(wire);
  const token = wire.text('access_token');
  const expiresInSeconds = wire.number('expires_in');
  if (token === null || expiresInSeconds === null) throw new CloudFailure('upstream-malformed');
  const lifeMs = Math.min(expiresInSeconds * SECOND, LONGEST_LIFE_MS);
  const now = wechat.now();
  const deadUntil = token === refused ? now + DEAD_MS : 0;
  return { token, expiresAt: now + lifeMs - MARGIN_MS, deadUntil };
}

function noteDatabaseFailure(call: CallContext): (error: unknown) => null {
  return (error) => {
    const errCode =
      typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
    call.note({ tokenStore: typeof errCode === 'number' ? `failed ${errCode}` : 'failed' });
    return null;
  };
}
