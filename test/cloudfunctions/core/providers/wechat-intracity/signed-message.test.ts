import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { readUsableKeys } from '../../../../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import {
  decryptAnswer,
  signQuestion,
} from '../../../../../cloudfunctions/core/providers/wechat-intracity/signed-message';
import type { HttpAnswer } from '../../../../../cloudfunctions/core/providers/wechat/post-json';
import OFFICIAL from '../../../../support/api-signing-vectors.json';
import { selfSigned } from '../../../../support/self-signed';
import { nextCertificate, answered, opened, testKeys } from '../../../../support/signing-wechat';
import { thrownBy } from '../../../../support/thrown-by';

const NOW = 1_700_000_000_000;
const PATH = '/cgi-bin/express/intracity/queryorder';
const URL_PATH = `https://api.weixin.qq.com${PATH}`;
const APP_ID = 'wxde00000000000000';

const keys = () => readUsableKeys(JSON.stringify(testKeys()));
const subject = (changes = {}) => {
  return { path: PATH, appId: APP_ID, keys: keys(), now: NOW, ...changes };
};
const answer = (given: object, now = NOW, rotates = false) =>
  answered(URL_PATH, APP_ID, { ...given }, now, rotates);
const refusal = (given: HttpAnswer, changes = {}): unknown =>
  thrownBy(() => decryptAnswer(given, subject(changes)));

const withHeader = (given: HttpAnswer, name: string, value: string | undefined): HttpAnswer => ({
  ...given,
  headers: { ...given.headers, [name]: value },
});
const header = ({ headers }: HttpAnswer, name: string): string => String(headers[name]);

/** WeChat's published sample of signed calls (docs/intracity-contract.md §4 [V]). */
describe('WeChat’s published sample', () => {
  const { request, response } = OFFICIAL;
  const bodyOf = (fields: object): Buffer => Buffer.from(JSON.stringify(fields));
  const signedTextOf = ({ timestamp, body }: typeof request): string =>
    [OFFICIAL.url, OFFICIAL.appid, timestamp, bodyOf(body)].join('\n');
  const messageOf = (sent: typeof request, signature: string): HttpAnswer => ({
    headers: {
      'wechatmp-appid': OFFICIAL.appid,
      'wechatmp-timestamp': String(sent.timestamp),
      'wechatmp-serial': response.certificateNumber,
      'wechatmp-signature': signature,
    },
    body: bodyOf(sent.body),
  });
  const asked = ({ timestamp }: typeof request, certificate = response.certificate) => ({
    path: new URL(OFFICIAL.url).pathname,
    appId: OFFICIAL.appid,
    keys: readUsableKeys(
      JSON.stringify({
        ...testKeys(),
        symmetricKey: OFFICIAL.symmetricKey,
        symmetricKeyNumber: OFFICIAL.symmetricKeyNumber,
        certificates: [{ number: response.certificateNumber, certificate }],
      }),
    ),
    now: timestamp * 1000,
  });
  const official = messageOf(response, response.signature);

  it('of an answer is verified and decrypted', () => {
    const wire = decryptAnswer(official, asked(response));
    const told = [wire.text('errmsg'), wire.number('errcode'), wire.text('unoin_id')];
    expect(told).toEqual(['getuserriskrank succ', 0, '2258658297']);
  });

  it('of an answer is refused for another API, and with one bit of it flipped', () => {
    const unverified = { code: 'answer-unverified' };
    const otherApi = { ...asked(response), path: PATH };
    expect(thrownBy(() => decryptAnswer(official, otherApi))).toMatchObject(unverified);
    const body = Buffer.from(official.body);
    body[20] = (body[20] ?? 0) ^ 1;
    const given = { ...official, body };
    expect(thrownBy(() => decryptAnswer(given, asked(response)))).toMatchObject(unverified);
  });

  // The file has no key that verifies the request, so the test signs it by one of its own.
  it('of a question is decrypted by its address, AppID, time and key number', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const signature = sign('sha256', Buffer.from(signedTextOf(request)), key).toString('base64');
    const wire = decryptAnswer(messageOf(request, signature), asked(request, selfSigned(pair)));
    const told = [wire.text('openid'), wire.number('scene'), wire.text('client_ip')];
    expect(told).toEqual(['oEWzBfmdLqhFS2mTXCo2E4Y9gJAM', 0, '127.0.0.1']);
  });
});

