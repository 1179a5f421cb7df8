import type { Store } from '../../../miniprogram/contract/shop';
import type { ShopContext } from '../access/shop-context';
import type { RobotConnection } from '../providers/robots/robot';
import { postOnce } from '../providers/wechat/post-json';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import { cloudFailureOf } from '../runtime/define-function';
import { readApiBaseUrl } from '../runtime/settings';
import { listStores } from '../shop/stores';
import { createCache, once } from '../storage/cached';
import { type Documents, listAll } from '../storage/documents';
import { type MessageRecipients, NO_RECIPIENTS, readMessageRecipients } from './people';
import { type UsableRobot, usableRobotsIn } from './robots';

/** Dependencies for sending notices about deliveries; created once in each function instance. */
export interface Notices {
  readonly collection: Documents;
  readonly limits: Documents;
  readonly deliveries: Documents;
  readonly staff: Documents;
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  /** Lists the robots that can send. The list may be `maxAgeMs` old; default: a minute. */
  readonly robots: (maxAgeMs?: number) => Promise<readonly UsableRobot[]>;
  /** Lists the people who can get messages; nobody after an error. `maxAgeMs`: as in `robots`. */
  readonly messageRecipients: (maxAgeMs?: number) => Promise<MessageRecipients>;
  readonly wechat: ConnectWeChat;
  readonly robotConnection: () => RobotConnection;
  /** Times (ms since 1970) when notices were stored, by the notice's id and its reason's start. */
  readonly owedAtByKey: Map<string, number>;
  readonly now: () => number;
}

export function openNotices(shop: ShopContext, wechat: ConnectWeChat): Notices {
  const { collections, environment, now, log } = shop;
  // Robots are in the stores' documents. They are decrypted at first use, because this needs a key.
  const storesAndRobotsCache = createCache(async () => {
    const documents = await listAll(collections.stores);
    const stores = await listStores(collections.stores, documents);
    return { stores, robots: once(() => usableRobotsIn(shop, documents)) };
  }, now);
  const cachedRecipients = createCache(() => readMessageRecipients(shop), now);
  const readRecipients = async (maxAgeMs?: number): Promise<MessageRecipients> => {
    // For the function `watch` (`maxAgeMs` 0) the shop is read later, if anybody has messages left.
    const isSwitchedOff = maxAgeMs !== 0 && (await shop.shop()).messageTemplate?.length === 0;
    return isSwitchedOff ? NO_RECIPIENTS : cachedRecipients.get(maxAgeMs);
  };
  return {
    collection: collections.notices,
    limits: collections.limits,
    deliveries: collections.deliveries,
    staff: collections.staff,
    stores: async () => (await storesAndRobotsCache.get()).stores,
    robots: async (maxAgeMs) => (await storesAndRobotsCache.get(maxAgeMs)).robots(),
    messageRecipients: (maxAgeMs) =>
      readRecipients(maxAgeMs).catch((error: unknown) => {
        const { code, logged } = cloudFailureOf(error);
        log({ event: 'messages not read', code, ...logged });
        return NO_RECIPIENTS;
      }),
    wechat,
    robotConnection: once(() => ({ post: postOnce, apiBaseUrl: readApiBaseUrl(environment), now })),
    owedAtByKey: new Map(),
    now,
  };
}
