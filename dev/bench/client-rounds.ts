import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import {
  signDelivery,
  getOrder,
} from '../../cloudfunctions/core/providers/wechat-instant/get-order';
import { connectWeChat } from '../../cloudfunctions/core/providers/wechat/wechat';
import type { CallContext } from '../../cloudfunctions/core/runtime/define-function';
import { createEncryption } from '../../cloudfunctions/core/secrets/encryption';
import { DEMO_ACCOUNT } from '../sandbox/account';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import { median, report, timesOf } from './figures';

const WARM_UP_ROUNDS = 2000;
const ROUNDS = 4000;

/** Looks the order up by one request to the sandbox. */
type LookUp = () => Promise<unknown>;

const { appId, appSecret, shopId, deliverySecret } = DEMO_ACCOUNT;

/**
 * Measures both clients on one order, in a process that client.ts starts: by turns, so that other
 * load on the machine affects both. Prints the report as JSON.
 */
async function main([url = '', orderId = '', order = '', atMost = '']: readonly string[]) {
  const { token, lookUp } = await ourClient(url, orderId);
  const bare = { lookUp: bareClient(url, orderId, token), ms: [] as number[] };
  const ours = { lookUp, ms: [] as number[] };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const { lookUp: measured, ms } of [bare, ours]) {
      const startedAt = performance.now();
      const answer = await measured();
      if (round >= 0) ms.push(performance.now() - startedAt);
      else if (!/301|delivering/.test(JSON.stringify(answer))) throw new Error('No such order.');
    }
  }
  const toBare = { is: median(ours.ms) / median(bare.ms), atMost: Number(atMost) };
  const title = `One look-up of ${order}, with a token at hand, ${ROUNDS} of each kind, in turns:`;
  const measured = report(title, {
    'bare keep-alive node:http': timesOf(bare.ms),
    'our client': { ...timesOf(ours.ms), 'p50 to bare': toBare },
  });
  // Keep-alive connections would otherwise keep the process running.
  process.stdout.write(JSON.stringify(measured), () => process.exit());
}

/** Baseline: sends a prepared body by node:http, without signing, and does not parse the answer. */
function bareClient(sandboxUrl: string, orderId: string, token: string): LookUp {
  const agent = new http.Agent({ keepAlive: true });
  const path = '/cgi-bin/express/local/business/order/get';
  const url = new URL(`${sandboxUrl}${path}?access_token=${token}`);
  const delivery_sign = signDelivery(shopId, orderId, deliverySecret);
  const body = { shopid: shopId, shop_order_id: orderId, delivery_sign };
  const payload = Buffer.from(JSON.stringify(body));
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

/** Product's own client, which signs, sends with a time limit, parses and masks; and its token. */
async function ourClient(apiBaseUrl: string, orderId: string) {
  const connect = connectWeChat({
    apiBaseUrl,
    appSecret: () => Promise.resolve(appSecret),
    nameOf: () => Promise.resolve(''),
    // Without a database, it fetches a token for itself and keeps that in memory.
    database: () => {
      throw new Error('There is no database.');
    },
    encryption: () => createEncryption({ current: randomBytes(32), previous: null }),
    log: () => undefined,
    now: Date.now,
  });
  const wechat = connect(appId);
  const call: CallContext = {
    caller: { openId: '', appId: STAFF_MINI_PROGRAM.appId, source: '' },
    timeLeftMs: () => 2500,
    timeLimitMs: null,
    note: () => undefined,
    count: () => undefined,
  };
  const account = { shopId, shopNo: null, secret: deliverySecret };
  const lookUp: LookUp = () => getOrder(wechat, account, { orderId }, call);
  await lookUp();
  return { lookUp, token: wechat.tokensInMemory.get(appId)?.token ?? '' };
}

void main(process.argv.slice(2));
