import {
  constants,
  createCipheriv,
  createDecipheriv,
  createSign,
  createVerify,
  randomBytes,
} from 'node:crypto';
import { is, string, type } from 'superstruct';
import type { IntracityKeys } from './intracity-keys';

/** Values that bind a body to its request (docs/intracity-contract.md §4). */
export interface Binding {
  /** Whole URL of the API without query, always at api.weixin.qq.com. */
  readonly urlPath: string;
  readonly appId: string;
  /** Unix seconds, as in the header `Wechatmp-TimeStamp`. */
  readonly timestamp: string;
}

type SymmetricKey = Pick<IntracityKeys, 'symmetricKey' | 'symmetricKeyNumber'>;

const encrypted = type({ iv: string(), data: string(), authtag: string() });

/** Encrypts a JSON value to the body of a request or an answer (AES-256-GCM, §4.3 [O]). */
export function encryptedBody(value: object, key: SymmetricKey, binding: Binding): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.symmetricKey, 'base64'), iv);
  cipher.setAAD(additionalData(key, binding));
  const data = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return JSON.stringify({
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    authtag: cipher.getAuthTag().toString('base64'),
  });
}

/** Decrypts a body. @returns null when it is not encrypted so, or bound to something else */
export function decryptedBody(body: string, key: SymmetricKey, binding: Binding): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    if (!is(parsed, encrypted)) return null;
    const [iv, data, tag] = [parsed.iv, parsed.data, parsed.authtag].map((text) =>
      Buffer.from(text, 'base64'),
    ) as [Buffer, Buffer, Buffer];
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.symmetricKey, 'base64'), iv, {
      authTagLength: 16,
    });
    decipher.setAAD(additionalData(key, binding)).setAuthTag(tag);
    const text = Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Signs a body (RSA-PSS with SHA-256 and a salt of 32 bytes, §4.4 [O]). @returns base64 */
export function signatureOf(body: string, privateKey: string, binding: Binding): string {
  return createSign('RSA-SHA256')
    .update(signedText(body, binding))
    .sign({ key: privateKey, ...PSS })
    .toString('base64');
}

export function isSignedBy(
  publicKey: string,
  signature: string,
  body: string,
  binding: Binding,
): boolean {
  return createVerify('RSA-SHA256')
    .update(signedText(body, binding))
    .verify({ key: publicKey, ...PSS }, signature, 'base64');
}

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } as const;

/** The number of the symmetric key is part of this text, but not of the signed one (§4.4). */
function additionalData({ symmetricKeyNumber }: SymmetricKey, binding: Binding): Buffer {
  const { urlPath, appId, timestamp } = binding;
  return Buffer.from([urlPath, appId, timestamp, symmetricKeyNumber].join('|'));
}

function signedText(body: string, { urlPath, appId, timestamp }: Binding): string {
  return [urlPath, appId, timestamp, body].join('\n');
}
