import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import {
  canonicalBytes,
  certificatesOf,
  cleanedKeys,
  usableKeys,
} from '../../../../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import { selfSigned } from '../../../../support/self-signed';
import { nextCertificate, testKeys } from '../../../../support/signing-wechat';
import { thrownBy } from '../../../../support/thrown-by';

const certificate = testKeys().certificates[0]?.certificate ?? '';
const { privateKey } = testKeys();

describe('cleanedKeys', () => {
  it.each<[string, (text: string) => string]>([
    ['as it is', (text) => text],
    ['with lost line ends', (text) => text.replace(/\n/g, ' ')],
    ['without any line end', (text) => text.replace(/\n/g, '')],
    ['with line ends of Windows', (text) => text.replace(/\n/g, '\r\n')],
    ['with spaces at each line', (text) => text.replace(/\n/g, ' \n  ')],
    ['with words around it', (text) => `私钥：\n${text}\n请保管好`],
  ])('reads PEM %s', (_, pasted) => {
    const keys = {
      ...testKeys(),
      privateKey: pasted(privateKey),
      certificates: [{ number: ' cert-1 ', certificate: pasted(certificate) }],
    };
    expect(cleanedKeys(keys)).toEqual(testKeys());
  });

  it.each<[string, Partial<ReturnType<typeof testKeys>>]>([
    ['对称密钥', { symmetricKey: Buffer.alloc(31).toString('base64') }],
    ['对称密钥', { symmetricKey: testKeys().symmetricKey.replace(/s=$/, 't=') }],
    ['私钥', { privateKey: privateKey.slice(0, 200) }],
    ['私钥', { privateKey: certificate }],
    ['私钥', { privateKey: '' }],
    ['平台证书', { certificates: [{ number: 'c', certificate: privateKey }] }],
    ['平台证书', { certificates: [{ number: 'c', certificate: certificate.replace(/M/g, 'N') }] }],
  ])('names what cannot be read, and quotes none of it: %s', (name, changes) => {
    const failure = thrownBy(() => cleanedKeys({ ...testKeys(), ...changes }));
    expect(failure).toMatchObject({
      code: 'keys-malformed',
      userMessage: `${name}读不懂，可能没有复制完整。`,
      cause: undefined,
    });
  });

  it.each(['-----BEGIN', '-----BEGIN RSA', '-----BEGIN RSA PRIVATE KEY', '-----BEGIN A-----', ''])(
    'reads a long run after %j in one pass: a step for each pair of blanks would take days',
    (before) => {
      for (const blank of [' ', '\n', '-', '- ']) {
        const pasted = `${before}${blank.repeat(1_000_000)}`;
        const failure = thrownBy(() => cleanedKeys({ ...testKeys(), privateKey: pasted }));
        expect(failure).toHaveProperty('code', 'keys-malformed');
      }
    },
  );

  it('refuses keys of RSA with less than 2,048 bits', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 2040 });
    const own = short.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const certificates = [{ number: 'c', certificate: selfSigned(short) }];
    const said = (name: string) =>
      `${name}只有 2040 位，至少要 2048 位：重新复制公众平台“API 安全”里的。`;
    expect(thrownBy(() => cleanedKeys({ ...testKeys(), privateKey: own }))).toMatchObject({
      code: 'keys-malformed',
      userMessage: said('私钥'),
    });
    expect(thrownBy(() => cleanedKeys({ ...testKeys(), certificates }))).toMatchObject({
      userMessage: said('平台证书'),
    });
  });

  it('refuses two certificates of one number, of which only one could be used', () => {
    const [first] = testKeys().certificates;
    const certificates = [first, { ...nextCertificate(), number: ' cert-1 ' }].flatMap(
      (one) => one ?? [],
    );
    expect(thrownBy(() => cleanedKeys({ ...testKeys(), certificates }))).toMatchObject({
      code: 'keys-malformed',
      userMessage: '两张平台证书的编号一样：照公众平台“API 安全”里的，改对其中一张的编号。',
    });
    // What was stored before stays usable.
    const stored = JSON.stringify({ ...testKeys(), certificates });
    expect(usableKeys(stored.replace(' cert-1 ', 'cert-1')).publicKeys.size).toBe(1);
  });
});

it('reads keys once for many questions', () => {
  const secret = JSON.stringify(testKeys());
  expect(usableKeys(secret)).toBe(usableKeys(secret));
});

it.each(['', '{}', 'null', 'not json'])('does not take %j for keys', (secret) => {
  expect(thrownBy(() => usableKeys(secret))).toHaveProperty('code', 'keys-malformed');
});

it('tells when a certificate expires', () => {
  expect(certificatesOf(JSON.stringify(testKeys()))).toEqual([
    { number: 'cert-1', expiresAt: Date.UTC(2035, 0) },
  ]);
});

describe('canonicalBytes', () => {
  it('reads what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const base64 = Buffer.from(bytes).toString('base64');
        return canonicalBytes(base64)?.equals(Buffer.from(bytes)) === true;
      }),
    );
  });

  it('takes one form of each text only', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = canonicalBytes(text);
        return bytes === null || bytes.toString('base64') === text;
      }),
    );
    for (const text of ['QQ', 'QQ=', 'QR==', 'QQ==\n', ' QQ==', 'Q-==', 'QQ==QQ=='])
      expect([text, canonicalBytes(text)]).toEqual([text, null]);
  });
});
