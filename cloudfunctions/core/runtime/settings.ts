import { CloudFailure } from './cloud-failure';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A delivery account from the environment, for shops that have stored none yet. */
export interface EnvironmentAccount {
  readonly shopId: string;
  /** The delivery company's AppSecret, not the mini-program's (docs/getorder-contract.md §3). */
  readonly secret: string;
  readonly shopNo: string | null;
}

/** What encrypts the shop's secrets: the key in force, and the one before it while secrets are still being moved over. 32 bytes each. */
export interface SettingsKeys {
  readonly current: Buffer;
  readonly previous: Buffer | null;
}

const WECHAT_API = 'https://api.weixin.qq.com';
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];
const KEY_BYTES = 32;

/**
 * Where WeChat answers, without a slash at its end.
 *
 * @throws CloudFailure `settings-missing` when secrets would travel there in the open
 */
export function readApiBaseUrl(environment: Environment): string {
  const url = (textOf(environment, 'WECHAT_API_BASE_URL') ?? WECHAT_API).replace(/\/+$/, '');
  if (!isSafeBaseUrl(url)) throw settingsFailure('WECHAT_API_BASE_URL 不是 https 地址');
  return url;
}

/** The mini-program's AppSecret, where the environment holds it. */
export function readAppSecret(environment: Environment): string | null {
  return textOf(environment, 'WECHAT_APP_SECRET');
}

/**
 * The delivery account of the environment; null when it holds none.
 *
 * @throws CloudFailure `settings-missing` when it holds a half of one
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
 * The keys for the shop's secrets.
 *
 * @throws CloudFailure `settings-missing`, which names the setting that is missing or wrong, and no value
 */
export function readSettingsKeys(environment: Environment): SettingsKeys {
  const current = keyOf(environment, 'SETTINGS_KEY');
  if (current === null) throw settingsFailure('缺少 SETTINGS_KEY');
  return { current, previous: keyOf(environment, 'SETTINGS_KEY_PREVIOUS') };
}

/** As it stands in the cloud's console; whether it is strong enough is for core/shop/setup-code to say. */
export function readSetupCode(environment: Environment): string | null {
  return textOf(environment, 'OWNER_SETUP_CODE');
}

/** A failure that names a setting of the cloud functions. */
export function settingsFailure(problem: string): CloudFailure {
  return new CloudFailure('settings-missing', { message: `云函数的环境变量${problem}。` });
}

/** Whether a URL's host name is this machine itself. */
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

/** Buffer skips what is no base64; here it makes the key a wrong one. */
function fromBase64(text: string): Buffer {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

function textOf(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** Secrets travel to this address: only https, or this machine itself. */
function isSafeBaseUrl(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
