import type { Store } from '../../../miniprogram/contract/shop';
import type { ShopParts } from '../access/shop-context';
import type { RobotConnection } from '../providers/robots/robot';
import { postOnce } from '../providers/wechat/post-json';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import { cloudFailureOf } from '../runtime/define-function';
import { readApiBaseUrl } from '../runtime/settings';
import { listStores } from '../shop/stores';
import { cached, once } from '../storage/cached';
import { type Documents, listAll } from '../storage/documents';
import { type MessageRecipients, NO_RECIPIENTS, readMessageRecipients } from './people';
import { type UsableRobot, usableRobotsIn } from './robots';

/** Dependencies for sending notices about deliveries. Each function instance has one set. */
export interface Notices {
  readonly collection: Documents;
  readonly limits: Documents;
  readonly deliveries: Documents;
  readonly staff: Documents;
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  /** Lists the robots that can send. The list may be `maxAgeMs` old; default: a minute. */
  readonly robots: (maxAgeMs?: number) => Promise<readonly UsableRobot[]>;
  /** Lists people who can get messages, as old as `robots`; nobody if they cannot be read. */
  readonly messages: (maxAgeMs?: number) => Promise<MessageRecipients>;
  readonly wechat: ConnectWeChat;
  readonly robotConnection: () => RobotConnection;
  /** Times when notices became owed, as far as this instance remembers. Key: id and beginning. */
  readonly owedAt: Map<string, number>;
  readonly now: () => number;
}

export function openNotices(shop: ShopParts, wechat: ConnectWeChat): Notices {
  const { collections, environment, now, log } = shop;
  // One reading of the stores serves both lists. Robots need a key, so they are read at first use.
  const storesAndRobots = cached(async () => {
    const documents = await listAll(collections.stores);
    const stores = await listStores(collections.stores, documents);
    return { stores, robots: once(() => usableRobotsIn(shop, documents)) };
  }, now);
  const recipients = cached(() => readMessageRecipients(shop), now);
  const readMessages = async (maxAgeMs?: number): Promise<MessageRecipients> => {
    // In calls by people the shop's document is cached. The timer (0) seldom needs the document.
    const isClosed = maxAgeMs !== 0 && (await shop.shop()).messageTemplate?.length === 0;
    return isClosed ? NO_RECIPIENTS : recipients.get(maxAgeMs);
  };
  return {
    collection: collections.notices,
    limits: collections.limits,
    deliveries: collections.deliveries,
    staff: collections.staff,
    stores: async () => (await storesAndRobots.get()).stores,
    robots: async (maxAgeMs) => (await storesAndRobots.get(maxAgeMs)).robots(),
    // If the people cannot be read, the robots still send.
    messages: (maxAgeMs) =>
      readMessages(maxAgeMs).catch((error: unknown) => {
        const { code, logged } = cloudFailureOf(error);
        log({ event: 'messages not read', code, ...logged });
        return NO_RECIPIENTS;
      }),
    wechat,
    robotConnection: once(() => ({ post: postOnce, apiBaseUrl: readApiBaseUrl(environment), now })),
    owedAt: new Map(),
    now,
  };
}
