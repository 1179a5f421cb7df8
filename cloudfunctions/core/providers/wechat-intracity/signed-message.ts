import { constants, createCipheriv, createDecipheriv, randomBytes, sign, verify } from 'crypto';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { withToken } from '../wechat/ask-wechat';
import type { HttpAnswer } from '../wechat/post-json';
import type { WeChat } from '../wechat/wechat';
import { throwIfWeChatError } from '../wechat/wechat-error';
import { type AnswerPart, parseAnswer } from '../wechat/wire';
import { type UsableKeys, decodeStrictBase64 } from './api-keys';
import { isGatewayError, INTRACITY_MEANINGS } from './error-meanings';

export interface SignedCall {
  readonly path: string;
  readonly appId: string;
  readonly keys: UsableKeys;
  readonly now: number;
}

/** Host in signatures: WeChat's own, even if requests go to another base URL. */
const SIGNED_HOST = 'https://api.weixin.qq.com';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_BYTES = 16;
const PSS_OPTIONS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } as const;
const NEW_CERTIFICATE_MESSAGE =
  '回答是用还没有填的平台证书签的，没有采用：在公众平台“API 安全”里下载新的证书，连编号填进来。';
/** Maximum difference (s) between WeChat's time stamp and our clock [O]. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 300;

/** Asks WeChat a signed question. Throws errors of transport, gateway, signature and `errcode`. */
export function askSigned(
  wechat: WeChat,
  path: string,
  question: object,
  keys: SignedCall['keys'],
  call: CallContext,
): Promise<AnswerPart> {
  return withToken(wechat, call, async (token) => {
    call.count('upstream');
    const url = `${wechat.apiBaseUrl}${path}?access_token=${encodeURIComponent(token)}`;
    const signedCall = { path, appId: wechat.appId, keys, now: wechat.now() };
    const { body, headers } = signQuestion(question, signedCall);
    const httpAnswer = await wechat.postBody(url, body, headers, call.timeLeftMs());
    const answer = decryptAnswer(httpAnswer, { ...signedCall, now: wechat.now() });
    throwIfWeChatError(answer, INTRACITY_MEANINGS);
    return answer;
  });
}

/** Encrypts and signs a question (docs/intracity-contract.md §4). `headers`: name, value, name… */
export function signQuestion(
  question: object,
  { path, appId, keys, now }: SignedCall,
): { readonly body: string; readonly headers: readonly string[] } {
  const timestamp = Math.floor(now / 1000);
  const nonce = randomBytes(NONCE_BYTES).toString('base64').replace(/=+$/, '');
  const message = { ...question, _n: nonce, _appid: appId, _timestamp: timestamp };
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keys.symmetricKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(path, appId, timestamp, keys));
  const data = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()]);
  const body = JSON.stringify({
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    authtag: cipher.getAuthTag().toString('base64'),
  });
  const signedBytes = bytesToSign(path, appId, String(timestamp), Buffer.from(body));
  const signature = sign('sha256', signedBytes, { key: keys.privateKey, ...PSS_OPTIONS }).toString(
    'base64',
  );
  const headers = {
    'Wechatmp-Appid': appId,
    'Wechatmp-TimeStamp': String(timestamp),
    'Wechatmp-Signature': signature,
  };
  return { body, headers: Object.entries(headers).flat() };
}

/** Verifies and decrypts an answer, which may be an error (docs/intracity-contract.md §4). */
export function decryptAnswer({ headers, body }: HttpAnswer, signedCall: SignedCall): AnswerPart {
  const outerAnswer = parseAnswer(body.toString('utf8'));
  const { path, appId, keys, now } = signedCall;
  const timestamp = headerText(headers, 'wechatmp-timestamp');
  if (outerAnswer.text('data') === null) {
    const errcode = outerAnswer.code('errcode') ?? 0;
    if (isGatewayError(errcode)) throwIfWeChatError(outerAnswer, INTRACITY_MEANINGS);
    throw unverifiedAnswer(errcode === 0 ? '没有签名' : `没有签名（${errcode}）`);
  }
  const { publicKey, signature } = findSignature(headers, keys);
  const isFromWeChat =
    headerText(headers, 'wechatmp-appid') === appId &&
    verify(
      'sha256',
      bytesToSign(path, appId, timestamp, body),
      { key: publicKey, ...PSS_OPTIONS },
      signature,
    );
  if (!isFromWeChat) throw unverifiedAnswer('签名不对');
  if (!/^\d{1,12}$/.test(timestamp)) throw unverifiedAnswer('时间读不懂');
  if (Math.abs(now / 1000 - Number(timestamp)) > MAX_CLOCK_DIFFERENCE_SECONDS)
    throw unverifiedAnswer('时间和云端差了五分钟以上');
  const plain = parseAnswer(decryptBody(body, signedCall, timestamp));
  const isOurs = plain.text('_appid') === appId && plain.number('_timestamp') === Number(timestamp);
  if (!isOurs) throw unverifiedAnswer('不是给这个小程序的');
  return plain;
}

/** Finds the signature by an entered certificate. While WeChat replaces one, answers have two. */
function findSignature(headers: HttpAnswer['headers'], { publicKeys }: UsableKeys) {
  const serial = headerText(headers, 'wechatmp-serial');
  for (const suffix of ['', '-deprecated']) {
    const publicKey = publicKeys.get(headerText(headers, `wechatmp-serial${suffix}`));
    if (publicKey === undefined) continue;
    const signature = decodeStrictBase64(headerText(headers, `wechatmp-signature${suffix}`));
    if (signature === null) throw unverifiedAnswer('签名读不懂');
    return { publicKey, signature };
  }
  throw serial === ''
    ? unverifiedAnswer('没有签名')
    : new CloudFailure('certificate-unknown', { message: NEW_CERTIFICATE_MESSAGE });
}

function decryptBody(body: Buffer, { path, appId, keys }: SignedCall, timestamp: string): string {
  // `parseAnswer` has read the same body as a JSON object before, so it can be parsed.
  const answerFields = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>;
  const { iv, data, authtag } = answerFields;
  const [nonce, authTag] = [decodeBytes(iv, IV_BYTES), decodeBytes(authtag, TAG_BYTES)];
  const decipher = createDecipheriv(CIPHER, keys.symmetricKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(path, appId, Number(timestamp), keys)).setAuthTag(authTag);
  const encrypted = decodeBytes(data);
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  } catch {
    // The signature has shown that WeChat is the sender, so nearly always our key is wrong.
    throw unverifiedAnswer('解不开，多半是对称密钥或它的编号不对');
  }
}

function decodeBytes(text: unknown, length?: number): Buffer {
  const bytes = typeof text === 'string' ? decodeStrictBase64(text) : null;
  const hasRightLength = bytes !== null && (length === undefined || bytes.length === length);
  if (!hasRightLength) throw unverifiedAnswer('读不懂');
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

function bytesToSign(path: string, appId: string, timestamp: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${SIGNED_HOST + path}\n${appId}\n${timestamp}\n`), body]);
}

function headerText(headers: HttpAnswer['headers'], name: string): string {
  const header = headers[name];
  return typeof header === 'string' ? header : '';
}

export function unverifiedAnswer(reason: string): CloudFailure {
  return new CloudFailure('answer-unverified', { message: `微信的回答${reason}，没有采用。` });
}
