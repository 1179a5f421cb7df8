import type { DarkMap } from '../../../miniprogram/contract/dark-map';
import type { Store } from '../../../miniprogram/contract/shop';
import type { Database } from '../storage/database';
import type { Documents } from '../storage/documents';
import { held } from '../storage/held';
import type { Shop } from '../storage/shop-document';
import { darkMapOf } from '../storage/shop-document';
import type { Call } from '../runtime/define-function';
import type { AccountBook } from '../shop/account-book';
import { createAccountBook } from '../shop/account-book';
import { openWeChat } from '../shop/shop-wechat';
import type { Audit } from '../access/audit';
import type { ShopParts } from '../access/shop-context';
import { listStores } from '../shop/stores';
import type { QuestionBudget } from './question-budget';
import { createQuestionBudget } from './question-budget';
import type { WeChat } from '../providers/wechat/wechat';

/** Dependencies of look-ups, one set for each instance of a cloud function. */
export interface Deliveries {
  /** Collection of delivery records, whose document ids are order ids. */
  readonly documents: Documents;
  readonly staff: Documents;
  readonly accounts: AccountBook;
  /** The shop's budget of questions to WeChat. */
  readonly budget: QuestionBudget;
  /** What the next look-up of a person counts, by openid (question-limits.ts). */
  readonly uncounted: Map<string, Uncounted>;
  /** Keys of the look-up targets that have found an order, the latest first; at most 20. */
  readonly lastFound: string[];
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  /** Returns the shop's own document. It may be up to a minute old. */
  readonly shop: () => Promise<Shop>;
  readonly audit: Pick<Audit, 'alongside' | 'after'>;
  /**
   * Returns the connection to WeChat. It is created on first use, so that a stranger is refused
   * before any setting is read.
   */
  readonly wechat: () => WeChat;
  readonly now: () => number;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** What is not counted yet of a person's look-ups, to save requests to the database. */
export interface Uncounted {
  /** Questions that are never refused. */
  readonly questions: number;
  /** Start of the window in which one use of `unknown-id` is to be taken back; or undefined. */
  readonly unknownIdSince: unknown;
}

/** Creates the dependencies of look-ups from those of the shop's actions. */
export function openDeliveries(shop: ShopParts, database: () => Database): Deliveries {
  const { collections, audit, now, sleep } = shop;
  return {
    documents: collections.deliveries,
    staff: collections.staff,
    accounts: createAccountBook(shop),
    budget: createQuestionBudget(collections.limits, now),
    uncounted: new Map(),
    lastFound: [],
    stores: held(() => listStores(collections.stores), now).get,
    shop: shop.shop,
    audit,
    wechat: openWeChat(shop, database),
    now,
    sleep,
  };
}

/**
 * Lists the shop's stores for an answer that can do without them: when they cannot be read,
 * deliveries are shown without their store.
 */
export async function storesIfReadable(
  { stores }: Deliveries,
  call: Pick<Call, 'note'>,
): Promise<readonly Store[]> {
  try {
    return await stores();
  } catch {
    call.note({ storeList: 'failed' });
    return [];
  }
}

/**
 * Returns the dark style for the map for an answer that can do without it; null where the owner has
 * entered none, undefined when that cannot be read.
 */
export async function darkMapIfReadable(
  { shop }: Deliveries,
  call: Pick<Call, 'note'>,
): Promise<DarkMap | null | undefined> {
  try {
    return darkMapOf(await shop());
  } catch {
    call.note({ darkMap: 'failed' });
    return undefined;
  }
}
