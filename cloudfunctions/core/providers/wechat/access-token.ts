import { isAheadOfNow } from '../../../../miniprogram/contract/age';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type CallContext, callForOneQuestion } from '../../runtime/define-function';
import { sdkCodeOf } from '../../runtime/log';
import { isLeaseOver, withinStoreLimit } from '../../storage/lease';
import { type Token, readToken, replaceToken } from './stored-token';
import { type WeChatError, tokensRefusedFailure, throwIfWeChatError } from './wechat-error';
import type { WeChat } from './wechat';
import { parseAnswer } from './wire';

const SECOND_MS = 1000;
/** Time (ms) before its expiry at which a token is replaced (docs/getorder-contract.md §4 [O]). */
const EXPIRY_MARGIN_MS = 180 * SECOND_MS;
/** Longest time (ms) for which WeChat issues a token (docs/getorder-contract.md §4 [O]). */
const MAX_TOKEN_LIFE_MS = 7200 * SECOND_MS;
/** Time (ms) for which a token is dead: not used, because WeChat refused it and issued it again. */
const DEAD_TOKEN_MS = 30 * SECOND_MS;

/** Returns a token from memory, the database or WeChat, in this order. */
export function currentToken(wechat: WeChat, call: CallContext): Promise<string> {
  return getTokenExcept(null, wechat, call);
}

/**
 * Returns an access token other than `refused`, which WeChat has just refused; null: any token. If
 * WeChat issues the same token again, calls fail for DEAD_TOKEN_MS. Forcing a new token would end
 * the token of other programs (docs/getorder-contract.md §4 [O]).
 */
export async function getTokenExcept(
  refused: string | null,
  wechat: WeChat,
  call: CallContext,
  refusal?: WeChatError,
): Promise<string> {
  let token = wechat.tokensInMemory.get(wechat.appId) ?? null;
  if (!needsNoFetch(token, refused, wechat.now())) {
    token = await fetchSharedToken(refused, wechat, callForOneQuestion(call));
    wechat.tokensInMemory.set(wechat.appId, token);
  }
  if (isDead(token, wechat.now())) throw tokensRefusedFailure(refusal);
  return token.token;
}

/** Fetches a token to check that WeChat issues one, unless the token in memory is dead. */
export async function fetchTokenForCheck(wechat: WeChat, call: CallContext): Promise<string> {
  const tokenInMemory = wechat.tokensInMemory.get(wechat.appId);
  if (tokenInMemory === undefined || !isDead(tokenInMemory, wechat.now()))
    wechat.tokensInMemory.set(wechat.appId, await fetchToken(null, wechat, call));
  return currentToken(wechat, call);
}

function isDead({ deadUntil }: Token, now: number): boolean {
  return !isLeaseOver(deadUntil, now, DEAD_TOKEN_MS);
}

/** True for a cached token that is usable and not `refused`, or dead, so that no fetch helps. */
function needsNoFetch(token: Token | null, refused: string | null, now: number): token is Token {
  if (token === null) return false;
  if (isDead(token, now)) return true;
  const { expiresAt } = token;
  const isUnexpired =
    expiresAt > now && !isAheadOfNow(expiresAt, now + MAX_TOKEN_LIFE_MS - EXPIRY_MARGIN_MS);
  return isUnexpired && token.token !== refused;
}

/** Returns the stored token; else fetches the shared one (docs/getorder-contract.md §4 [O]). */
async function fetchSharedToken(refused: string | null, wechat: WeChat, call: CallContext) {
  const { tokens, appId } = wechat;
  const noteFailure = noteDatabaseFailure(call);
  const stored = await withinStoreLimit(readToken(tokens, appId)).catch(noteFailure);
  if (stored !== null && needsNoFetch(stored.token, refused, wechat.now())) return stored.token;
  const token = await fetchToken(refused, wechat, call);
  if (stored !== null)
    await withinStoreLimit(replaceToken(tokens, appId, stored.version, token)).catch(noteFailure);
  return token;
}

/** Fetches a token. If WeChat issues `refused` again, the token is marked as dead. */
async function fetchToken(refused: string | null, wechat: WeChat, call: CallContext) {
  const { appId: appid } = wechat;
  const secret = await wechat.appSecret(appid);
  call.count('upstream');
  call.note({ tokenFetched: true });
  const body = await wechat.post(
    `${wechat.apiBaseUrl}/cgi-bin/stable_token`,
    { grant_type: 'client_credential', appid, secret, force_refresh: false },
    call.timeLeftMs(),
  );
  const answer = parseAnswer(body);
  throwIfWeChatError(answer);
  const token = answer.text('access_token');
  const expiresInSeconds = answer.number('expires_in');
  if (token === null || expiresInSeconds === null) throw new CloudFailure('upstream-malformed');
  const lifeMs = Math.min(expiresInSeconds * SECOND_MS, MAX_TOKEN_LIFE_MS);
  const now = wechat.now();
  const deadUntil = token === refused ? now + DEAD_TOKEN_MS : 0;
  return { token, expiresAt: now + lifeMs - EXPIRY_MARGIN_MS, deadUntil };
}

function noteDatabaseFailure(call: CallContext): (error: unknown) => null {
  return (error) => {
    const code = sdkCodeOf(error);
    call.note({ tokenStore: code === null ? 'failed' : `failed ${code}` });
    return null;
  };
}
