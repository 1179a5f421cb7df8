import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type SandboxMiniProgram, PLACED_BY } from '../../dev/sandbox/mini-programs';
import { type SandboxOptions, createSandbox, DEMO_ACCOUNT } from '../../dev/sandbox/sandbox';
import { listenOnLoopback } from '../../dev/cloud/loopback-server';
import { temporaryFolder } from './temporary-folder';

export const BUSINESS = '/cgi-bin/express/local/business';

/** An answer, also as text because of its long numbers. */
export interface Answer {
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A sandbox on loopback, and a merchant's server that calls it. */
export type ServedSandbox = Awaited<ReturnType<typeof serveSandbox>>;

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
  return { shopid: DEMO_ACCOUNT.shopId, shop_order_id: orderId, delivery_sign: signOf(orderId) };
}

/** Serves a new sandbox to each test, at noon at first, by a clock that the test moves. */
export function sandboxForEach() {
  const served = { now: NaN, journalFile: '' } as ServedSandbox & SandboxOfATest;
  beforeEach(async () => {
    served.now = Date.parse('2026-11-24T12:00:00+08:00');
    served.journalFile = `${await temporaryFolder()}/sandbox.journal`;
    const { journalFile } = served;
    Object.assign(served, await serveSandbox({ now: () => served.now, journalFile }));
  });
  afterEach(() => served.stop());
  return served;
}

interface SandboxOfATest {
  now: number;
  journalFile: string;
}

export async function serveSandbox(options: SandboxOptions) {
  const sandbox = createSandbox(options);
  const { origin: baseUrl, close } = await listenOnLoopback(createServer(sandbox.handle));

  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(baseUrl + path, init);
    const text = await response.text();
    return { text, json: JSON.parse(text) as Answer['json'] };
  };
  const post = (path: string, body?: unknown): Promise<Answer> =>
    send(path, {
      method: 'POST',
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const withToken = async (path: string, by: SandboxMiniProgram): Promise<string> => {
    const { json } = await post('/cgi-bin/stable_token', credentialsOf(by));
    return `${path}?access_token=${String(json['access_token'])}`;
  };
  /** Posts with a valid token, by default of the mini-program that has placed the orders. */
  const call = async (path: string, body?: unknown, by = PLACED_BY): Promise<Answer> =>
    post(await withToken(path, by), body);

  return {
    sandbox,
    baseUrl,
    get: (path: string) => send(path, {}),
    post,
    call,
    /** Asks by GET with a valid token of a mini-program. */
    callByGet: async (path: string, by: SandboxMiniProgram) => send(await withToken(path, by), {}),
    /** Sends `order/get` as the product does. */
    getOrder: (orderId: string, by?: SandboxMiniProgram) =>
      call(`${BUSINESS}/order/get`, reference(orderId), by),
    stop: close,
  };
}
