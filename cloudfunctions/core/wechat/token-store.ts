import { is, number, type, string } from 'superstruct';
import type { Documents } from '../runtime/documents';
import type { TokenStore } from './access-token';

const storedToken = type({ token: string(), expiresAt: number() });

/** Keeps the token of one mini-program in a document, for all instances. */
export function createTokenStore(documents: Documents, appId: string): TokenStore {
  const id = `access-token-${appId}`;
  return {
    read: async () => {
      const fields = await documents.read(id);
      return is(fields, storedToken) ? { token: fields.token, expiresAt: fields.expiresAt } : null;
    },
    write: ({ token, expiresAt }) => documents.write(id, { token, expiresAt }),
  };
}
