import { createRequire } from 'node:module';
import http from 'node:http';
import path from 'node:path';
import type { Call } from '../../cloudfunctions/core/runtime/define-function';
import { deliverySign } from '../../cloudfunctions/core/wechat/delivery-sign';
import { createGetOrder } from '../../cloudfunctions/core/wechat/get-order';
import { postJson } from '../../cloudfunctions/core/wechat/post-json';
import { DEMO_ACCOUNT } from '../sandbox/account';

/** One way to look an order up: asks the sandbox once, with a token at hand. */
export type LookUp = () => Promise<unknown>;

const ORDER_GET = '/cgi-bin/express/local/business/order/get';
const { appId, appSecret, shopId, deliverySecret } = DEMO_ACCOUNT;

/** A signed request, as everybody who uses a client other than ours has to make it. */
function signedRequest(orderId: string): object {
  return {
    shopid: shopId,
    shop_order_id: orderId,
    delivery_sign: deliverySign(shopId, orderId, deliverySecret),
  };
}

/** The least that can be sent and received: a body made beforehand, the answer's text, nothing signed and nothing read. */
export function bareLookUp(sandboxUrl: string, token: string, orderId: string): LookUp {
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

/** Our client: signs, sends within a time limit, parses, decides and masks. */
export function ourLookUp(sandboxUrl: string, token: string, orderId: string): LookUp {
  const getOrder = createGetOrder({
    apiBaseUrl: sandboxUrl,
    tokens: {
      current: () => Promise.resolve(token),
      replace: () => Promise.reject(new Error('The token has died.')),
    },
    post: postJson,
    now: Date.now,
  });
  const call: Call = {
    caller: { openId: '', appId, source: '' },
    timeLeftMs: () => 2500,
    timeLimitMs: null,
    note: () => undefined,
    count: () => undefined,
  };
  const account = { shopId, shopNo: null, secret: deliverySecret };
  return () => getOrder(account, orderId, call);
}

interface NestWechat {
  readonly MiniProgramService: new (options: object) => {
    readonly expressLocalGetLocalOrder: (
      request: object,
      token: string,
    ) => Promise<{ data: unknown }>;
  };
}

export function nestWechatLookUp(installed: string, token: string, orderId: string): LookUp {
  const requirePeer = createRequire(path.join(installed, 'package.json'));
  requirePeer('reflect-metadata');
  const { MiniProgramService } = requirePeer('nest-wechat') as NestWechat;
  const service = new MiniProgramService({ appId, secret: appSecret });
  return async () => {
    const { data } = await service.expressLocalGetLocalOrder(signedRequest(orderId), token);
    return data;
  };
}

type EasyWechat = new (options: object) => {
  readonly getClient: () => {
    readonly postJson: (path: string, request: object) => Promise<{ toObject: () => unknown }>;
  };
};

/** It fetches its own token at the first call, and keeps it in a file where the process runs. */
export function nodeEasywechatLookUp(installed: string, orderId: string): LookUp {
  const requirePeer = createRequire(path.join(installed, 'package.json'));
  const MiniApp = requirePeer('node-easywechat/dist/MiniApp/Application') as EasyWechat;
  const options = { app_id: appId, secret: appSecret, use_stable_access_token: true };
  const client = new MiniApp(options).getClient();
  return async () => (await client.postJson(ORDER_GET, signedRequest(orderId))).toObject();
}
