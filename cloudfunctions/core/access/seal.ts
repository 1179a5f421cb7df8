import { createCipheriv, createDecipheriv, randomBytes } from 'crypto';
import type { SettingsKeys } from '../runtime/settings';

/** Encrypts the shop's secrets for the database, and opens them again. */
export interface Seal {
  /** @param about what it belongs to: opened under anything else it stays closed, so that nobody moves it elsewhere */
  readonly close: (secret: string, about: string) => string;
  /** Null when no key that we have opens it. `isOld`: the previous key did, so that it is to be closed anew. */
  readonly open: (sealed: string, about: string) => Opened | null;
}

export interface Opened {
  readonly secret: string;
  readonly isOld: boolean;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What a sealed text begins with: how it was sealed, should that ever change. */
const VERSION = 'v1.';

/** AES-256-GCM under a random nonce each time. */
export function createSeal({ current, previous }: SettingsKeys): Seal {
  return {
    close: (secret, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current, nonce).setAAD(Buffer.from(about));
      const closed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url');
    },
    open: (sealed, about) => {
      const secret = openWith(current, sealed, about);
      if (secret !== null) return { secret, isOld: false };
      const old = previous === null ? null : openWith(previous, sealed, about);
      return old === null ? null : { secret: old, isOld: true };
    },
  };
}

function openWith(key: Buffer, sealed: string, about: string): string | null {
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  if (!sealed.startsWith(VERSION) || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(tag);
  const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch {
    return null; // Another key, another owner, or not as it was: there is nothing more to be known.
  }
}
