import { type KeyObject, createPrivateKey, X509Certificate } from 'crypto';
import { is, string, type } from 'superstruct';
import { type Of, list } from '../../../../miniprogram/contract/schema';
import type { Account } from '../../../../miniprogram/contract/shop-settings';
import { CloudFailure } from '../../runtime/cloud-failure';

/** Keys of one mini-program, cleaned by `cleanKeys` (docs/intracity-contract.md §4). */
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

/** Keys that were used last, cached because parsing a key takes longer than signing with it. */
let lastKeys: { readonly secret: string; readonly keys: UsableKeys } | undefined;

/** Reads the keys in a decrypted secret; throws `keys-malformed`, which names the unusable key. */
export function readUsableKeys(secret: string): UsableKeys {
  if (lastKeys?.secret === secret) return lastKeys.keys;
  const keys = parseKeys(secret);
  const symmetricKey = decodeStrictBase64(keys.symmetricKey);
  if (symmetricKey?.length !== KEY_BYTES) throw malformedKey('对称密钥');
  const parsedKeys = {
    symmetricKey,
    symmetricKeyNumber: keys.symmetricKeyNumber,
    privateKey: checkKey('应用私钥', parsePrivateKey(keys.privateKey)),
    publicKeys: new Map(
      keys.certificates.map(({ number, certificate }) => [
        number,
        usableCertificate(certificate).publicKey,
      ]),
    ),
  };
  lastKeys = { secret, keys: parsedKeys };
  return parsedKeys;
}

/** Lists the numbers and expiry times of WeChat's certificates; throws `keys-malformed`. */
export function listCertificates(keysJson: string): NonNullable<Account['certificates']> {
  return parseKeys(keysJson).certificates.map(({ number, certificate }) => ({
    number,
    expiresAt: Date.parse(usableCertificate(certificate).validTo),
  }));
}

export function parseKeys(keysJson: string): ApiKeys {
  let parsed: unknown;
  try {
    parsed = JSON.parse(keysJson);
  } catch {
    throw malformedKey('密钥');
  }
  if (!is(parsed, apiKeys)) throw malformedKey('密钥');
  return parsed;
}

/** Returns why a key cannot be used, in words for people; an empty text when it can be used. */
export function rsaProblem(key: KeyObject | undefined): string {
  if (key?.asymmetricKeyType !== 'rsa') return UNREADABLE_KEY;
  const bits = rsaBitsOf(key);
  return bits < MIN_RSA_BITS ? `只有 ${bits} 位，至少要 ${MIN_RSA_BITS} 位` : '';
}

/** Parses a private key; undefined if it is unreadable or protected by a password. */
export function parsePrivateKey(pem: string): KeyObject | undefined {
  return parseOrUndefined(() => createPrivateKey(pem));
}

export function parseCertificate(pem: string): X509Certificate | undefined {
  return parseOrUndefined(() => new X509Certificate(pem));
}

/** Parses a key. The error of a failure is dropped, because it may quote the key. */
function parseOrUndefined<Key>(parse: () => Key): Key | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

export function rsaBitsOf({ asymmetricKeyDetails }: KeyObject): number {
  return asymmetricKeyDetails?.modulusLength ?? 0;
}

function usableCertificate(pem: string): X509Certificate {
  const certificate = parseCertificate(pem);
  if (certificate === undefined) throw malformedKey('平台证书');
  checkKey('平台证书', certificate.publicKey);
  return certificate;
}

function checkKey(name: string, key: KeyObject | undefined): KeyObject {
  const problem = rsaProblem(key);
  if (key === undefined || problem !== '') throw malformedKey(name, problem);
  return key;
}

export function malformedKey(name: string, problem = UNREADABLE_KEY): CloudFailure {
  return new CloudFailure('keys-malformed', { message: `${name}：${problem}。` });
}

/** Decodes base64; null for other characters, wrong padding, or stray bits at the end. */
export function decodeStrictBase64(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}
