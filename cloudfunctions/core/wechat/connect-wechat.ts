import { setTimeout as sleep } from 'timers/promises';
import type { Call } from '../runtime/define-function';
import type { Database } from '../runtime/documents';
import { createDocuments } from '../runtime/documents';
import { held } from '../runtime/held';
import type { Log } from '../runtime/log';
import { createAccessTokens } from './access-token';
import { boundedStore } from './bounded-store';
import type { GetOrder } from './get-order';
import { createGetOrder } from './get-order';
import { postJson } from './post-json';
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

/** WeChat's order look-up as an instance of a function uses it. */
export interface WeChat {
  readonly getOrder: GetOrder;
  /** Sees to it that the token is at hand, while other things are being read. */
  readonly prepare: (call: Call) => Promise<unknown>;
}

/** Over the network, with the token that all instances share. The mini-program is the caller's. */
export function connectWeChat(surroundings: Surroundings): WeChat {
  const connections = new Map<string, WeChat>();
  const connectionFor = ({ caller: { appId } }: Call): WeChat => {
    const known = connections.get(appId);
    if (known !== undefined) return known;
    const connection = connect(appId, surroundings);
    connections.set(appId, connection);
    return connection;
  };
  return {
    getOrder: (account, orderId, call) => connectionFor(call).getOrder(account, orderId, call),
    prepare: (call) => connectionFor(call).prepare(call),
  };
}

function connect(
  appId: string,
  { apiBaseUrl, appSecret, database, now, log }: Surroundings,
): WeChat {
  const documents = createDocuments(database, 'tokens', log);
  const secret = held(() => appSecret(appId), now);
  const tokens = createAccessTokens({
    miniProgram: { appId, appSecret: () => secret.get(SECRET_HELD_MS) },
    apiBaseUrl,
    post: postJson,
    store: boundedStore(createTokenStore(documents, appId), STORE_LIMIT_MS),
    now,
    sleep,
  });
  return {
    getOrder: createGetOrder({ apiBaseUrl, tokens, post: postJson, now }),
    prepare: (call) => tokens.current(call),
  };
}
