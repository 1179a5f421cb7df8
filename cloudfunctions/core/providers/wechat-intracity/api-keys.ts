import { type KeyObject, createPrivateKey, X509Certificate } from 'crypto';
import type { Account } from '../../../../miniprogram/contract/shop-settings';
import { CloudFailure } from '../../runtime/cloud-failure';

/**
 * Keys of one mini-program as they are stored, encrypted like other secrets
 * (docs/intracity-contract.md §4). The texts are as `cleanedKeys` returns them.
 */
export interface ApiKeys {
  /** Base64 of 32 bytes. */
  readonly symmetricKey: string;
  readonly symmetricKeyNumber: string;
  /** PEM, PKCS#1 or PKCS#8. */
  readonly privateKey: string;
  /** Certificates by which WeChat signs (PEM): one, and a second one while they rotate. */
  readonly certificates: readonly { readonly number: string; readonly certificate: string }[];
}

/** Keys, ready to be used. */
export interface UsableKeys {
  readonly symmetricKey: Buffer;
  readonly symmetricKeyNumber: string;
  readonly privateKey: KeyObject;
  /** WeChat's public keys, by the number of their certificate. */
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}

const KEY_BYTES = 32;
const LEAST_BITS = 2048;
const SAME_NUMBER = '两张平台证书的编号一样：照公众平台“API 安全”里的，改对其中一张的编号。';

/** Keys that were used last, by their stored text: reading a key costs more than signing by it. */
let last: { readonly secret: string; readonly keys: UsableKeys } | undefined;

/** Reads the keys in a decrypted secret; CloudFailure `keys-malformed` names the bad one. */
export function usableKeys(secret: string): UsableKeys {
  if (last?.secret === secret) return last.keys;
  const keys = keysIn(secret);
  const symmetricKey = canonicalBytes(keys.symmetricKey);
  if (symmetricKey?.length !== KEY_BYTES) throw malformed('对称密钥');
  const usable = {
    symmetricKey,
    symmetricKeyNumber: keys.symmetricKeyNumber,
    privateKey: privateKeyOf(keys.privateKey),
    publicKeys: new Map(
      keys.certificates.map(({ number, certificate }) => [
        number,
        certificateOf(certificate).publicKey,
      ]),
    ),
  };
  last = { secret, keys: usable };
  return usable;
}

/** Lists WeChat's certificates as they were entered; throws CloudFailure `keys-malformed`. */
export function certificatesOf(secret: string): NonNullable<Account['certificates']> {
  return keysIn(secret).certificates.map(({ number, certificate }) => ({
    number,
    expiresAt: Date.parse(certificateOf(certificate).validTo),
  }));
}

/** Parses a decrypted secret; throws CloudFailure `keys-malformed`. */
export function keysIn(secret: string): ApiKeys {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    throw malformed('密钥');
  }
  // Only `cleanedKeys` has written it: whoever could write another could encrypt it.
  if (typeof value !== 'object' || value === null || !('certificates' in value))
    throw malformed('密钥');
  return value as ApiKeys;
}

/**
 * Cleans keys as a person has pasted them: spaces and lost line ends are forgiven.
 *
 * @throws CloudFailure `keys-malformed`, whose message names the first key that cannot be used, or
 *   says that two certificates have the same number
 */
export function cleanedKeys(pasted: ApiKeys): ApiKeys {
  const keys = {
    symmetricKey: pasted.symmetricKey.replace(/\s/g, ''),
    symmetricKeyNumber: pasted.symmetricKeyNumber.trim(),
    privateKey: pemIn(pasted.privateKey, /PRIVATE KEY$/) ?? '',
    certificates: pasted.certificates.map(({ number, certificate }) => ({
      number: number.trim(),
      certificate: pemIn(certificate, /^CERTIFICATE$/) ?? '',
    })),
  };
  usableKeys(JSON.stringify(keys));
  const numbers = new Set(keys.certificates.map(({ number }) => number));
  if (numbers.size < keys.certificates.length)
    throw new CloudFailure('keys-malformed', { message: SAME_NUMBER });
  return keys;
}

/**
 * Finds a PEM block in a pasted text, and writes it with the line ends that Node needs.
 *
 * @returns null when the text holds no block with such a label
 */
function pemIn(pasted: string, wanted: RegExp): string | null {
  // Of neighbours no two may match the same run of blanks or dashes: long ones would take hours.
  const spaced = pasted.replace(/\s+/g, ' ');
  const block = /- ?BEGIN ([A-Z ]+?) ?-+([A-Za-z0-9+/= ]+)-+ ?END /.exec(spaced);
  const label = block?.[1] ?? '';
  const base64 = block?.[2]?.replace(/\s/g, '') ?? '';
  if (base64 === '' || !wanted.test(label)) return null;
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function privateKeyOf(pem: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Not readable, or protected by a password. The cause may quote the key, so it is dropped.
  }
  return longRsa(key, '私钥');
}

function certificateOf(pem: string): X509Certificate {
  let certificate: X509Certificate | undefined;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    // Not readable.
  }
  if (certificate === undefined) throw malformed('平台证书');
  longRsa(certificate.publicKey, '平台证书');
  return certificate;
}

function longRsa(key: KeyObject | undefined, name: string): KeyObject {
  if (key?.asymmetricKeyType !== 'rsa') throw malformed(name);
  const { modulusLength: bits = 0 } = key.asymmetricKeyDetails ?? {};
  if (bits >= LEAST_BITS) return key;
  throw malformed(name, `只有 ${bits} 位，至少要 ${LEAST_BITS} 位：重新复制公众平台“API 安全”里的`);
}

function malformed(name: string, problem = '读不懂，可能没有复制完整'): CloudFailure {
  return new CloudFailure('keys-malformed', { message: `${name}${problem}。` });
}

/**
 * Decodes base64 that is written in the one usual way.
 *
 * @returns null for other characters, lacking or wrong padding, and stray bits at the end
 */
export function canonicalBytes(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}
