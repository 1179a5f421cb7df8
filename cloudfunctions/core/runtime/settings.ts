import { CloudFailure } from './cloud-failure';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Delivery account from the environment, for a shop that has stored none yet. */
export interface EnvironmentAccount {
  readonly shopId: string;
  /** AppSecret of the delivery company, not of the mini-program (docs/getorder-contract.md §3). */
  readonly secret: string;
  readonly shopNo: string | null;
}

/**
 * Keys that encrypt the shop's secrets, 32 bytes each: the current one, and the previous one while
 * secrets are encrypted again.
 */
export interface SettingsKeys {
  readonly current: Buffer;
  readonly previous: Buffer | null;
}

const WECHAT_API = 'https://api.weixin.qq.com';
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];
const KEY_BYTES = 32;

/**
 * Reads the base URL of WeChat's API, without a slash at its end.
 *
 * @throws CloudFailure `settings-missing` when secrets would travel there unencrypted
 */
export function readApiBaseUrl(environment: Environment): string {
  const url = (textOf(environment, 'WECHAT_API_BASE_URL') ?? WECHAT_API).replace(/\/+$/, '');
  if (!isSafeBaseUrl(url)) throw settingsFailure('WECHAT_API_BASE_URL 不是 https 地址');
  return url;
}

/**
 * Reads the mini-program's AppSecret.
 *
 * @returns null when the environment holds none
 */
export function readAppSecret(environment: Environment): string | null {
  return textOf(environment, 'WECHAT_APP_SECRET');
}

/**
 * Reads the delivery account.
 *
 * @returns null when the environment holds none
 * @throws CloudFailure `settings-missing` when it holds half of one
 */
export function readEnvironmentAccount(environment: Environment): EnvironmentAccount | null {
  const shopId = textOf(environment, 'DELIVERY_SHOP_ID');
  const secret = textOf(environment, 'DELIVERY_APP_SECRET');
  if (shopId === null && secret === null) return null;
  if (shopId === null) throw settingsFailure('缺少 DELIVERY_SHOP_ID');
  if (secret === null) throw settingsFailure('缺少 DELIVERY_APP_SECRET');
  return { shopId, secret, shopNo: textOf(environment, 'DELIVERY_SHOP_NO') };
}

/**
 * Reads the keys for the shop's secrets.
 *
 * @throws CloudFailure `settings-missing`; its message names the setting that is missing or wrong,
 *   and no value
 */
export function readSettingsKeys(environment: Environment): SettingsKeys {
  const current = keyOf(environment, 'SETTINGS_KEY');
  if (current === null) throw settingsFailure('缺少 SETTINGS_KEY');
  return { current, previous: keyOf(environment, 'SETTINGS_KEY_PREVIOUS') };
}

/** Reads the set-up code as entered. core/people/setup-code judges its strength. */
export function readSetupCode(environment: Environment): string | null {
  return textOf(environment, 'OWNER_SETUP_CODE');
}

/** Makes a failure that names a setting of the cloud functions. */
export function settingsFailure(problem: string): CloudFailure {
  return new CloudFailure('settings-missing', { message: `云函数的环境变量${problem}。` });
}

/** Tells whether a URL's host name is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK_HOSTS.includes(hostname);
}

function keyOf(environment: Environment, name: string): Buffer | null {
  const text = textOf(environment, name);
  if (text === null) return null;
  const key = /^[\da-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : fromBase64(text);
  if (key.length === KEY_BYTES) return key;
  throw settingsFailure(`${name} 要是 32 字节：64 位十六进制，或者 base64`);
}

/** Decodes base64. Buffer would skip other characters; here they make the key invalid. */
function fromBase64(text: string): Buffer {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

function textOf(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** Tells whether secrets may travel to an address: by https, or to this machine itself. */
function isSafeBaseUrl(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
