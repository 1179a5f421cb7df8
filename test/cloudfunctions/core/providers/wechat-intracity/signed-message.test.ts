import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { usableKeys } from '../../../../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import {
  openAnswer,
  signQuestion,
} from '../../../../../cloudfunctions/core/providers/wechat-intracity/signed-message';
import type { HttpAnswer } from '../../../../../cloudfunctions/core/providers/wechat/post-json';
import { nextCertificate, answered, opened, testKeys } from '../../../../support/signing-wechat';
import { thrownBy } from '../../../../support/thrown-by';

/** WeChat's published sample of signed calls (docs/intracity-contract.md §4 [V]). */
const OFFICIAL = JSON.parse(
  readFileSync(path.join(__dirname, 'api-signing-vectors.json'), 'utf8'),
) as {
  readonly url: string;
  readonly appid: string;
  readonly symmetricKey: string;
  readonly symmetricKeyNumber: string;
  readonly response: {
    readonly timestamp: number;
    readonly body: Readonly<Record<string, string>>;
    readonly certificateNumber: string;
    readonly certificate: string;
    readonly signature: string;
  };
};

const NOW = 1_700_000_000_000;
const PATH = '/cgi-bin/express/intracity/queryorder';
const URL_PATH = `https://api.weixin.qq.com${PATH}`;
const APP_ID = 'wx-demo';

const keys = () => usableKeys(JSON.stringify(testKeys()));
const subject = (changes = {}) => ({
  path: PATH,
  appId: APP_ID,
  keys: keys(),
  now: NOW,
  ...changes,
});
const answer = (given: object, now = NOW, rotates = false) =>
  answered(URL_PATH, APP_ID, { ...given }, now, rotates);
const refusal = (given: HttpAnswer, changes = {}): unknown =>
  thrownBy(() => openAnswer(given, subject(changes)));

const withHeader = (given: HttpAnswer, name: string, value: string | undefined): HttpAnswer => ({
  ...given,
  headers: { ...given.headers, [name]: value },
});
const header = ({ headers }: HttpAnswer, name: string): string => String(headers[name]);

describe('WeChat’s published sample', () => {
  const { response } = OFFICIAL;
  const official: HttpAnswer = {
    headers: {
      'wechatmp-appid': OFFICIAL.appid,
      'wechatmp-timestamp': String(response.timestamp),
      'wechatmp-serial': response.certificateNumber,
      'wechatmp-signature': response.signature,
    },
    body: Buffer.from(JSON.stringify(response.body)),
  };
  const asked = () => ({
    path: new URL(OFFICIAL.url).pathname,
    appId: OFFICIAL.appid,
    keys: usableKeys(
      JSON.stringify({
        ...testKeys(),
        symmetricKey: OFFICIAL.symmetricKey,
        symmetricKeyNumber: OFFICIAL.symmetricKeyNumber,
        certificates: [{ number: response.certificateNumber, certificate: response.certificate }],
      }),
    ),
    now: response.timestamp * 1000,
  });

  it('is verified and decrypted', () => {
    const wire = openAnswer(official, asked());
    expect([wire.text('errmsg'), wire.number('errcode'), wire.text('unoin_id')]).toEqual([
      'getuserriskrank succ',
      0,
      '2258658297',
    ]);
  });

  it('is refused for another API', () => {
    expect(thrownBy(() => openAnswer(official, { ...asked(), path: PATH }))).toMatchObject({
      code: 'answer-unverified',
    });
  });
});

