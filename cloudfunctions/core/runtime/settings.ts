import { CloudFailure } from './cloud-failure';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Keys for stored secrets. `previous` decrypts those that `current` has not encrypted yet. */
export interface EncryptionKeys {
  readonly current: Buffer;
  readonly previous: Buffer | null;
}

export const DEFAULT_API_BASE_URL = 'https://api.weixin.qq.com';
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];
const SETTINGS_KEY_BYTES = 32;

/** Reads WeChat's base URL; throws `settings-missing` unless it is https or on this machine. */
export function readApiBaseUrl(environment: Environment): string {
  const enteredUrl = readVariable(environment, 'WECHAT_API_BASE_URL') ?? DEFAULT_API_BASE_URL;
  const url = enteredUrl.replace(/\/+$/, '');
  if (!isSafeBaseUrl(url)) throw badSettingFailure('WECHAT_API_BASE_URL 不是 https 地址');
  return url;
}

/** Reads the encryption keys. Its failure names the wrong variable, but not the value. */
export function readSettingsKeys(environment: Environment): EncryptionKeys {
  const currentKey = readSettingsKey(environment, 'SETTINGS_KEY');
  if (currentKey === null) throw badSettingFailure('缺少 SETTINGS_KEY');
  return { current: currentKey, previous: readSettingsKey(environment, 'SETTINGS_KEY_PREVIOUS') };
}

/** Reads the set-up code, with which the owner claims the shop. setup-code.ts checks its length. */
export function readSetupCode(environment: Environment): string | null {
  return readVariable(environment, 'OWNER_SETUP_CODE');
}

export function badSettingFailure(problem: string): CloudFailure {
  return new CloudFailure('settings-missing', { message: `云函数的环境变量${problem}。` });
}

export function isLoopback(hostname: string): boolean {
  return LOOPBACK_HOSTS.includes(hostname);
}

function readSettingsKey(environment: Environment, name: string): Buffer | null {
  const keyText = readVariable(environment, name);
  if (keyText === null) return null;
  const key = /^[\da-f]{64}$/i.test(keyText) ? Buffer.from(keyText, 'hex') : bytesOfBase64(keyText);
  if (key.length === SETTINGS_KEY_BYTES) return key;
  throw badSettingFailure(`${name} 要是 32 字节：64 位十六进制，或者 base64`);
}

/** Decodes base64. Text with other characters, which Buffer would skip, gives no bytes. */
function bytesOfBase64(text: string): Buffer {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

function readVariable(environment: Environment, name: string): string | null {
  const setting = environment[name]?.trim();
  return setting === undefined || setting === '' ? null : setting;
}

/** Tells whether secrets may be sent to a URL: it uses https, or points to this machine itself. */
function isSafeBaseUrl(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  } catch {
    return false;
  }
}
