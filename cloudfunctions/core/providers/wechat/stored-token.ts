import { is, nullable, number, string, type } from 'superstruct';
import type { Of } from '../../../../miniprogram/contract/schema';
import type { Encryption } from '../../secrets/encryption';
import type { Documents } from '../../storage/documents';

/** Access token of WeChat. Times are ms since 1970. */
export interface Token {
  readonly token: string;
  /** Time from which the token must not be used. */
  readonly expiresAt: number;
  /** Time until which the token is dead, because WeChat refused it and issued it again; else 0. */
  readonly deadUntil: number;
}

export interface TokenStore {
  readonly documents: Documents;
  readonly encryption: () => Encryption;
}

/**
 * Schema of a stored access token. It is flat, because the SDK's update merges nested objects.
 * Times are ms since 1970.
 */
const documentFields = type({
  /** Number of changes; 0 before the document exists. */
  version: number(),
  /** Encrypted token; null without one. */
  token: nullable(string()),
  expiresAt: number(),
  deadUntil: number(),
  /** End of the lease of the instance that fetches the token; 0 without a lease. */
  leaseUntil: number(),
});

export interface StoredToken extends Pick<Of<typeof documentFields>, 'version' | 'leaseUntil'> {
  readonly token: Token | null;
}

const NO_TOKEN = { token: null, expiresAt: 0, deadUntil: 0 };
const NO_STORED_TOKEN: StoredToken = { version: 0, token: null, leaseUntil: 0 };

/** Reads the stored token of a mini-program; missing if it cannot be read or decrypted. */
export async function readToken(
  { documents, encryption }: TokenStore,
  appId: string,
): Promise<StoredToken> {
  const document = await documents.read(idOf(appId));
  if (document === null) return NO_STORED_TOKEN;
  if (!is(document, documentFields)) return { ...NO_STORED_TOKEN, version: document.version };
  const { version, token: encrypted, expiresAt, deadUntil, leaseUntil } = document;
  const decrypted = encrypted === null ? null : encryption().decrypt(encrypted, subjectOf(appId));
  const token = decrypted === null ? null : { token: decrypted.secret, expiresAt, deadUntil };
  return { version, token, leaseUntil };
}

/**
 * Stores a token, unless the document has changed since it was read.
 *
 * @returns what was stored, with its new version; null when another call was faster
 */
export async function replaceToken(
  { documents, encryption }: TokenStore,
  appId: string,
  stored: StoredToken,
): Promise<StoredToken | null> {
  const version = stored.version + 1;
  const { token, expiresAt, deadUntil } = stored.token ?? NO_TOKEN;
  const encrypted = token === null ? null : encryption().encrypt(token, subjectOf(appId));
  const { leaseUntil } = stored;
  const fields = { version, token: encrypted, expiresAt, deadUntil, leaseUntil };
  const isStored = await documents.replace(idOf(appId), stored.version, fields);
  return isStored ? { ...stored, version } : null;
}

/** Deletes the stored token of a mini-program that the shop has removed. */
export async function forgetToken(documents: Documents, appId: string): Promise<void> {
  const stored = await documents.read(idOf(appId));
  if (stored !== null) await documents.remove(idOf(appId), stored.version);
}

/** Returns the name that a token is encrypted with. The token decrypts only with the same name. */
function subjectOf(appId: string): string {
  return `token ${appId}`;
}

function idOf(appId: string): string {
  return `access-token-${appId}`;
}
