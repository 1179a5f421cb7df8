import { type KeyObject, createPrivateKey, X509Certificate } from 'crypto';
import { is, string, type } from 'superstruct';
import { type Of, list } from '../../../../miniprogram/contract/schema';
import type { Account } from '../../../../miniprogram/contract/shop-settings';
import { CloudFailure } from '../../runtime/cloud-failure';

/** Keys of one mini-program, cleaned by `cleanedKeys` (docs/intracity-contract.md §4). */
export const apiKeys = type({
  /** Base64 of the 32 bytes of the symmetric key. */
  symmetricKey: string(),
  symmetricKeyNumber: string(),
  /** The shop's private key: PEM, PKCS#1 or PKCS#8. */
  privateKey: string(),
  /** Certificates with which WeChat signs (PEM): one, or two while WeChat replaces the old one. */
  certificates: list(type({ number: string(), certificate: string() })),
});

export type ApiKeys = Of<typeof apiKeys>;

export interface UsableKeys {
  readonly symmetricKey: Buffer;
  readonly symmetricKeyNumber: string;
  readonly privateKey: KeyObject;
  /** WeChat's public keys by the number of the certificate. */
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}

const KEY_BYTES = 32;
const MIN_RSA_BITS = 2048;
const UNREADABLE_KEY = '读不懂，可能没有复制完整';

/** Keys that were used last, by their stored text: parsing a key again costs more than signing. */
let lastKeys: { readonly secret: string; readonly keys: UsableKeys } | undefined;

/** Reads the keys in a decrypted secret; throws `keys-malformed`, which names the unusable key. */
export function usableKeys(secret: string): UsableKeys {
  if (lastKeys?.secret === secret) return lastKeys.keys;
  const keys = keysIn(secret);
  const symmetricKey = canonicalBytes(keys.symmetricKey);
  if (symmetricKey?.length !== KEY_BYTES) throw malformedKey('对称密钥');
  const usable = {
    symmetricKey,
    symmetricKeyNumber: keys.symmetricKeyNumber,
    privateKey: checkedKey('应用私钥', privateKeyIn(keys.privateKey)),
    publicKeys: new Map(
      keys.certificates.map(({ number, certificate }) => [
        number,
        certificateOf(certificate).publicKey,
      ]),
    ),
  };
  lastKeys = { secret, keys: usable };
  return usable;
}

/** Lists WeChat's certificates as they were entered; throws CloudFailure `keys-malformed`. */
export function certificatesOf(secret: string): NonNullable<Account['certificates']> {
  return keysIn(secret).certificates.map(({ number, certificate }) => ({
    number,
    expiresAt: Date.parse(certificateOf(certificate).validTo),
  }));
}

export function keysIn(secret: string): ApiKeys {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    throw malformedKey('密钥');
  }
  if (!is(value, apiKeys)) throw malformedKey('密钥');
  return value;
}

/** Returns the reason why a key cannot be used, in words for people; empty when it can be used. */
export function rsaProblem(key: KeyObject | undefined): string {
  if (key?.asymmetricKeyType !== 'rsa') return UNREADABLE_KEY;
  const bits = rsaBitsOf(key);
  return bits < MIN_RSA_BITS ? `只有 ${bits} 位，至少要 ${MIN_RSA_BITS} 位` : '';
}

/** Returns nothing for an unreadable key, or one that is protected by a password. */
export function privateKeyIn(pem: string): KeyObject | undefined {
  return parsedOrUndefined(() => createPrivateKey(pem));
}

export function certificateIn(pem: string): X509Certificate | undefined {
  return parsedOrUndefined(() => new X509Certificate(pem));
}

/** Parses a key. The error of a failure is dropped, because it may quote the key. */
function parsedOrUndefined<Key>(parse: () => Key): Key | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

export function rsaBitsOf({ asymmetricKeyDetails }: KeyObject): number {
  return asymmetricKeyDetails?.modulusLength ?? 0;
}

function certificateOf(pem: string): X509Certificate {
  const certificate = certificateIn(pem);
  if (certificate === undefined) throw malformedKey('平台证书');
  checkedKey('平台证书', certificate.publicKey);
  return certificate;
}

function checkedKey(name: string, key: KeyObject | undefined): KeyObject {
  const problem = rsaProblem(key);
  if (key === undefined || problem !== '') throw malformedKey(name, problem);
  return key;
}

export function malformedKey(name: string, problem = UNREADABLE_KEY): CloudFailure {
  return new CloudFailure('keys-malformed', { message: `${name}：${problem}。` });
}

/** Decodes base64; null for other characters, wrong padding, or stray bits at the end. */
export function canonicalBytes(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}
