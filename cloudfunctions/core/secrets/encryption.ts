import { createCipheriv, createDecipheriv, randomBytes } from 'crypto';
import type { EncryptionKeys } from '../runtime/settings';

export interface Encryption {
  /** Encrypts a secret for one entry. If copied to another entry, it cannot be decrypted. */
  readonly encrypt: (secret: string, entryName: string) => string;
  /** Decrypts a secret; null if no key fits. `isOld` is true if only the previous key fits. */
  readonly decrypt: (encrypted: string, entryName: string) => DecryptedSecret | null;
}

export interface DecryptedSecret {
  readonly secret: string;
  readonly isOld: boolean;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Prefix of encrypted texts. It names their format, in case the cipher ever changes. */
const FORMAT_PREFIX = 'v1.';

/** Creates an encryption by AES-256-GCM, with a random nonce for each text. */
export function createEncryption({ current, previous }: EncryptionKeys): Encryption {
  return {
    encrypt: (secret, entryName) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current, nonce).setAAD(Buffer.from(entryName));
      const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return (
        FORMAT_PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')
      );
    },
    decrypt: (encrypted, entryName) => {
      const secret = decryptWithKey(current, encrypted, entryName);
      if (secret !== null) return { secret, isOld: false };
      const oldSecret = previous === null ? null : decryptWithKey(previous, encrypted, entryName);
      return oldSecret === null ? null : { secret: oldSecret, isOld: true };
    },
  };
}

function decryptWithKey(key: Buffer, encrypted: string, entryName: string): string | null {
  const bytes = Buffer.from(encrypted.slice(FORMAT_PREFIX.length), 'base64url');
  if (!encrypted.startsWith(FORMAT_PREFIX) || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(entryName))
    .setAuthTag(tag);
  const decrypted = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decrypted, decipher.final()]).toString('utf8');
  } catch {
    return null; // Wrong key, wrong entry or damaged text: the cipher does not tell which.
  }
}
