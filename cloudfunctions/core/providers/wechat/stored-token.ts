import { is, nullable, number, string, type } from 'superstruct';
import type { Of } from '../../../../miniprogram/contract/schema';
import type { Documents } from '../../storage/documents';

/** Access token of WeChat. Times are ms since 1970. */
export interface Token {
  readonly token: string;
  /** Time from which it must not be used. */
  readonly expiresAt: number;
  /** End of the time for which it is dead: WeChat has refused it and issued it again; else 0. */
  readonly deadUntil: number;
}

/** Encryption of stored tokens (core/secrets/encryption.ts, to which this room has no arrow). */
export interface TokenCipher {
  readonly encrypt: (token: string, about: string) => string;
  /** Returns null when the key does not fit. */
  readonly decrypt: (encrypted: string, about: string) => { readonly secret: string } | null;
}

/** Collection of tokens, and their encryption; null in a shop that has no key. */
export interface TokenStore {
  readonly documents: Documents;
  readonly cipher: TokenCipher | null;
}

/**
 * Schema of the document that stores one mini-program's access token. The fields are flat, because
 * the SDK's update merges nested objects. Times are ms since 1970.
 */
const documentFields = type({
  /** Number of changes; 0 before the document exists. */
  version: number(),
  /** Token as it is, in a shop without a key; else null. */
  token: nullable(string()),
  /** Encrypted token, in a shop with a key; else null. */
  encrypted: nullable(string()),
  expiresAt: number(),
  deadUntil: number(),
  /** End of the lease of the instance that fetches the token; 0 without a lease. */
  leaseUntil: number(),
});

export interface StoredToken extends Pick<Of<typeof documentFields>, 'version' | 'leaseUntil'> {
  readonly token: Token | null;
}

const NO_TOKEN = { token: null, expiresAt: 0, deadUntil: 0 };
const NOTHING: StoredToken = { version: 0, token: null, leaseUntil: 0 };

/**
 * Reads the stored token of a mini-program. An unreadable document counts as empty, since a token
 * can be fetched again.
 */
export async function readToken(
  { documents, cipher }: TokenStore,
  appId: string,
): Promise<StoredToken> {
  const document = await documents.read(idOf(appId));
  if (document === null) return NOTHING;
  if (!is(document, documentFields)) return { ...NOTHING, version: document.version };
  const { version, encrypted, expiresAt, deadUntil, leaseUntil } = document;
  const decrypted = cipher?.decrypt(encrypted ?? '', belongsTo(appId));
  const token = cipher === null ? document.token : (decrypted?.secret ?? null);
  return { version, token: token === null ? null : { token, expiresAt, deadUntil }, leaseUntil };
}

/**
 * Stores a token, if its document is still at the version that was read.
 *
 * @returns what was stored, with its version; null when another call was faster
 */
export async function replaceToken(
  { documents, cipher }: TokenStore,
  appId: string,
  stored: StoredToken,
): Promise<StoredToken | null> {
  const version = stored.version + 1;
  const { token, expiresAt, deadUntil } = stored.token ?? NO_TOKEN;
  const kept =
    token === null || cipher === null
      ? { token, encrypted: null }
      : { token: null, encrypted: cipher.encrypt(token, belongsTo(appId)) };
  const fields = { version, ...kept, expiresAt, deadUntil, leaseUntil: stored.leaseUntil };
  const isStored = await documents.replace(idOf(appId), stored.version, fields);
  return isStored ? { ...stored, version } : null;
}

/** Names the mini-program that a token belongs to. It decrypts only with the same name. */
function belongsTo(appId: string): string {
  return `token ${appId}`;
}

function idOf(appId: string): string {
  return `access-token-${appId}`;
}
