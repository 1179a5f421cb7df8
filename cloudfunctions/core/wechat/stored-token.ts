import { is, nullable, number, string, type } from 'superstruct';
import type { Documents } from '../runtime/documents';

/** A token and the time (ms since 1970) from which it is not to be used any more. */
export interface Token {
  readonly token: string;
  readonly expiresAt: number;
}

/** What all instances know of the token of one mini-program. Times are in ms since 1970. */
export interface StoredToken {
  /** Counts the changes; 0 when nothing is stored yet. */
  readonly version: number;
  readonly token: Token | null;
  /** When a fetch was last forced. */
  readonly forcedAt: number;
  /** Until then one instance fetches, and the others wait; 0 when none does. */
  readonly leaseUntil: number;
}

const NOTHING: StoredToken = { version: 0, token: null, forcedAt: 0, leaseUntil: 0 };

// Flat, since the SDK's update merges what is nested.
const tokenFields = type({
  version: number(),
  token: nullable(string()),
  expiresAt: number(),
  forcedAt: number(),
  leaseUntil: number(),
});

/** Reads what is stored of a mini-program's token; nothing where that cannot be read: a token can be fetched anew. */
export async function readToken(tokens: Documents, appId: string): Promise<StoredToken> {
  const document = await tokens.read(idOf(appId));
  if (document === null) return NOTHING;
  if (!is(document, tokenFields)) return { ...NOTHING, version: document.version };
  const { version, token, expiresAt, forcedAt, leaseUntil } = document;
  return { version, token: token === null ? null : { token, expiresAt }, forcedAt, leaseUntil };
}

/**
 * Stores what follows on the version that was read.
 *
 * @returns it with its own version; null when somebody else was faster
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