describe('a question', () => {
  it('is opened and verified by whoever holds the other keys, with a number for the time', () => {
    const { body, headers } = signQuestion({ store_order_id: '单"🛵\u0000\n' }, subject());
    expect(opened(URL_PATH, APP_ID, body, headers)).toEqual({
      store_order_id: '单"🛵\u0000\n',
      _n: expect.stringMatching(/^[A-Za-z0-9+/]{22}$/) as unknown,
      _appid: APP_ID,
      _timestamp: NOW / 1000,
    });
  });

  it('is different each time, so that no nonce is used twice', () => {
    const bodies = Array.from({ length: 50 }, () => signQuestion({}, subject()).body);
    expect(new Set(bodies.map((body) => body.slice(0, 30))).size).toBe(50);
  });
});

describe('an answer', () => {
  const found = () => answer({ errcode: 0, order_status: 30000 });
  const unverified = { code: 'answer-unverified' };

  /** Copies bytes once for each of them, with one bit of it flipped. */
  const flippedIn = (bytes: Buffer): readonly Buffer[] =>
    Array.from(bytes, (byte, at) => {
      const flipped = Buffer.from(bytes);
      flipped[at] = byte ^ (1 << (at & 7));
      return flipped;
    });

  it.each([
    ['wechatmp-appid', 'latin1', 'answer-unverified'],
    ['wechatmp-timestamp', 'latin1', 'answer-unverified'],
    ['wechatmp-serial', 'latin1', 'certificate-unknown'],
    ['wechatmp-signature', 'base64', 'answer-unverified'],
  ] as const)('is refused with a bit of any byte of %s flipped', (name, encoding, code) => {
    const given = found();
    const flipped = flippedIn(Buffer.from(header(given, name), encoding));
    expect(flipped.length).toBeGreaterThan(0);
    for (const bytes of flipped)
      expect(refusal(withHeader(given, name, bytes.toString(encoding)))).toMatchObject({ code });
  });

  it('is refused with its signature in base64 of another form', () => {
    const given = found();
    const signature = header(given, 'wechatmp-signature');
    // 128 bytes end in three characters and "=": two bits of the last one are stray.
    const stray = signature.replace(/(.)=$/, (_, last: string) => {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      return `${letters.charAt(letters.indexOf(last) | 1)}=`;
    });
    const broken = `${signature.slice(0, 9)}\n${signature.slice(9)}`;
    for (const form of [stray, signature.replace(/=+$/, ''), broken])
      expect(refusal(withHeader(given, 'wechatmp-signature', form))).toMatchObject(unverified);
  });

  it('is accepted by the old certificate’s signature while the new one is not entered', () => {
    const rotating = answer({ errcode: 0, order_seq: '单"🛵' }, NOW, true);
    expect(decryptAnswer(rotating, subject()).text('order_seq')).toBe('单"🛵');
    const both = { ...testKeys(), certificates: [...testKeys().certificates, nextCertificate()] };
    const entered = subject({ keys: readUsableKeys(JSON.stringify(both)) });
    expect(decryptAnswer(rotating, entered).text('order_seq')).toBe('单"🛵');
  });

  it('asks for the new certificate once only that one signs', () => {
    const rotated = answer({ errcode: 0 }, NOW, true);
    const { 'wechatmp-serial-deprecated': _, ...headers } = rotated.headers;
    expect(refusal({ ...rotated, headers })).toHaveProperty('code', 'certificate-unknown');
  });

  it('is refused when it is old, or another mini-program’s, or of another symmetric key', () => {
    expect(refusal(found(), { now: NOW + 301_000 })).toMatchObject(unverified);
    expect(refusal(found(), { appId: 'wx-other' })).toMatchObject(unverified);
    const other = { ...testKeys(), symmetricKey: Buffer.alloc(32, 'o').toString('base64') };
    const keysOfOther = readUsableKeys(JSON.stringify(other));
    expect(refusal(found(), { keys: keysOfOther })).toMatchObject({
      ...unverified,
      userMessage: '微信的回答解不开，多半是对称密钥或它的编号不对，没有采用。',
    });
    expect(refusal(answer({ _appid: 'wx-other' }))).toMatchObject(unverified);
    expect(refusal(answer({ _timestamp: NOW / 1000 - 1 }))).toMatchObject(unverified);
  });

  it('that is a success is refused without a signature', () => {
    const plain = (fields: object) => ({ headers: {}, body: Buffer.from(JSON.stringify(fields)) });
    expect(refusal(plain({ errcode: 0, order_status: 30000 }))).toMatchObject(unverified);
    expect(refusal(plain({}))).toMatchObject(unverified);
    expect(refusal({ ...found(), headers: {} })).toMatchObject(unverified);
    const page = { headers: {}, body: Buffer.from('<html>') };
    expect(refusal(page)).toHaveProperty('code', 'upstream-malformed');
  });
});
