import { createCipheriv, createDecipheriv, randomBytes } from 'crypto';
import type { EncryptionKeys } from '../runtime/settings';

export interface Encryption {
  /** Encrypts a secret for the entry `about`. Copied to another entry, it cannot be decrypted. */
  readonly encrypt: (secret: string, about: string) => string;
  /** Decrypts a secret; null if no key fits. `isOld`: only the previous key fits. */
  readonly decrypt: (encrypted: string, about: string) => Decrypted | null;
}

export interface Decrypted {
  readonly secret: string;
  readonly isOld: boolean;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Begin of encrypted texts, which names the format in case the cipher ever changes. */
const FORMAT_PREFIX = 'v1.';

/** Creates an encryption by AES-256-GCM, with a random nonce for each text. */
export function createEncryption({ current, previous }: EncryptionKeys): Encryption {
  return {
    encrypt: (secret, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current, nonce).setAAD(Buffer.from(about));
      const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return (
        FORMAT_PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')
      );
    },
    decrypt: (encrypted, about) => {
      const secret = decryptWith(current, encrypted, about);
      if (secret !== null) return { secret, isOld: false };
      const old = previous === null ? null : decryptWith(previous, encrypted, about);
      return old === null ? null : { secret: old, isOld: true };
    },
  };
}

function decryptWith(key: Buffer, encrypted: string, about: string): string | null {
  const bytes = Buffer.from(encrypted.slice(FORMAT_PREFIX.length), 'base64url');
  if (!encrypted.startsWith(FORMAT_PREFIX) || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(tag);
  const decrypted = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decrypted, decipher.final()]).toString('utf8');
  } catch {
    return null; // Wrong key, wrong `about` or damaged text: the cipher does not tell which.
  }
}
