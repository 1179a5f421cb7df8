import { generateKeyPairSync } from 'node:crypto';

/** Variable that passes the keys to test files, since making them takes long. */
const MADE = 'MADE_PRIVATE_KEYS';

/** Returns three RSA keys of 2,048 bits in PEM (PKCS #1), made once for a run of tests. */
export function privateKeys(): readonly string[] {
  process.env[MADE] ??= JSON.stringify(Array.from({ length: 3 }, newKey));
  return JSON.parse(process.env[MADE]) as string[];
}

/** Takes keys that were made before. Only before the first use in a test file. */
export function usePrivateKeys(keys: readonly string[]): void {
  process.env[MADE] = JSON.stringify(keys);
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}
