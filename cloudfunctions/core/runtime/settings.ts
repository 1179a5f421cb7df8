import { CloudFailure } from './cloud-failure';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Keys that encrypt stored secrets. `previous` decrypts what `current` has not encrypted yet. */
export interface EncryptionKeys {
  readonly current: Buffer;
  readonly previous: Buffer | null;
}

export const DEFAULT_API_BASE_URL = 'https://api.weixin.qq.com';
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];
const KEY_BYTES = 32;

/** Reads WeChat's base URL; throws `settings-missing` unless it is https or on this machine. */
export function readApiBaseUrl(environment: Environment): string {
  const entered = variableOf(environment, 'WECHAT_API_BASE_URL') ?? DEFAULT_API_BASE_URL;
  const url = entered.replace(/\/+$/, '');
  if (!isSafeBaseUrl(url)) throw badSettingFailure('WECHAT_API_BASE_URL 不是 https 地址');
  return url;
}

/** Reads the keys. Failure `settings-missing` tells which variable is wrong, but not its value. */
export function readSettingsKeys(environment: Environment): EncryptionKeys {
  const current = settingsKeyOf(environment, 'SETTINGS_KEY');
  if (current === null) throw badSettingFailure('缺少 SETTINGS_KEY');
  return { current, previous: settingsKeyOf(environment, 'SETTINGS_KEY_PREVIOUS') };
}

/** Reads the set-up code, with which the owner claims the shop. setup-code.ts checks its length. */
export function readSetupCode(environment: Environment): string | null {
  return variableOf(environment, 'OWNER_SETUP_CODE');
}

export function badSettingFailure(problem: string): CloudFailure {
  return new CloudFailure('settings-missing', { message: `云函数的环境变量${problem}。` });
}

/** Tells whether a host name is one of this machine itself (loopback). */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK_HOSTS.includes(hostname);
}

function settingsKeyOf(environment: Environment, name: string): Buffer | null {
  const text = variableOf(environment, name);
  if (text === null) return null;
  const key = /^[\da-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : fromBase64(text);
  if (key.length === KEY_BYTES) return key;
  throw badSettingFailure(`${name} 要是 32 字节：64 位十六进制，或者 base64`);
}

/** Decodes base64. Text with other characters, which Buffer would skip, gives no bytes. */
function fromBase64(text: string): Buffer {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

function variableOf(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
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
