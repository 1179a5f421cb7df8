import { setTimeout as sleep } from 'timers/promises';
import type { Database } from '../runtime/documents';
import { createDocuments } from '../runtime/documents';
import type { Log } from '../runtime/log';
import type { Settings } from '../runtime/settings';
import { createAccessTokens } from './access-token';
import { boundedStore } from './bounded-store';
import type { GetOrder } from './get-order';
import { createGetOrder } from './get-order';
import { postJson } from './post-json';
import { createTokenStore } from './token-store';

/** Of the few seconds that a look-up may take, the token's store gets no more than this at a time. */
const STORE_LIMIT_MS = 1000;

interface Surroundings {
  readonly settings: Settings;
  readonly database: () => Database;
  readonly now: () => number;
  readonly log: Log;
}

/** WeChat's order look-up as an instance of a function uses it: over the network, with the token that all instances share. */
export function connectWeChat({ settings, database, now, log }: Surroundings): GetOrder {
  const documents = createDocuments(database, 'tokens', log);
  const store = boundedStore(createTokenStore(documents, settings.appId), STORE_LIMIT_MS);
  const tokens = createAccessTokens({ settings, post: postJson, store, now, sleep });
  return createGetOrder({ settings, tokens, post: postJson, now });
}
