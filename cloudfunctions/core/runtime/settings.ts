import { CloudFailure } from './cloud-failure';

/** What the function needs to know of its shop, from its environment. */
export interface Settings {
  readonly appId: string;
  readonly appSecret: string;
  /** The appkey that the delivery company gave the merchant (docs/getorder-contract.md §1). */
  readonly shopId: string;
  /** The delivery company's AppSecret, not the mini-program's (§3). */
  readonly deliverySecret: string;
  readonly shopNo: string | null;
  /** Without a slash at its end. */
  readonly apiBaseUrl: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const WECHAT_API = 'https://api.weixin.qq.com';
const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Reads and checks the settings.
 *
 * @throws CloudFailure `settings-missing`, which names every setting that is missing or wrong, and no value
 */
export function readSettings(environment: Environment): Settings {
  const missing: string[] = [];
  const required = (name: string): string => {
    const value = optional(environment, name);
    if (value === null) missing.push(name);
    return value ?? '';
  };
  const settings = {
    appId: required('WECHAT_APPID'),
    appSecret: required('WECHAT_APP_SECRET'),
    shopId: required('DELIVERY_SHOP_ID'),
    deliverySecret: required('DELIVERY_APP_SECRET'),
    shopNo: optional(environment, 'DELIVERY_SHOP_NO'),
    apiBaseUrl: (optional(environment, 'WECHAT_API_BASE_URL') ?? WECHAT_API).replace(/\/+$/, ''),
  };
  const problems = [
    ...(missing.length > 0 ? [`缺少 ${missing.join('、')}`] : []),
    ...(isSafeBaseUrl(settings.apiBaseUrl) ? [] : ['WECHAT_API_BASE_URL 不是 https 地址']),
  ];
  if (problems.length > 0) {
    throw new CloudFailure('settings-missing', {
      message: `云函数的环境变量${problems.join('；')}。`,
    });
  }
  return settings;
}

/** The openids of `STAFF_OPENIDS`, a list with commas. Empty or missing: nobody is staff. */
export function readStaff(environment: Environment): ReadonlySet<string> {
  const list = optional(environment, 'STAFF_OPENIDS') ?? '';
  return new Set(
    list
      .split(/[,，]/)
      .map((openId) => openId.trim())
      .filter((openId) => openId !== ''),
  );
}

function optional(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** Whether a URL's host name is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK_HOSTS.includes(hostname);
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
