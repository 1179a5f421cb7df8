import { constants, createCipheriv, createDecipheriv, randomBytes, sign, verify } from 'crypto';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { withToken } from '../wechat/ask-wechat';
import type { HttpAnswer } from '../wechat/post-json';
import type { WeChat } from '../wechat/wechat';
import { throwIfWeChatError } from '../wechat/wechat-error';
import { type WireObject, readWire } from '../wechat/wire';
import { type UsableKeys, canonicalBytes } from './api-keys';
import { isGatewayError, INTRACITY_MEANINGS } from './error-meanings';

export interface SignedCall {
  readonly path: string;
  readonly appId: string;
  readonly keys: UsableKeys;
  readonly now: number;
}

/** Address in signatures. It is WeChat's own address even if requests go to another base URL. */
const SIGNED_HOST = 'https://api.weixin.qq.com';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_BYTES = 16;
const PSS_OPTIONS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } as const;
const NEW_CERTIFICATE =
  '回答是用还没有填的平台证书签的，没有采用：在公众平台“API 安全”里下载新的证书，连编号填进来。';
/** Maximum difference (s) between WeChat's time stamp and our clock [O]. */
const MAX_SECONDS_APART = 300;

/** Asks a signed question; throws the first error of transport, gateway, signature, `errcode`. */
export function askSigned(
  wechat: WeChat,
  path: string,
  question: object,
  keys: SignedCall['keys'],
  call: CallContext,
): Promise<WireObject> {
  return withToken(wechat, call, async (token) => {
    call.count('upstream');
    const url = `${wechat.apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
    const subject = { path, appId: wechat.appId, keys, now: wechat.now() };
    const { body, headers } = signQuestion(question, subject);
    const received = await wechat.postBody(url, body, headers, call.timeLeftMs());
    const answer = decryptAnswer(received, { ...subject, now: wechat.now() });
    throwIfWeChatError(answer, INTRACITY_MEANINGS);
    return answer;
  });
}

/** Encrypts and signs (docs/intracity-contract.md §4, 1–5); headers: names and values in turn. */
export function signQuestion(
  question: object,
  { path, appId, keys, now }: SignedCall,
): { readonly body: string; readonly headers: readonly string[] } {
  const timestamp = Math.floor(now / 1000);
  const nonce = randomBytes(NONCE_BYTES).toString('base64').replace(/=+$/, '');
  const plain = { ...question, _n: nonce, _appid: appId, _timestamp: timestamp };
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keys.symmetricKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(path, appId, timestamp, keys));
  const data = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]);
  const body = JSON.stringify({
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    authtag: cipher.getAuthTag().toString('base64'),
  });
  const text = signedText(path, appId, String(timestamp), Buffer.from(body));
  const signature = sign('sha256', text, { key: keys.privateKey, ...PSS_OPTIONS }).toString(
    'base64',
  );
  const headers = {
    'Wechatmp-Appid': appId,
    'Wechatmp-TimeStamp': String(timestamp),
    'Wechatmp-Signature': signature,
  };
  return { body, headers: Object.entries(headers).flat() };
}

/** Verifies and decrypts an answer, or its error (docs/intracity-contract.md §4, 6–7). */
export function decryptAnswer({ headers, body }: HttpAnswer, subject: SignedCall): WireObject {
  const outer = readWire(body.toString('utf8'));
  const { path, appId, keys, now } = subject;
  const timestamp = headerOf(headers, 'wechatmp-timestamp');
  if (outer.text('data') === null) {
    const errcode = outer.code('errcode') ?? 0;
    if (isGatewayError(errcode)) throwIfWeChatError(outer, INTRACITY_MEANINGS);
    throw unverifiedAnswer(errcode === 0 ? '没有签名' : `没有签名（${errcode}）`);
  }
  const { publicKey, signature } = signatureOf(headers, keys);
  const isFromWeChat =
    headerOf(headers, 'wechatmp-appid') === appId &&
    verify(
      'sha256',
      signedText(path, appId, timestamp, body),
      { key: publicKey, ...PSS_OPTIONS },
      signature,
    );
  if (!isFromWeChat) throw unverifiedAnswer('签名不对');
  if (!/^\d{1,12}$/.test(timestamp)) throw unverifiedAnswer('时间读不懂');
  if (Math.abs(now / 1000 - Number(timestamp)) > MAX_SECONDS_APART)
    throw unverifiedAnswer('时间和云端差了五分钟以上');
  const plain = readWire(decryptBody(body, subject, timestamp));
  const isOurs = plain.text('_appid') === appId && plain.number('_timestamp') === Number(timestamp);
  if (!isOurs) throw unverifiedAnswer('不是给这个小程序的');
  return plain;
}

/** Finds the signature whose certificate was entered. While certificates rotate, there are two. */
function signatureOf(headers: HttpAnswer['headers'], { publicKeys }: UsableKeys) {
  const serial = headerOf(headers, 'wechatmp-serial');
  for (const suffix of ['', '-deprecated']) {
    const publicKey = publicKeys.get(headerOf(headers, `wechatmp-serial${suffix}`));
    if (publicKey === undefined) continue;
    const signature = canonicalBytes(headerOf(headers, `wechatmp-signature${suffix}`));
    if (signature === null) throw unverifiedAnswer('签名读不懂');
    return { publicKey, signature };
  }
  throw serial === ''
    ? unverifiedAnswer('没有签名')
    : new CloudFailure('certificate-unknown', { message: NEW_CERTIFICATE });
}

function decryptBody(body: Buffer, { path, appId, keys }: SignedCall, timestamp: string): string {
  // `readWire` has read the same body as a JSON object before, so it can be parsed.
  const fields = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>;
  const { iv, data, authtag } = fields;
  const [nonce, tag] = [decodedBytes(iv, IV_BYTES), decodedBytes(authtag, TAG_BYTES)];
  const decipher = createDecipheriv(CIPHER, keys.symmetricKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(path, appId, Number(timestamp), keys)).setAuthTag(tag);
  const encrypted = decodedBytes(data);
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  } catch {
    // Nearly always our symmetric key is wrong, because the signature has shown WeChat as sender.
    throw unverifiedAnswer('解不开，多半是对称密钥或它的编号不对');
  }
}

function decodedBytes(text: unknown, length?: number): Buffer {
  const bytes = typeof text === 'string' ? canonicalBytes(text) : null;
  const isWhole = bytes !== null && (length === undefined || bytes.length === length);
  if (!isWhole) throw unverifiedAnswer('读不懂');
  return bytes;
}

function additionalData(
  path: string,
  appId: string,
  timestamp: number,
  { symmetricKeyNumber }: UsableKeys,
): Buffer {
  return Buffer.from([SIGNED_HOST + path, appId, timestamp, symmetricKeyNumber].join('|'));
}

function signedText(path: string, appId: string, timestamp: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${SIGNED_HOST + path}\n${appId}\n${timestamp}\n`), body]);
}

function headerOf(headers: HttpAnswer['headers'], name: string): string {
  const header = headers[name];
  return typeof header === 'string' ? header : '';
}

export function unverifiedAnswer(reason: string): CloudFailure {
  return new CloudFailure('answer-unverified', { message: `微信的回答${reason}，没有采用。` });
}
