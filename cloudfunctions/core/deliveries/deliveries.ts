import type { DarkMap } from '../../../miniprogram/contract/shop';
import type { Audit } from '../access/audit';
import type { ShopCollections, ShopParts } from '../access/shop-context';
import type { AskContext } from '../asking/asking';
import { createQuestionBudget } from '../asking/question-budget';
import { openNotices } from '../notices/notices';
import type { CallContext } from '../runtime/define-function';
import { createAccountBook } from '../shop/account-book';
import { listMiniPrograms } from '../shop/mini-programs';
import { openWeChat } from '../shop/shop-wechat';
import { cached } from '../storage/cached';
import type { Database } from '../storage/database';
import { type Shop, darkMapOf } from '../storage/shop-document';

/** Dependencies of look-ups and the board. Each instance of a cloud function has one set. */
export interface Deliveries extends AskContext {
  readonly shop: () => Promise<Shop>;
  /** Returns the map's dark style; null when none is entered, undefined when it is unreadable. */
  readonly darkMap: (call: Pick<CallContext, 'note'>) => Promise<DarkMap | null | undefined>;
  /** Collections of limits, of the keys of the merchant's own system, and of mini-programs. */
  readonly collections: Pick<ShopCollections, 'limits' | 'shop' | 'miniPrograms'>;
  /** AppIDs of the mini-programs whose paid orders are read; up to a minute old. */
  readonly paidAppIds: () => Promise<readonly string[]>;
  /** Times (ms) when this instance last tried to read a mini-program's paid orders, by AppID. */
  readonly paidLookedAt: Map<string, number>;
  readonly audit: Pick<Audit, 'logAround' | 'logAfter'>;
}

export function createDeliveries(shop: ShopParts, database: () => Database): Deliveries {
  const { collections, audit, now, sleep } = shop;
  const switchedOn = cached(async () => {
    const { ours } = await listMiniPrograms(shop);
    return ours.filter(({ paidOrders }) => paidOrders.isOn).map(({ appId }) => appId);
  }, now);
  const wechat = openWeChat(shop, database);
  const notices = openNotices(shop, wechat);
  return {
    collections,
    documents: collections.deliveries,
    staff: collections.staff,
    accounts: createAccountBook(shop),
    budget: createQuestionBudget(collections.limits, async () => (await shop.shop()).appId, now),
    foundTargetKeys: [],
    paidAppIds: () => switchedOn.get(),
    paidLookedAt: new Map(),
    stores: notices.stores,
    notices,
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
    wechat,
    now,
    sleep,
  };
}
