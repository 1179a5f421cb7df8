import type { Store } from '../../../miniprogram/contract/shop';
import type { Database, Documents } from '../storage/documents';
import { held, once } from '../storage/held';
import { hasSettingsKey, readApiBaseUrl } from '../runtime/settings';
import type { AccountBook } from '../shop/account-book';
import { createAccountBook } from '../shop/account-book';
import { decryptAppSecret } from '../shop/app-secret';
import type { Audit } from '../access/audit';
import type { ShopParts } from '../access/shop-context';
import { listStores } from '../shop/stores';
import type { WeChat } from '../providers/wechat/wechat';
import { connectWeChat } from '../providers/wechat/wechat';

/** Dependencies of look-ups, one set for each instance of a cloud function. */
export interface Deliveries {
  /** Collection of delivery records, whose document ids are order ids. */
  readonly documents: Documents;
  readonly staff: Documents;
  readonly accounts: AccountBook;
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  readonly audit: Pick<Audit, 'add'>;
  /**
   * Returns the connection to WeChat. It is created on first use, so that a stranger is refused
   * before any setting is read.
   */
  readonly wechat: () => WeChat;
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Creates the dependencies of look-ups from those of the shop's actions. */
export function openDeliveries(shop: ShopParts, database: () => Database): Deliveries {
  const { collections, audit, encryption, environment, now, sleep, log } = shop;
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
        cipher: hasSettingsKey(environment) ? encryption() : null,
        now,
        log,
      }),
    ),
    now,
    sleep,
  };
}
