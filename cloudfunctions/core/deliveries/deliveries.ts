import type { DarkMap } from '../../../miniprogram/contract/shop';
import type { Audit } from '../access/audit';
import type { ShopCollections, ShopContext } from '../access/shop-context';
import type { AskContext } from '../asking/asking';
import { createQuestionBudget } from '../asking/question-budget';
import { openNotices } from '../notices/notices';
import type { CallContext } from '../runtime/define-function';
import { createAccountBook } from '../shop/account-book';
import { listMiniPrograms } from '../shop/mini-programs';
import { openWeChat } from '../shop/shop-wechat';
import { createCache } from '../storage/cached';
import type { Database } from '../storage/database';
import { type Shop, darkMapOf } from '../storage/shop-document';

/** Collections, clocks and caches for look-ups and boards, created once in each instance. */
export interface Deliveries extends AskContext {
  readonly shop: () => Promise<Shop>;
  /** Returns the map's dark style; null if the shop has none, undefined if it is unreadable. */
  readonly darkMap: (call: Pick<CallContext, 'note'>) => Promise<DarkMap | null | undefined>;
  /** Collections that hold limits, keys of the merchant's own system, and mini-programs. */
  readonly collections: Pick<ShopCollections, 'limits' | 'shop' | 'miniPrograms'>;
  /** Lists AppIDs of mini-programs whose paid orders are read. The list may be a minute old. */
  readonly paidAppIds: () => Promise<readonly string[]>;
  /** Times (ms since 1970) of this instance's last reading of paid orders, by AppID. */
  readonly paidReadAt: Map<string, number>;
  readonly audit: Pick<Audit, 'logAround' | 'logAfter'>;
}

export function createDeliveries(context: ShopContext, database: () => Database): Deliveries {
  const { collections, audit, now, sleep } = context;
  const cachedPaidAppIds = createCache(async () => {
    const { ours } = await listMiniPrograms(context);
    return ours.filter(({ paidOrders }) => paidOrders.isOn).map(({ appId }) => appId);
  }, now);
  const wechat = openWeChat(context, database);
  const notices = openNotices(context, wechat);
  return {
    collections,
    documents: collections.deliveries,
    staff: collections.staff,
    accounts: createAccountBook(context),
    budget: createQuestionBudget(collections.limits, async () => (await context.shop()).appId, now),
    foundTargetKeys: [],
    paidAppIds: () => cachedPaidAppIds.get(),
    paidReadAt: new Map(),
    stores: notices.stores,
    notices,
    shop: context.shop,
    darkMap: async (call) => {
      try {
        return darkMapOf(await context.shop());
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
