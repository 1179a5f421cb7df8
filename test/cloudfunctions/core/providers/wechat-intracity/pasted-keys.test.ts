import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { KEY_KINDS } from '../../../../../miniprogram/contract/shop-api';
import { readUsableKeys } from '../../../../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import {
  type PastedKey,
  cleanKeys,
  readPastedKey,
} from '../../../../../cloudfunctions/core/providers/wechat-intracity/pasted-keys';
import { selfSigned } from '../../../../support/self-signed';
import { nextCertificate, testKeys } from '../../../../support/signing-wechat';
import { thrownBy } from '../../../../support/thrown-by';

const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS1 = PAIR.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const PKCS8 = PAIR.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = PAIR.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const CERTIFICATE = selfSigned(PAIR, { to: '20270814000000Z' });
const SYMMETRIC = Buffer.alloc(32, 7).toString('base64');

const readSymmetricKey = (text: string) => readPastedKey('symmetric', text);
const readPrivateKey = (text: string) => readPastedKey('private', text);
const readCertificate = (text: string) => readPastedKey('certificate', text);
const readNumber = (text: string) => readPastedKey('number', text);

function problemOf(key: PastedKey): string {
  return key.ok ? '' : key.problem;
}

/** Ways in which a pasted PEM comes along. */
const MANGLED: readonly [string, (pem: string) => string][] = [
  ['as it is', (pem) => pem],
  ['with Windows’ line ends', (pem) => pem.replace(/\n/g, '\r\n')],
  ['on one line', (pem) => pem.replace(/\n/g, '')],
  ['with blanks for line ends', (pem) => pem.replace(/\n/g, ' ')],
  ['with words around it', (pem) => `私钥：\n${pem}\n请妥善保管`],
  ['with blanks before each line', (pem) => pem.replace(/^/gm, '  ')],
  ['with line ends as JSON writes them', (pem) => JSON.stringify({ key: pem })],
  ['with the dashes of a word processor', (pem) => pem.replace(/-----/g, '——–')],
  ['from the word BEGIN to the word END', (pem) => pem.replace(/^-+|(?<=END) .*\n$/g, '')],
];

describe('a pasted private key', () => {
  it.each(MANGLED)('is read %s', (_, mangle) => {
    for (const pem of [PKCS1, PKCS8]) {
      const read = readPrivateKey(mangle(pem));
      expect(read).toEqual({ ok: true, text: pem, words: '已粘贴，RSA 2048 位' });
    }
  });

  it('says at once what is wrong with it', () => {
    const half = PKCS1.slice(0, 400);
    expect(problemOf(readPrivateKey(half))).toBe('只有一半：没有 END 那一行');
    expect(problemOf(readPrivateKey(PKCS1.slice(40)))).toBe('只有一半：没有 BEGIN 那一行');
    expect(problemOf(readPrivateKey('MIIEow'))).toContain('整段复制');
    // Both words are there, so that it must not say that one is missing.
    const torn = 'BEGIN 或 END 那一行不完整，请原样重新复制';
    expect(problemOf(readPrivateKey(PKCS1.replace('-----\n', '\n')))).toBe(torn);
    expect(problemOf(readPrivateKey(PKCS1.replace('BEGIN RSA', 'BEGINRSA')))).toBe(torn);
    expect(problemOf(readPrivateKey(PUBLIC))).toBe('这是公钥，要的是私钥');
    expect(problemOf(readPrivateKey(CERTIFICATE))).toBe('这是证书，要的是私钥');
    const lines = PKCS1.split('\n');
    const gap = [...lines.slice(0, 3), ...lines.slice(5)].join('\n');
    expect(problemOf(readPrivateKey(gap))).toBe('读不懂，可能没有复制完整');
    const by = { cipher: 'aes-256-cbc', passphrase: 'x' };
    const locked = PAIR.privateKey.export({ type: 'pkcs8', format: 'pem', ...by }).toString();
    expect(problemOf(readPrivateKey(locked))).toBe('这把私钥有密码，要没有密码的');
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const weak = short.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(problemOf(readPrivateKey(weak))).toBe('只有 1024 位，至少要 2048 位');
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const curve = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(readPrivateKey(curve).ok).toBe(false);
    expect(problemOf(readPrivateKey(PKCS1 + 'A'.repeat(9000)))).toBe('');
    // One pass; a step for each pair of blanks would take days.
    for (const blank of [' ', '-'])
      expect(readPrivateKey(`-----BEGIN A-----${blank.repeat(1e6)} -END `).ok).toBe(false);
    expect(readPrivateKey(`-----BEGIN${' '.repeat(1e6)}. -END `).ok).toBe(false);
    const long = PKCS1.replace('\n', `\n${'A'.repeat(9000)}`);
    expect(problemOf(readPrivateKey(long))).toContain('太长');
  });
});

