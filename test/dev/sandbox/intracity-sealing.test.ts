import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import {
  type Binding,
  decryptedBody,
  encryptedBody,
  isSignedBy,
  signatureOf,
} from '../../../dev/sandbox/intracity-sealing';
import official from '../../support/api-signing-vectors.json';

const { symmetricKey, symmetricKeyNumber, url: urlPath, appid: appId } = official;
const KEY = { symmetricKey, symmetricKeyNumber };

function bindingOf({ timestamp }: { readonly timestamp: number }): Binding {
  return { urlPath, appId, timestamp: String(timestamp) };
}

describe('WeChat’s own sample of API signing', () => {
  it.each([
    ['request', official.request],
    ['response', official.response],
  ] as const)('decrypts: %s', (_what, { timestamp, body }) => {
    const opened = decryptedBody(JSON.stringify(body), KEY, bindingOf({ timestamp }));
    expect(opened).toMatchObject({ _appid: appId, _timestamp: timestamp });
  });

  it('is signed by its certificate, over the body as it was sent', () => {
    const { certificate, signature, body, timestamp } = official.response;
    const publicKey = new X509Certificate(certificate).publicKey
      .export({ type: 'spki', format: 'pem' })
      .toString();
    const sent = JSON.stringify(body);
    const binding = bindingOf({ timestamp });
    expect(isSignedBy(publicKey, signature, sent, binding)).toBe(true);
    expect(isSignedBy(publicKey, signature, `${sent}\n`, binding)).toBe(false);
    expect(isSignedBy(publicKey, signature, sent, { ...binding, timestamp: '1' })).toBe(false);
  });
});

describe('a sealed body', () => {
  const binding = bindingOf({ timestamp: 1635927954 });

  it('opens for who has key, number and binding, and for nobody else', () => {
    const body = encryptedBody({ id: '4000000000000042001' }, KEY, binding);
    expect(decryptedBody(body, KEY, binding)).toEqual({ id: '4000000000000042001' });
    for (const other of [
      decryptedBody(body, { ...KEY, symmetricKeyNumber: 'other' }, binding),
      decryptedBody(body, KEY, { ...binding, timestamp: '1' }),
      decryptedBody(body, KEY, { ...binding, appId: 'wx1' }),
      decryptedBody(body, KEY, { ...binding, urlPath: 'https://127.0.0.1/' }),
      decryptedBody('{"iv":"","data":"","authtag":""}', KEY, binding),
      decryptedBody('no JSON', KEY, binding),
      decryptedBody('{}', KEY, binding),
    ])
      expect(other).toBeNull();
  });

  it('is signed without the number of the symmetric key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const signature = signatureOf('body', privateKey, binding);
    expect(isSignedBy(publicKey, signature, 'body', binding)).toBe(true);
    expect(isSignedBy(publicKey, signature, 'bode', binding)).toBe(false);
  });
});
