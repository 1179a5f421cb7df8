import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { Database } from '../../storage/database';
import { createDocuments } from '../../storage/documents';
import type { Log } from '../../runtime/log';
import {
  type GetJson,
  type PostBody,
  type PostJson,
  getJson,
  postBody,
  postJson,
  postOnce,
} from './post-json';
import type { Token, TokenStore } from './stored-token';

/** Connection to WeChat for one mini-program. */
export interface WeChat extends Connection {
  readonly appId: string;
}

export type ConnectWeChat = (appId: string) => WeChat;

/** What the connections of all mini-programs share, created once in each function instance. */
interface Connection {
  readonly apiBaseUrl: string;
  readonly appSecret: (appId: string) => Promise<string>;
  /** Returns the name of a mini-program; empty when it is unknown. */
  readonly nameOf: (appId: string) => Promise<string>;
  readonly post: PostJson;
  readonly get: GetJson;
  readonly postOnce: PostJson;
  readonly postBody: PostBody;
  readonly tokens: TokenStore;
  readonly now: () => number;
  /** Access tokens by the AppID of their mini-program. */
  readonly tokensInMemory: Map<string, Token>;
}

type ConnectionDependencies = Pick<Connection, 'apiBaseUrl' | 'appSecret' | 'nameOf' | 'now'> &
  Pick<TokenStore, 'encryption'> & { readonly database: () => Database; readonly log: Log };

export function connectWeChat(dependencies: ConnectionDependencies): ConnectWeChat {
  const { database, log, encryption, ...givenSettings } = dependencies;
  const tokens = { documents: createDocuments(database, COLLECTIONS.tokens, log), encryption };
  const requests = { post: postJson, get: getJson, postOnce, postBody };
  const shared = { ...givenSettings, ...requests, tokens, tokensInMemory: new Map() };
  return (appId) => ({ ...shared, appId });
}