describe('a pasted certificate', () => {
  it.each(MANGLED)('is read %s, with its expiry', (_, mangle) => {
    const expiresAt = Date.UTC(2027, 7, 14);
    expect(readCertificate(mangle(CERTIFICATE))).toMatchObject({ text: CERTIFICATE, expiresAt });
  });

  it('says at once what is wrong with it', () => {
    expect(problemOf(readCertificate(PKCS1))).toBe('这是私钥，要的是平台证书');
    const short = generateKeyPairSync('rsa', { modulusLength: 2040 });
    expect(problemOf(readCertificate(selfSigned(short)))).toContain('2040 位');
    expect(problemOf(readCertificate(PUBLIC))).toBe('这是公钥，要的是平台证书');
    const list = CERTIFICATE.replace(/CERTIFICATE/g, 'X CRL');
    expect(problemOf(readCertificate(list))).toContain('别的东西');
    const lines = CERTIFICATE.split('\n');
    const gap = [...lines.slice(0, 2), ...lines.slice(4)].join('\n');
    expect(problemOf(readCertificate(gap))).toBe('读不懂，可能没有复制完整');
  });
});

describe('a pasted symmetric key', () => {
  it('is 44 characters, whatever blanks are between them', () => {
    const pasted = ` ${SYMMETRIC.slice(0, 20)}\n${SYMMETRIC.slice(20)} `;
    const read = { ok: true, text: SYMMETRIC, words: '已粘贴，44 个字符' };
    expect(readSymmetricKey(pasted)).toEqual(read);
  });

  it.each([
    [SYMMETRIC.slice(0, 40), '只有 40 个字符，要 44 个'],
    [`${SYMMETRIC}AB`, '有 46 个字符，只要 44 个'],
    [SYMMETRIC.replace('=', 'A'), '里面有不该有的字符，请重新复制'],
    [PUBLIC, '这是公钥，要的是对称密钥'],
    [PKCS8, '这是私钥，要的是对称密钥'],
    [CERTIFICATE, '这是证书，要的是对称密钥'],
    [CERTIFICATE.slice(0, 400), '这是别的东西，要的是对称密钥'],
  ])('says at once what is wrong with it', (text, problem) => {
    expect(problemOf(readSymmetricKey(text))).toBe(problem);
  });
});

it('a number is read without the blanks around it, and not repeated: it may be a key by mistake', () => {
  expect(readNumber(' 89fc1e0b77a21d ')).toEqual({ ok: true, text: '89fc1e0b77a21d', words: '' });
  expect(problemOf(readNumber(testKeys().symmetricKey))).toContain('对称密钥');
  expect(problemOf(readNumber('9'.repeat(65)))).toContain('64');
  expect(problemOf(readNumber('a\u200bb'))).toContain('看不见');
});

it('what is pasted never fails on anything', () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((all) => Buffer.from(all).toString('base64'));
  const wrapped = (label: string) =>
    bytes.map((text) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), wrapped('CERTIFICATE'), wrapped('PRIVATE KEY')), (text) => {
      for (const kind of KEY_KINDS) expect(typeof readPastedKey(kind, text).ok).toBe('boolean');
    }),
  );
});

const certificate = testKeys().certificates[0]?.certificate ?? '';
const { privateKey } = testKeys();
const SPELLED_OTHERWISE = testKeys().symmetricKey.replace(/s=$/, 't=');
const TORN = certificate.replace(/M/g, 'N');

describe('the keys of an account', () => {
  it('cleans what was pasted around each of them', () => {
    const keys = {
      symmetricKey: ` ${testKeys().symmetricKey}\n`,
      symmetricKeyNumber: ` ${testKeys().symmetricKeyNumber} `,
      privateKey: `私钥：${privateKey.replace(/\n/g, ' ')}`,
      certificates: [{ number: ' cert-1 ', certificate: certificate.replace(/\n/g, '') }],
    };
    expect(cleanKeys(keys)).toEqual(testKeys());
  });

  it.each<[string, Partial<ReturnType<typeof testKeys>>]>([
    ['对称密钥：里面有不该有的字符，请重新复制。', { symmetricKey: SPELLED_OTHERWISE }],
    ['对称密钥编号：里面有看不见的字符，请重新填。', { symmetricKeyNumber: 'a\u200bb' }],
    ['应用私钥：只有一半：没有 END 那一行。', { privateKey: privateKey.slice(0, 200) }],
    ['应用私钥：这是证书，要的是私钥。', { privateKey: certificate }],
    [
      '平台证书：读不懂，可能没有复制完整。',
      { certificates: [{ number: 'c', certificate: TORN }] },
    ],
  ])('names what cannot be used, and quotes none of it: %s', (userMessage, changes) => {
    const failure = thrownBy(() => cleanKeys({ ...testKeys(), ...changes }));
    expect(failure).toMatchObject({ code: 'keys-malformed', userMessage, cause: undefined });
  });

  it('refuses two certificates of one number, of which only one could be used', () => {
    const certificates = [...testKeys().certificates, { ...nextCertificate(), number: ' cert-1 ' }];
    expect(thrownBy(() => cleanKeys({ ...testKeys(), certificates }))).toMatchObject({
      code: 'keys-malformed',
      userMessage: '两张平台证书的编号一样：照公众平台“API 安全”里的，改对其中一张的编号。',
    });
    // What was stored before stays usable.
    const stored = JSON.stringify({ ...testKeys(), certificates });
    expect(readUsableKeys(stored.replace(' cert-1 ', 'cert-1')).publicKeys.size).toBe(1);
  });
});
