import { is, nullable, number, string, type } from 'superstruct';
import type { Documents } from '../runtime/documents';

/** A token and the time (ms since 1970) from which it is not to be used any more. */
export interface Token {
  readonly token: string;
  readonly expiresAt: number;
}

/** What all instances know of the token. Times are in ms since 1970. */
export interface StoredToken {
  /** Counts the changes; 0 when nothing is stored yet. */
  readonly version: number;
  readonly token: Token | null;
  /** When a fetch was last forced. */
  readonly forcedAt: number;
  /** Until then one instance fetches, and the others wait; 0 when none does. */
  readonly leaseUntil: number;
}

export interface TokenStore {
  readonly read: () => Promise<StoredToken>;
  /** Stores what follows on the version that was read, and answers it with its own; null when somebody else was faster. */
  readonly replace: (token: StoredToken) => Promise<StoredToken | null>;
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

/** Keeps the token of one mini-program in a document, for all instances. */
export function createTokenStore(documents: Documents, appId: string): TokenStore {
  const id = `access-token-${appId}`;
  return {
    read: async () => {
      const document = await documents.read(id);
      if (document === null) return NOTHING;
      if (!is(document, tokenFields)) return { ...NOTHING, version: document.version };
      const { version, token, expiresAt, forcedAt, leaseUntil } = document;
      return { version, token: token === null ? null : { token, expiresAt }, forcedAt, leaseUntil };
    },
    replace: async (stored) => {
      const next = { ...stored, version: stored.version + 1 };
      const { token, expiresAt } = stored.token ?? { token: null, expiresAt: 0 };
      const { version, forcedAt, leaseUntil } = next;
      const fields = { version, token, expiresAt, forcedAt, leaseUntil };
      return (await documents.replace(id, stored.version, fields)) ? next : null;
    },
  };
}
