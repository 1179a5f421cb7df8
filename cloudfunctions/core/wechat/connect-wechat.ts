import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { setTimeout as sleep } from 'timers/promises';
import type { Call } from '../runtime/define-function';
import type { Database } from '../runtime/documents';
import { createDocuments } from '../runtime/documents';
import { held } from '../runtime/held';
import type { Log } from '../runtime/log';
import { createAccessTokens } from './access-token';
import { createAskWeChat } from './ask-wechat';
import { boundedStore } from './bounded-store';
import type { GetBoundShops } from './bound-shops';
import { createGetBoundShops } from './bound-shops';
import type { GetOrder } from './get-order';
import { createGetOrder } from './get-order';
import { postJson } from './post-json';
import type { GetQuota } from './quota';
import { createGetQuota } from './quota';
import type { TokenStore } from './token-store';
import { createTokenStore } from './token-store';

/** Of the few seconds that a look-up may take, the token's store gets no more than this at a time. */
const STORE_LIMIT_MS = 1000;
/** About as long as a call lasts: one that needs the token twice reads the AppSecret once. */
const SECRET_HELD_MS = 10_000;

interface Surroundings {
  readonly apiBaseUrl: string;
  /** Of a mini-program, by its AppID. */
  readonly appSecret: (appId: string) => Promise<string>;
  readonly database: () => Database;
  readonly now: () => number;
  readonly log: Log;
}

/** WeChat as an instance of a function asks it. */
export interface WeChat {
  readonly getOrder: GetOrder;
  /** Sees to it that the token is at hand, while other things are being read. */
  readonly prepare: (call: Call) => Promise<unknown>;
  /** Asks for the token anew, to see whether WeChat gives it. */
  readonly obtainToken: (call: Call) => Promise<unknown>;
  readonly boundShops: GetBoundShops;
  readonly quota: GetQuota;
}

/** Over the network, with the token that all instances share. The mini-program is the caller's. */
export function connectWeChat({ database, appSecret, log, ...rest }: Surroundings): WeChat {
  const connections = new Map<string, WeChat>();
  const connectionFor = ({ caller: { appId } }: Call): WeChat => {
    const known = connections.get(appId);
    if (known !== undefined) return known;
    const documents = createDocuments(database, COLLECTIONS.tokens, log);
    const store = createTokenStore(documents, appId);
    const connection = connectMiniProgram({
      ...rest,
      appId,
      appSecret: () => appSecret(appId),
      store,
    });
    connections.set(appId, connection);
    return connection;
  };
  return {
    getOrder: (account, orderId, call) => connectionFor(call).getOrder(account, orderId, call),
    prepare: (call) => connectionFor(call).prepare(call),
    obtainToken: (call) => connectionFor(call).obtainToken(call),
    boundShops: (call) => connectionFor(call).boundShops(call),
    quota: (call) => connectionFor(call).quota(call),
  };
}

interface OneMiniProgram {
  readonly appId: string;
  readonly appSecret: () => Promise<string>;
  readonly apiBaseUrl: string;
  readonly store: TokenStore;
  readonly now: () => number;
}

/** WeChat for one mini-program, whoever asks. */
function connectMiniProgram({ appId, appSecret, apiBaseUrl, store, now }: OneMiniProgram): WeChat {
  const secret = held(appSecret, now);
  const tokens = createAccessTokens({
    miniProgram: { appId, appSecret: () => secret.get(SECRET_HELD_MS) },
    apiBaseUrl,
    post: postJson,
    store: boundedStore(store, STORE_LIMIT_MS),
    now,
    sleep,
  });
  const parts = { apiBaseUrl, tokens, post: postJson };
  const ask = createAskWeChat(parts);
  return {
    getOrder: createGetOrder({ ...parts, now }),
    prepare: (call) => tokens.current(call),
    obtainToken: (call) => tokens.obtain(call),
    boundShops: createGetBoundShops(ask),
    quota: createGetQuota(ask),
  };
}
