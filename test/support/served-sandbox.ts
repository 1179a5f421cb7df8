import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type SandboxMiniProgram, PLACED_BY } from '../../dev/sandbox/mini-programs';
import {
  type Sandbox,
  type SandboxOptions,
  createSandbox,
  DEMO_ACCOUNT,
} from '../../dev/sandbox/sandbox';
import { listenOnLoopback } from './loopback-server';

export const BUSINESS = '/cgi-bin/express/local/business';

/** An answer, also as text because of its long numbers. */
export interface Answer {
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A sandbox on loopback, and a merchant's server that calls it. */
export interface ServedSandbox {
  readonly sandbox: Sandbox;
  readonly baseUrl: string;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  /** Posts with a valid token, by default of the mini-program that has placed the orders. */
  readonly call: (path: string, body?: unknown, by?: SandboxMiniProgram) => Promise<Answer>;
  /** Asks by GET with a valid token of a mini-program. */
  readonly callByGet: (path: string, by: SandboxMiniProgram) => Promise<Answer>;
  /** Sends `order/get` as the product does. */
  readonly getOrder: (orderId: string, by?: SandboxMiniProgram) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

export const credentialsOf = ({ appId: appid, appSecret: secret }: SandboxMiniProgram) => {
  return { grant_type: 'client_credential', appid, secret };
};
export const CREDENTIALS = credentialsOf(PLACED_BY);

export function signOf(
  orderId: string,
  shopId = DEMO_ACCOUNT.shopId,
  secret = DEMO_ACCOUNT.deliverySecret,
): string {
  return createHash('sha1').update(`${shopId}${orderId}${secret}`).digest('hex');
}

/** Returns an order's reference for `order/add`, `readd`, `cancel` and `get`. */
export function reference(orderId: string): Record<string, string> {
  return {
    shopid: DEMO_ACCOUNT.shopId,
    shop_order_id: orderId,
    delivery_sign: signOf(orderId),
  };
}

export async function serveSandbox(options: SandboxOptions): Promise<ServedSandbox> {
  const sandbox = createSandbox(options);
  const { origin: baseUrl, close } = await listenOnLoopback(createServer(sandbox.handle));

  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(baseUrl + path, init);
    const text = await response.text();
    return { text, json: JSON.parse(text) as Answer['json'] };
  };
  const post: ServedSandbox['post'] = (path, body) =>
    send(path, {
      method: 'POST',
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const withToken = async (path: string, by: SandboxMiniProgram): Promise<string> => {
    const { json } = await post('/cgi-bin/stable_token', credentialsOf(by));
    return `${path}?access_token=${String(json['access_token'])}`;
  };
  const call: ServedSandbox['call'] = async (path, body, by = PLACED_BY) =>
    post(await withToken(path, by), body);

  return {
    sandbox,
    baseUrl,
    get: (path) => send(path, {}),
    post,
    call,
    callByGet: async (path, by) => send(await withToken(path, by), {}),
    getOrder: (orderId, by) => call(`${BUSINESS}/order/get`, reference(orderId), by),
    stop: close,
  };
}
