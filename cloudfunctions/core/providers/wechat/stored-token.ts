import { is, nullable, number, string, type } from 'superstruct';
import type { Of } from '../../../../miniprogram/contract/schema';
import type { Documents } from '../../storage/documents';

/** Access token of WeChat, and the time (ms since 1970) from which it must not be used. */
export interface Token {
  readonly token: string;
  readonly expiresAt: number;
}

/**
 * Schema of the document that stores one mini-program's access token. The fields are flat, because
 * the SDK's update merges nested objects. Times are ms since 1970.
 */
const documentFields = type({
  /** Number of changes; 0 before the document exists. */
  version: number(),
  token: nullable(string()),
  expiresAt: number(),
  /** Time of the last forced fetch; 0 when there was none. */
  forcedAt: number(),
  /** End of the lease of the instance that fetches the token; 0 without a lease. */
  leaseUntil: number(),
});

export interface StoredToken extends Omit<Of<typeof documentFields>, 'token' | 'expiresAt'> {
  readonly token: Token | null;
}

const NOTHING: StoredToken = { version: 0, token: null, forcedAt: 0, leaseUntil: 0 };

/**
 * Reads the stored token of a mini-program. An unreadable document counts as empty, since a token
 * can be fetched again.
 */
export async function readToken(tokens: Documents, appId: string): Promise<StoredToken> {
  const document = await tokens.read(idOf(appId));
  if (document === null) return NOTHING;
  if (!is(document, documentFields)) return { ...NOTHING, version: document.version };
  const { version, token, expiresAt, forcedAt, leaseUntil } = document;
  return { version, token: token === null ? null : { token, expiresAt }, forcedAt, leaseUntil };
}

/**
 * Stores a token, if its document is still at the version that was read.
 *
 * @returns what was stored, with its version; null when another call was faster
 */
export async function replaceToken(
  tokens: Documents,
  appId: string,
  stored: StoredToken,
): Promise<StoredToken | null> {
  const version = stored.version + 1;
  const { forcedAt, leaseUntil } = stored;
  const { token, expiresAt } = stored.token ?? { token: null, expiresAt: 0 };
  const fields = { version, token, expiresAt, forcedAt, leaseUntil };
  const isStored = await tokens.replace(idOf(appId), stored.version, fields);
  return isStored ? { ...stored, version } : null;
}

function idOf(appId: string): string {
  return `access-token-${appId}`;
}
