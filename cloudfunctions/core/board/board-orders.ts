import { DAY_MS, HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import type { Documents, Fields, Found, Search } from '../storage/documents';
import type { Deliveries } from '../deliveries/deliveries';
import { type VisibleOrder, visibleOrderIn, withoutDuplicates } from '../records/known-orders';
import { type LookUpTarget, commonStoreIds, targetsByKey } from '../shop/look-up-targets';

/** Maximum numbers of documents that a board reads; together they limit its rows to 1,000. */
const MAX_ORDERS_UNDER_WAY = 800;
const MAX_ENDED_ORDERS = 200;
/** Time (ms) without any change after which an order that has not ended leaves the board. */
const ABANDONED_MS = DAY_MS;

/** Order on the board of the stores whose people looked it up first. */
export interface BoardOrder extends VisibleOrder {
  /** Time (ms since 1970) of the last question without answer; 0 if WeChat answered all. */
  readonly unansweredAt: number;
  /** Stored document, with people's acknowledgements and the notes of the merchant's own system. */
  readonly document: Fields;
}

/** Lists orders under way, and orders that ended in the last hour; `isCut`: some are left out. */
export async function boardOrders(
  { documents, accounts: book, now }: Pick<Deliveries, 'documents' | 'accounts' | 'now'>,
  stores: StoreScope,
) {
  const readAt = now();
  const [underWay, ended, accounts] = await Promise.all([
    documents.list(underWaySearch(stores, MAX_ORDERS_UNDER_WAY)),
    documents.list(endedSearch(stores, readAt - HOUR_MS)),
    book.accounts(),
  ]);
  const targets = targetsByKey(accounts, stores);
  const documentById = new Map([...ended, ...underWay].map((document) => [document._id, document]));
  const orders = [...documentById.values()].flatMap((document) => {
    const order = readBoardOrder(document, targets, stores);
    return order !== null && isShownOnBoard(order, readAt) ? [order] : [];
  });
  const isCut = underWay.length === MAX_ORDERS_UNDER_WAY;
  return { orders: withoutDuplicates(orders), isCut };
}

function boardSearchOf(stores: StoreScope) {
  return {
    only: ['known', 'lastAskedAt', 'triedAt', 'storeIds', 'acknowledged', 'registered'],
    ...(stores === 'all' ? {} : { holds: ['boardStoreIds', stores] as const }),
  };
}

function underWaySearch(stores: StoreScope, limit: number): Search {
  const equal = { isUnderWay: true };
  return { ...boardSearchOf(stores), equal, descendingBy: 'lastAskedAt', limit };
}

function endedSearch(stores: StoreScope, sinceMs: number): Search {
  const limit = MAX_ENDED_ORDERS;
  return { ...boardSearchOf(stores), above: ['endedAt', sinceMs], descendingBy: 'endedAt', limit };
}

export function readBoardOrder(
  document: Found,
  targets: ReadonlyMap<string, LookUpTarget>,
  stores: StoreScope,
): BoardOrder | null {
  const order = visibleOrderIn(document, targets);
  // The current attempt's stores decide whose board lists the order, not those of all attempts.
  const storeIds = order?.current.boardStoreIds ?? [];
  if (order === null || commonStoreIds(storeIds, stores).length === 0) return null;
  const { triedAt } = document;
  return { ...order, storeIds, unansweredAt: typeof triedAt === 'number' ? triedAt : 0, document };
}

function isShownOnBoard({ current }: BoardOrder, now: number): boolean {
  const { status, endedAt, statusSince, stillSince, askedAt } = current;
  if (statusOf(status).isFinal) return ageMs(endedAt ?? askedAt, now) < HOUR_MS;
  const changedAt = Math.max(statusSince ?? askedAt, stillSince ?? 0);
  return ageMs(changedAt, now) < ABANDONED_MS || changedAt > now;
}

/** Returns the board's query, whose duration the self-check compares with that of a plain read. */
export function boardSearchProbe(documents: Documents): () => Promise<unknown> {
  return () => documents.list(underWaySearch(['self-check'], 1));
}
