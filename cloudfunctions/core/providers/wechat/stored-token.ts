import { is, number, string, type } from 'superstruct';
import type { Of } from '../../../../miniprogram/contract/schema';
import type { Encryption } from '../../secrets/encryption';
import type { Documents } from '../../storage/documents';

/** Schema of a stored access token. Its text is encrypted, and its times are ms since 1970. */
const tokenSchema = type({
  token: string(),
  /** Time from which the token must not be used. */
  expiresAt: number(),
  /** Not used before this time (ms): WeChat refused it, but issued the same again. 0: usable. */
  deadUntil: number(),
});

export type Token = Readonly<Of<typeof tokenSchema>>;

export interface TokenStore {
  readonly documents: Documents;
  readonly encryption: () => Encryption;
}

/** Reads a mini-program's stored token and its version; `token` is null if none is readable. */
export async function readToken({ documents, encryption }: TokenStore, appId: string) {
  const document = await documents.read(tokenIdOf(appId));
  if (document === null) return { version: 0, token: null };
  const { version } = document;
  if (!is(document, tokenSchema)) return { version, token: null };
  const { expiresAt, deadUntil } = document;
  const decrypted = encryption().decrypt(document.token, encryptionSubjectOf(appId));
  const token = decrypted && { token: decrypted.secret, expiresAt, deadUntil };
  return { version, token };
}

/** Stores a token in place of version `storedVersion`; false when another call was faster. */
export function replaceToken(
  { documents, encryption }: TokenStore,
  appId: string,
  storedVersion: number,
  token: Token,
): Promise<boolean> {
  const encrypted = encryption().encrypt(token.token, encryptionSubjectOf(appId));
  const fields = { ...token, token: encrypted, version: storedVersion + 1 };
  return documents.replace(tokenIdOf(appId), storedVersion, fields);
}

export async function forgetToken(documents: Documents, appId: string): Promise<void> {
  const storedDocument = await documents.read(tokenIdOf(appId));
  if (storedDocument !== null) await documents.remove(tokenIdOf(appId), storedDocument.version);
}

/** Returns the name with which a token is encrypted, to tie it to its mini-program. */
function encryptionSubjectOf(appId: string): string {
  return `token ${appId}`;
}

function tokenIdOf(appId: string): string {
  return `access-token-${appId}`;
}
