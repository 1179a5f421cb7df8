import type { Store } from '../../../miniprogram/contract/shop';
import type { ShopParts } from '../access/shop-context';
import type { RobotConnection } from '../providers/robots/robot';
import { postOnce } from '../providers/wechat/post-json';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import { cloudFailureOf } from '../runtime/define-function';
import { readApiBaseUrl } from '../runtime/settings';
import { listStores } from '../shop/stores';
import { cached, once } from '../storage/cached';
import type { Documents } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { type OpenMessages, CLOSED, openMessages } from './people';
import { type OpenRobot, openRobotsIn } from './robots';

/** Dependencies for telling people about deliveries. Each function instance has one set. */
export interface Notices {
  readonly collection: Documents;
  readonly limits: Documents;
  readonly deliveries: Documents;
  readonly staff: Documents;
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  /** Lists the robots that can be told. The list may be `maxAgeMs` old; default: a minute. */
  readonly robots: (maxAgeMs?: number) => Promise<readonly OpenRobot[]>;
  /** Reads who can get a message, as old as `robots`; nobody if it cannot be read. */
  readonly messages: (maxAgeMs?: number) => Promise<OpenMessages>;
  readonly wechat: ConnectWeChat;
  readonly connect: () => RobotConnection;
  /** Times when notices were owed, by their id, as far as this instance knows them. */
  readonly owedAt: Map<string, number>;
  readonly now: () => number;
}

export function openNotices(shop: ShopParts, wechat: ConnectWeChat): Notices {
  const { collections, environment, now, log } = shop;
  // One reading of the stores serves both lists. Robots need a key, so they are read at first use.
  const known = cached(async () => {
    const documents = await listAll(collections.stores);
    const stores = await listStores(collections.stores, documents);
    return { stores, robots: once(() => openRobotsIn(shop, documents)) };
  }, now);
  const open = cached(() => openMessages(shop), now);
  const readMessages = async (maxAgeMs?: number): Promise<OpenMessages> => {
    // Calls by people know the shop's document already. The timer's turn mostly ends without it.
    const isClosed = maxAgeMs !== 0 && (await shop.shop()).messageTemplate?.length === 0;
    return isClosed ? CLOSED : open.get(maxAgeMs);
  };
  return {
    collection: collections.notices,
    limits: collections.limits,
    deliveries: collections.deliveries,
    staff: collections.staff,
    stores: async () => (await known.get()).stores,
    robots: async (maxAgeMs) => (await known.get(maxAgeMs)).robots(),
    // What cannot be read keeps no robot waiting.
    messages: (maxAgeMs) =>
      readMessages(maxAgeMs).catch((error: unknown) => {
        const { code, logged } = cloudFailureOf(error);
        log({ event: 'messages not read', code, ...logged });
        return CLOSED;
      }),
    wechat,
    connect: once(() => ({ post: postOnce, apiBaseUrl: readApiBaseUrl(environment), now })),
    owedAt: new Map(),
    now,
  };
}
