import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { type IntracityKeys, publicKeyOf } from '../../../dev/sandbox/intracity-keys';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { temporaryFolder } from '../../support/temporary-folder';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const DAY = 24 * 60 * 60_000;

let journalFile: string;
let keys: IntracityKeys;

beforeAll(async () => {
  journalFile = join(await temporaryFolder(), 'sandbox.journal');
  keys = await createSandbox({ now: () => NOON, journalFile }).intracityKeys();
});

describe('the keys of 同城配送', () => {
  it('are of the sizes that MP gives, the private key in PKCS#1', () => {
    expect(Buffer.from(keys.symmetricKey, 'base64')).toHaveLength(32);
    expect(keys.symmetricKeyNumber).toMatch(/^[\da-f]{32}$/);
    expect(keys.privateKey).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
  });

  it('have certificates of five years, each with a number that is not in it', () => {
    for (const { certificate, certificateNumber, privateKey } of [
      keys.platform,
      keys.nextPlatform,
    ]) {
      const x509 = new X509Certificate(certificate);
      const publicKey = x509.publicKey.export({ type: 'spki', format: 'pem' });
      expect(publicKey).toBe(publicKeyOf(privateKey));
      expect(x509.verify(x509.publicKey)).toBe(true);
      expect(Date.parse(x509.validFrom)).toBe(NOON - DAY);
      expect(Date.parse(x509.validTo)).toBe(NOON + 5 * 365 * DAY);
      expect(x509.serialNumber.toLowerCase()).not.toBe(certificateNumber);
    }
    expect(keys.nextPlatform.certificateNumber).not.toBe(keys.platform.certificateNumber);
  });

  it('are the same after a restart, and others in another sandbox', async () => {
    const again = createSandbox({ now: () => NOON + DAY, journalFile });
    expect(await again.intracityKeys()).toEqual(keys);
    const other = await createSandbox({ now: () => NOON }).intracityKeys();
    expect(other.privateKey).not.toBe(keys.privateKey);
  });

  it('are made once, even when two ask at the same time', async () => {
    const sandbox = createSandbox({ now: () => NOON });
    const [one, other] = await Promise.all([sandbox.intracityKeys(), sandbox.intracityKeys()]);
    expect(one).toBe(other);
  });
});
