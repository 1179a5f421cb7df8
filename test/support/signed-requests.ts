import { X509Certificate } from 'node:crypto';
import {
  decryptedBody,
  encryptedBody,
  isSignedBy,
  signatureOf,
} from '../../dev/sandbox/intracity-sealing';
import { PLACED_BY } from '../../dev/sandbox/mini-programs';
import { type ServedSandbox, credentialsOf } from './served-sandbox';

export const INTRACITY = '/cgi-bin/express/intracity';

/** Differences from a correct request. */
export interface Changes {
  /** Headers that replace those of the request. null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Fields of the plain request that replace its own. */
  readonly plain?: object;
  /** URL that is signed and bound to the encryption. */
  readonly urlPath?: string;
  /** Appended to the number of the symmetric key. */
  readonly keyNumber?: string;
  /** Unix seconds. */
  readonly timestamp?: number;
  /** Changes the body after it was signed. */
  readonly tamper?: (body: string) => string;
  /** Replaces the body before it is signed. */
  readonly body?: string;
}

/** Answer to a signed request. */
export interface SignedReply {
  /** Body as JSON: of a failure of the gateway the code itself. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Decrypted body, or null when it was not encrypted for this request. */
  readonly opened: Readonly<Record<string, unknown>> | null;
  readonly headers: Headers;
  /** Says whether a platform certificate verifies the signature, or the deprecated one. */
  readonly isSignedBy: (certificate: string, which?: '' | '-Deprecated') => boolean;
}

export type AskSigned = (
  operation: 'queryorder' | 'querystore' | 'addorder' | 'mocknotify',
  asked: object,
  changes?: Changes,
) => Promise<SignedReply>;

/** Returns a client of 同城配送 that signs with a mini-program's keys, as a shop does. */
export function signedRequests(
  { sandbox, baseUrl, post }: ServedSandbox,
  now: () => number,
  by = PLACED_BY,
): AskSigned {
  return async (operation, asked, changes = {}) => {
    const keys = await sandbox.intracityKeys(by.appId);
    const { json: token } = await post('/cgi-bin/stable_token', credentialsOf(by));
    const seconds = changes.timestamp ?? Math.floor(now() / 1000);
    const binding = {
      urlPath: changes.urlPath ?? `https://api.weixin.qq.com${INTRACITY}/${operation}`,
      appId: by.appId,
      timestamp: String(seconds),
    };
    const key = {
      ...keys,
      symmetricKeyNumber: keys.symmetricKeyNumber + (changes.keyNumber ?? ''),
    };
    const security = { _n: 'c0RmT3V0ZjEyMzQ1Ng', _appid: binding.appId, _timestamp: seconds };
    const body =
      changes.body ?? encryptedBody({ ...asked, ...security, ...changes.plain }, key, binding);
    const headers: Record<string, string | null> = {
      'Wechatmp-Appid': binding.appId,
      'Wechatmp-TimeStamp': binding.timestamp,
      'Wechatmp-Signature': signatureOf(body, keys.privateKey, binding),
      ...changes.headers,
    };
    const path = `${INTRACITY}/${operation}?access_token=${String(token['access_token'])}`;
    const response = await fetch(baseUrl + path, {
      method: 'POST',
      headers: Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== null),
      body: changes.tamper?.(body) ?? body,
    });
    const text = await response.text();
    const answered = { ...binding, timestamp: response.headers.get('wechatmp-timestamp') ?? '' };
    return {
      json: JSON.parse(text) as SignedReply['json'],
      opened: decryptedBody(text, keys, answered) as SignedReply['opened'],
      headers: response.headers,
      isSignedBy: (certificate, which = '') =>
        isSignedBy(
          new X509Certificate(certificate).publicKey
            .export({ type: 'spki', format: 'pem' })
            .toString(),
          response.headers.get(`wechatmp-signature${which}`) ?? '',
          text,
          answered,
        ),
    };
  };
}