describe('a question', () => {
  it('is opened and verified by whoever holds the other keys, with a number for the time', () => {
    const { body, headers } = signQuestion({ wx_order_id: '7100000000000000001' }, subject());
    expect(opened(URL_PATH, APP_ID, body, headers)).toEqual({
      wx_order_id: '7100000000000000001',
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

it('brings 10,000 random questions and answers through, byte for byte', () => {
  const asked = subject();
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (fields) => {
      const given = JSON.stringify(fields);
      const { body, headers } = signQuestion({ given }, asked);
      const heard = opened(URL_PATH, APP_ID, body, headers);
      const wire = openAnswer(answer({ given: heard['given'], errcode: 0 }), asked);
      return heard['given'] === given && wire.text('given') === given.trim();
    }),
    { numRuns: 10_000 },
  );
});

describe('an answer', () => {
  const found = () => answer({ errcode: 0, order_status: 30000 });
  const unverified = { code: 'answer-unverified' };

  it('is refused with any one bit of its body flipped', () => {
    const given = found();
    fc.assert(
      fc.property(fc.nat({ max: given.body.length * 8 - 1 }), (bit) => {
        const body = Buffer.from(given.body);
        body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return refusal({ ...given, body }) !== undefined;
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['wechatmp-appid', 'wechatmp-timestamp', 'wechatmp-serial'])(
    'is refused with any one bit of %s flipped',
    (name) => {
      const given = found();
      const bytes = Buffer.from(header(given, name));
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const code = name === 'wechatmp-serial' ? 'certificate-unknown' : 'answer-unverified';
        expect(refusal(withHeader(given, name, flipped.toString('latin1')))).toMatchObject({
          code,
        });
      }
    },
  );

  it('is refused with any one bit of its signature flipped', () => {
    const given = found();
    const bytes = Buffer.from(header(given, 'wechatmp-signature'), 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const signature = flipped.toString('base64');
      expect(refusal(withHeader(given, 'wechatmp-signature', signature))).toMatchObject(unverified);
    }
  });

  it('is refused with its signature in base64 of another form', () => {
    const given = found();
    const signature = header(given, 'wechatmp-signature');
    // 128 bytes end in three characters and "=": two bits of the last one are stray.
    const stray = signature.replace(/(.)=$/, (_, last: string) => {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      return `${letters.charAt(letters.indexOf(last) | 1)}=`;
    });
    const forms = fc.oneof(
      fc.constantFrom(stray, signature.replace(/=+$/, ''), `${signature}=`, `${signature}AAAA`),
      fc.nat({ max: signature.length }).map((at) => {
        return `${signature.slice(0, at)}\n${signature.slice(at)}`;
      }),
      fc.constant(`${signature.slice(1)}_`.replace(/\+/g, '-').replace(/\//g, '_')),
    );
    fc.assert(
      fc.property(forms, (form) => {
        const code = (refusal(withHeader(given, 'wechatmp-signature', form)) as { code: string })
          .code;
        return code === 'answer-unverified';
      }),
    );
  });

  it('is accepted by the old certificate’s signature while the new one is not entered', () => {
    const rotating = answer({ errcode: 0, order_status: 30000 }, NOW, true);
    expect(openAnswer(rotating, subject()).number('order_status')).toBe(30000);
    const both = { ...testKeys(), certificates: [...testKeys().certificates, nextCertificate()] };
    const entered = subject({ keys: usableKeys(JSON.stringify(both)) });
    expect(openAnswer(rotating, entered).number('order_status')).toBe(30000);
  });

  it('asks for the new certificate once only that one signs', () => {
    const rotated = answer({ errcode: 0 }, NOW, true);
    const { 'wechatmp-serial-deprecated': _, ...headers } = rotated.headers;
    expect(refusal({ ...rotated, headers })).toMatchObject({ code: 'certificate-unknown' });
  });

  it('is refused when it is old, or another mini-program’s, or of another symmetric key', () => {
    expect(refusal(found(), { now: NOW + 301_000 })).toMatchObject(unverified);
    expect(refusal(found(), { appId: 'wx-other' })).toMatchObject(unverified);
    const other = { ...testKeys(), symmetricKey: Buffer.alloc(32, 'o').toString('base64') };
    const keysOfOther = usableKeys(JSON.stringify(other));
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
    expect(refusal({ headers: {}, body: Buffer.from('<html>') })).toMatchObject({
      code: 'upstream-malformed',
    });
  });

  it('of the gateway is plain: an error', () => {
    const body = Buffer.from('{"errcode":40234,"errmsg":"invalid signature"}');
    expect(refusal({ headers: {}, body })).toMatchObject({
      code: 'signature-rejected',
      errcode: 40234,
    });
  });
});
