import type { Store } from '../../../miniprogram/contract/shop';
import type { ShopParts } from '../access/shop-context';
import type { RobotConnection } from '../providers/robots/send-text';
import { postOnce } from '../providers/wechat/post-json';
import { readApiBaseUrl } from '../runtime/settings';
import { listStores } from '../shop/stores';
import { cached, once } from '../storage/cached';
import type { Documents } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { type OpenRobot, openRobotsIn } from './robots';

/** Dependencies for telling people about deliveries. Each function instance has one set. */
export interface Notices {
  readonly collection: Documents;
  readonly limits: Documents;
  readonly deliveries: Documents;
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  /** Lists the robots that can be told. The list may be `maxAgeMs` old; default: a minute. */
  readonly robots: (maxAgeMs?: number) => Promise<readonly OpenRobot[]>;
  /** Connects to the robots. This happens at the first message. */
  readonly connect: () => RobotConnection;
  /** Times when notices were owed, by their id, as far as this instance knows them. */
  readonly owedAt: Map<string, number>;
  readonly now: () => number;
}

export function openNotices(shop: ShopParts): Notices {
  const { collections, environment, now } = shop;
  // One reading of the stores serves both lists. Robots need a key, so they are read at first use.
  const known = cached(async () => {
    const documents = await listAll(collections.stores);
    const stores = await listStores(collections.stores, documents);
    return { stores, robots: once(() => openRobotsIn(shop, documents)) };
  }, now);
  return {
    collection: collections.notices,
    limits: collections.limits,
    deliveries: collections.deliveries,
    stores: async () => (await known.get()).stores,
    robots: async (maxAgeMs) => (await known.get(maxAgeMs)).robots(),
    connect: once(() => ({ post: postOnce, apiBaseUrl: readApiBaseUrl(environment), now })),
    owedAt: new Map(),
    now,
  };
}
