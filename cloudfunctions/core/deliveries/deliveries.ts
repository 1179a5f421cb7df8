import type { DarkMap } from '../../../miniprogram/contract/shop';
import type { Audit } from '../access/audit';
import type { ShopCollections, ShopParts } from '../access/shop-context';
import type { Asking } from '../asking/asking';
import { createQuestionBudget } from '../asking/question-budget';
import type { CallContext } from '../runtime/define-function';
import { createAccountBook } from '../shop/account-book';
import { openWeChat } from '../shop/shop-wechat';
import { listStores } from '../shop/stores';
import type { Database } from '../storage/database';
import { cached } from '../storage/cached';
import { type Shop, darkMapOf } from '../storage/shop-document';

/** Dependencies of look-ups. Each instance of a cloud function has one set. */
export interface Deliveries extends Asking {
  /** Returns the shop's own document. The document may be up to a minute old. */
  readonly shop: () => Promise<Shop>;
  /** Returns the map's dark style; null when none is entered, undefined when it is unreadable. */
  readonly darkMap: (call: Pick<CallContext, 'note'>) => Promise<DarkMap | null | undefined>;
  /** Collections of the shop's limits, and of the keys by which its own system registers orders. */
  readonly collections: Pick<ShopCollections, 'limits' | 'shop'>;
  readonly audit: Pick<Audit, 'logAlongside' | 'logAfter'>;
}

export function createDeliveries(shop: ShopParts, database: () => Database): Deliveries {
  const { collections, audit, now, sleep } = shop;
  return {
    collections,
    documents: collections.deliveries,
    staff: collections.staff,
    accounts: createAccountBook(shop),
    budget: createQuestionBudget(collections.limits, async () => (await shop.shop()).appId, now),
    foundKeys: [],
    stores: cached(() => listStores(collections.stores), now).get,
    shop: shop.shop,
    darkMap: async (call) => {
      try {
        return darkMapOf(await shop.shop());
      } catch {
        call.note({ darkMap: 'failed' });
        return undefined;
      }
    },
    audit,
    wechat: openWeChat(shop, database),
    now,
    sleep,
  };
}
