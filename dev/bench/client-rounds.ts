import { createRequire } from 'node:module';
import http from 'node:http';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../cloudfunctions/core/runtime/define-function';
import { createDocuments } from '../../cloudfunctions/core/storage/documents';
import {
  deliverySign,
  getOrder,
} from '../../cloudfunctions/core/providers/wechat-instant/get-order';
import { exchange, postJson } from '../../cloudfunctions/core/providers/wechat/post-json';
import type { WeChat } from '../../cloudfunctions/core/providers/wechat/wechat';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { DEMO_ACCOUNT } from '../sandbox/account';

const WARM_UP_ROUNDS = 2000;
/** Life of the token for our client: longer than all rounds, and at most WeChat's two hours. */
const TOKEN_LIFE_MS = 3_600_000;

/**
 * Measures all clients on one order, in a process that client.ts starts. Each round starts with
 * another client, so that other load on the machine affects all equally. Prints JSON: ms by client.
 */
async function main([
  installed = '',
  token = '',
  orderId = '',
  rounds = '',
]: readonly string[]): Promise<void> {
  const sandboxUrl = process.env['SANDBOX_URL'] ?? '';
  const ways = [
    { name: 'bare', lookUp: bareLookUp(sandboxUrl, token, orderId) },
    { name: 'ours', lookUp: ourLookUp(sandboxUrl, token, orderId) },
    { name: 'nestWechat', lookUp: nestWechatLookUp(installed, token, orderId) },
  ].map((way) => ({ ...way, times: [] as number[] }));

  for (const { name, lookUp } of ways) {
    const answer = JSON.stringify(await lookUp());
    if (!/301|delivering/.test(answer))
      throw new Error(`${name} did not find the order: ${answer}`);
  }
  for (let round = -WARM_UP_ROUNDS; round < Number(rounds); round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(turn + round + WARM_UP_ROUNDS) % ways.length];
      const startedAt = performance.now();
      await way?.lookUp();
      if (round >= 0) way?.times.push(performance.now() - startedAt);
    }
  }
  const times = Object.fromEntries(ways.map(({ name, times: taken }) => [name, taken]));
  process.stdout.write(JSON.stringify(times), () => {
    // Keep-alive connections would otherwise keep the process running.
    process.exit();
  });
}

/** Looks the order up with one of the compared clients, by one request to the sandbox. */
type LookUp = () => Promise<unknown>;

const ORDER_GET = '/cgi-bin/express/local/business/order/get';
const { appId, appSecret, shopId, deliverySecret } = DEMO_ACCOUNT;

/** Builds a signed request body, which users of the other clients have to build themselves. */
function signedRequest(orderId: string): object {
  return {
    shopid: shopId,
    shop_order_id: orderId,
    delivery_sign: deliverySign(shopId, orderId, deliverySecret),
  };
}

/** Baseline: sends a prepared body by node:http, without signing, and does not parse the answer. */
function bareLookUp(sandboxUrl: string, token: string, orderId: string): LookUp {
  const agent = new http.Agent({ keepAlive: true });
  const url = new URL(`${sandboxUrl}${ORDER_GET}?access_token=${token}`);
  const payload = Buffer.from(JSON.stringify(signedRequest(orderId)));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': payload.length };
  return () =>
    new Promise((resolve, reject) => {
      const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          resolve(text);
        });
      });
      request.on('error', reject);
      request.end(payload);
    });
}

function noDatabase(): never {
  throw new Error('There is no database.');
}

/** Looks up with the product's own client: it signs, sends with a time limit, parses and masks. */
function ourLookUp(sandboxUrl: string, token: string, orderId: string): LookUp {
  const wechat: WeChat = {
    apiBaseUrl: sandboxUrl,
    appSecret: () => Promise.reject(new Error('The token has died.')),
    post: postJson,
    exchange,
    // The token is in `memory` below, so the token collection in the database is never read.
    tokens: {
      documents: createDocuments(noDatabase, COLLECTIONS.tokens, () => undefined),
      cipher: null,
    },
    now: Date.now,
    sleep,
    memory: new Map(),
  };
  const call: Call = {
    caller: { openId: '', appId, source: '' },
    timeLeftMs: () => 2500,
    timeLimitMs: null,
    note: () => undefined,
    count: () => undefined,
  };
  const account = { shopId, shopNo: null, secret: deliverySecret };
  wechat.memory.set(appId, { token, expiresAt: Date.now() + TOKEN_LIFE_MS, deadUntil: 0 });
  return () => getOrder(wechat, account, orderId, call);
}

type MiniProgramService = new (options: object) => {
  readonly expressLocalGetLocalOrder: (
    request: object,
    token: string,
  ) => Promise<{ data: unknown }>;
};

function nestWechatLookUp(installed: string, token: string, orderId: string): LookUp {
  const requireClient = createRequire(path.join(installed, 'package.json'));
  requireClient('reflect-metadata');
  const client = requireClient('nest-wechat') as {
    readonly MiniProgramService: MiniProgramService;
  };
  const service = new client.MiniProgramService({ appId, secret: appSecret });
  return async () => {
    const { data } = await service.expressLocalGetLocalOrder(signedRequest(orderId), token);
    return data;
  };
}

void main(process.argv.slice(2));
