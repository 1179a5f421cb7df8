import { is, nullable, number, string, type } from 'superstruct';
import type { Of } from '../../../../miniprogram/contract/schema';
import type { Documents } from '../../storage/documents';

/** A token and the time (ms since 1970) from which it is not to be used any more. */
export interface Token {
  readonly token: string;
  readonly expiresAt: number;
}

/**
 * What all instances know of the token of one mini-program: flat, since the SDK's update merges
 * what is nested. Times are in ms since 1970.
 */
const kept = type({
  /** Counts the changes; 0 when nothing is stored yet. */
  version: number(),
  token: nullable(string()),
  expiresAt: number(),
  /** When a fetch was last forced. */
  forcedAt: number(),
  /** Until then one instance fetches, and the others wait; 0 when none does. */
  leaseUntil: number(),
});

export interface StoredToken extends Omit<Of<typeof kept>, 'token' | 'expiresAt'> {
  readonly token: Token | null;
}

const NOTHING: StoredToken = { version: 0, token: null, forcedAt: 0, leaseUntil: 0 };

/**
 * Reads what is stored of a mini-program's token; nothing where that cannot be read: a token can be
 * fetched anew.
 */
export async function readToken(tokens: Documents, appId: string): Promise<StoredToken> {
  const document = await tokens.read(idOf(appId));
  if (document === null) return NOTHING;
  if (!is(document, kept)) return { ...NOTHING, version: document.version };
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
