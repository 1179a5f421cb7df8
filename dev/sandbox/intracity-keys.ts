import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type Infer, literal, number, object, string } from 'superstruct';
import type { Journaled } from '../journal/journal';
import { reportToldSecrets } from './told-secrets';

const PlatformKey = object({
  /** Number of the certificate from MP, which is not the serial number inside it [O]. */
  certificateNumber: string(),
  /** X.509 certificate in PEM. */
  certificate: string(),
  /** WeChat's own private key in PEM. No shop ever sees one. */
  privateKey: string(),
});
export type PlatformKey = Infer<typeof PlatformKey>;

/**
 * Keys of API signing, as the mini-program's owner sets them up at MP (开发管理 → 开发设置 → API安全)
 * and copies them from there (docs/intracity-contract.md §4).
 */
export const IntracityKeys = object({
  symmetricKeyNumber: string(),
  /** 32 bytes in base64. */
  symmetricKey: string(),
  /** The mini-program's private key in PEM (PKCS#1, as from MP), which signs requests. */
  privateKey: string(),
  /** Key that signs answers. */
  platform: PlatformKey,
  /** Key that signs answers after a change of certificates. */
  nextPlatform: PlatformKey,
});
export type IntracityKeys = Infer<typeof IntracityKeys>;

/** Event of the journal that keeps a mini-program's keys. There is at most one of each. */
export const KeysEvent = object({
  type: literal('intracity-keys-made'),
  at: number(),
  appId: string(),
  keys: IntracityKeys,
});
export type KeysEvent = Infer<typeof KeysEvent>;

const DAY_MS = 24 * 60 * 60_000;
/** Life of a platform certificate: five years, as the one in WeChat's own sample. */
const CERTIFICATE_DAYS = 5 * 365;

const newKeyPair = promisify(generateKeyPair);

/** Keys of each mini-program, which are made when they are first needed, and then kept. */
export type KeyRing = (appId: string) => Promise<IntracityKeys>;

export function createKeyRing({ now, past, record }: Journaled<KeysEvent>): KeyRing {
  const keys = new Map<string, Promise<IntracityKeys>>();
  const keptOrMade = async (appId: string): Promise<IntracityKeys> => {
    const at = now();
    const kept = past.find((event) => event.appId === appId)?.keys;
    const given = kept ?? (await newKeys(appId, at));
    if (kept === undefined) record({ type: 'intracity-keys-made', at, appId, keys: given });
    reportToldSecrets({ keys: given });
    return given;
  };
  return (appId) => {
    const given = keys.get(appId) ?? keptOrMade(appId);
    keys.set(appId, given);
    return given;
  };
}

/** Returns the PEM of the public key that belongs to a private key. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}

async function newKeys(appId: string, now: number): Promise<IntracityKeys> {
  const [privateKey, platform, nextPlatform] = await Promise.all([
    newPrivateKey(),
    newPlatformKey(appId, now),
    newPlatformKey(appId, now),
  ]);
  return {
    symmetricKeyNumber: newNumber(),
    symmetricKey: randomBytes(32).toString('base64'),
    privateKey,
    platform,
    nextPlatform,
  };
}

async function newPrivateKey(): Promise<string> {
  const { privateKey } = await newKeyPair('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

async function newPlatformKey(appId: string, now: number): Promise<PlatformKey> {
  const privateKey = await newPrivateKey();
  const certificate = await selfSignedCertificate(appId, privateKey, now);
  return { certificateNumber: newNumber(), certificate, privateKey };
}

/** Makes an X.509 certificate, which Node's own crypto cannot. */
async function selfSignedCertificate(appId: string, key: string, now: number): Promise<string> {
  // Loaded on use, because few runs make keys.
  const { default: forge } = await import('node-forge');
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKeyOf(key));
  // The first byte keeps the number positive.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(now - DAY_MS);
  certificate.validity.notAfter = new Date(now + CERTIFICATE_DAYS * DAY_MS);
  const name = [
    { name: 'commonName', value: appId },
    { name: 'organizationName', value: 'Sandbox' },
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}

/** Returns a number as MP shows it: 32 hexadecimal digits. */
function newNumber(): string {
  return randomBytes(16).toString('hex');
}
