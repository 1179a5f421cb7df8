import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import {
  decodeStrictBase64,
  listCertificates,
  readUsableKeys,
} from '../../../../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import { testKeys } from '../../../../support/signing-wechat';
import { thrownBy } from '../../../../support/thrown-by';

it('reads keys once for many questions', () => {
  const secret = JSON.stringify(testKeys());
  expect(readUsableKeys(secret)).toBe(readUsableKeys(secret));
});

it.each(['', '{}', 'null', 'not json'])('does not take %j for keys', (secret) => {
  expect(thrownBy(() => readUsableKeys(secret))).toHaveProperty('code', 'keys-malformed');
});

it('names a stored key that cannot be read (any more)', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 2040 }).privateKey;
  const weak = short.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const [stored, userMessage] of [
    ['x', '应用私钥：读不懂，可能没有复制完整。'],
    [weak, '应用私钥：只有 2040 位，至少要 2048 位。'],
  ] as const) {
    const secret = JSON.stringify({ ...testKeys(), privateKey: stored });
    expect(thrownBy(() => readUsableKeys(secret))).toMatchObject({ userMessage, cause: undefined });
  }
});

it('tells when a certificate expires', () => {
  expect(listCertificates(JSON.stringify(testKeys()))).toEqual([
    { number: 'cert-1', expiresAt: Date.UTC(2035, 0) },
  ]);
});

describe('canonicalBytes', () => {
  it('reads what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const base64 = Buffer.from(bytes).toString('base64');
        return decodeStrictBase64(base64)?.equals(Buffer.from(bytes)) === true;
      }),
    );
  });

  it('takes one form of each text only', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = decodeStrictBase64(text);
        return bytes === null || bytes.toString('base64') === text;
      }),
    );
    for (const text of ['QQ', 'QQ=', 'QR==', 'QQ==\n', ' QQ==', 'Q-==', 'QQ==QQ=='])
      expect([text, decodeStrictBase64(text)]).toEqual([text, null]);
  });
});
