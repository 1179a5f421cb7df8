import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { setTimeout as sleep } from 'timers/promises';
import type { Database } from '../../storage/database';
import { createDocuments } from '../../storage/documents';
import type { Log } from '../../runtime/log';
import { type PostBody, type PostJson, postBody, postJson } from './post-json';
import type { Token, TokenStore } from './stored-token';

export interface WeChat extends Connection {
  readonly appId: string;
}

/** Returns the connection that asks WeChat in the name of the mini-program `appId`. */
export type ConnectWeChat = (appId: string) => WeChat;

/** Parts of a connection that all mini-programs share, made once for each function instance. */
interface Connection {
  readonly apiBaseUrl: string;
  /** Reads the AppSecret of a mini-program; needed only to fetch an access token, which is rare. */
  readonly appSecret: (appId: string) => Promise<string>;
  /** Returns the name of a mini-program, for failure messages; empty when the name is unknown. */
  readonly nameOf: (appId: string) => Promise<string>;
  readonly post: PostJson;
  /** Sends a signed body unchanged, byte for byte. */
  readonly postBody: PostBody;
  readonly tokens: TokenStore;
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Access tokens that this instance keeps in memory, by the AppID of the mini-program. */
  readonly tokensInMemory: Map<string, Token>;
}

type Surroundings = Pick<Connection, 'apiBaseUrl' | 'appSecret' | 'nameOf' | 'now'> &
  Pick<TokenStore, 'encryption'> & {
    readonly database: () => Database;
    readonly log: Log;
  };

export function connectWeChat({
  database,
  log,
  encryption,
  ...given
}: Surroundings): ConnectWeChat {
  const tokens = { documents: createDocuments(database, COLLECTIONS.tokens, log), encryption };
  const shared = { ...given, tokens, post: postJson, postBody, sleep, tokensInMemory: new Map() };
  return (appId) => ({ ...shared, appId });
}
