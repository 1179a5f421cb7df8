import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { setTimeout as sleep } from 'timers/promises';
import type { Call } from '../../runtime/define-function';
import type { Database, Documents } from '../../storage/documents';
import { createDocuments } from '../../storage/documents';
import type { Held } from '../../storage/held';
import { held } from '../../storage/held';
import type { Log } from '../../runtime/log';
import type { PostJson } from './post-json';
import { postJson } from './post-json';
import type { Token } from './stored-token';

/** Parts that an instance of a function asks WeChat with. */
export interface WeChat {
  readonly apiBaseUrl: string;
  /**
   * Reads the AppSecret of a mini-program, by its AppID. Only a fetch of the token needs it, which
   * is rare.
   */
  readonly appSecret: (appId: string) => Promise<string>;
  readonly post: PostJson;
  /** Token documents that all instances share. */
  readonly tokens: Documents;
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Memory of this instance for each mini-program, by its AppID. */
  readonly memory: Map<string, MiniProgramMemory>;
}

/** Memory of an instance for one mini-program. */
export interface MiniProgramMemory {
  token: Token | null;
  readonly secret: Held<string>;
}

type Surroundings = Pick<WeChat, 'apiBaseUrl' | 'appSecret' | 'now'> & {
  readonly database: () => Database;
  readonly log: Log;
};

/** Connects to WeChat over the network, with the token that all instances share. */
export function connectWeChat({ database, log, ...given }: Surroundings): WeChat {
  const tokens = createDocuments(database, COLLECTIONS.tokens, log);
  return { ...given, tokens, post: postJson, sleep, memory: new Map() };
}

/** Finds the memory for the caller's mini-program; each has a token and a secret of its own. */
export function memoryOf(wechat: WeChat, { caller: { appId } }: Call): MiniProgramMemory {
  const known = wechat.memory.get(appId);
  if (known !== undefined) return known;
  const fresh = { token: null, secret: held(() => wechat.appSecret(appId), wechat.now) };
  wechat.memory.set(appId, fresh);
  return fresh;
}
