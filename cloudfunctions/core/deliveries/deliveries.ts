import { setTimeout as sleep } from 'timers/promises';
import type { Store } from '../../../miniprogram/contract/shop';
import type { Database, Documents } from '../storage/documents';
import { held, once } from '../storage/held';
import { readApiBaseUrl } from '../runtime/settings';
import type { AccountBook } from '../shop/account-book';
import { createAccountBook } from '../shop/account-book';
import { decryptAppSecret } from '../shop/app-secret';
import type { Audit } from '../access/audit';
import type { ShopParts } from '../access/shop-context';
import { listStores } from '../shop/stores';
import type { WeChat } from '../providers/wechat/wechat';
import { connectWeChat } from '../providers/wechat/wechat';

/** Parts that an instance of a function looks deliveries up with. */
export interface Deliveries {
  /** Delivery records, by order id. */
  readonly documents: Documents;
  readonly staff: Documents;
  readonly accounts: AccountBook;
  /** Lists the shop's stores, as they were at most a minute ago. */
  readonly stores: () => Promise<readonly Store[]>;
  readonly audit: Pick<Audit, 'add'>;
  /** Connects to WeChat on first use: a stranger is refused before any setting is read. */
  readonly wechat: () => WeChat;
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Opens the shop's deliveries. */
export function openDeliveries(shop: ShopParts, database: () => Database): Deliveries {
  const { collections, audit, environment, now, log } = shop;
  return {
    documents: collections.deliveries,
    staff: collections.staff,
    accounts: createAccountBook(shop),
    stores: held(() => listStores(collections.stores), now).get,
    audit,
    wechat: once(() =>
      connectWeChat({
        apiBaseUrl: readApiBaseUrl(environment),
        appSecret: (appId) => decryptAppSecret(shop, appId),
        database,
        now,
        log,
      }),
    ),
    now,
    sleep,
  };
}
