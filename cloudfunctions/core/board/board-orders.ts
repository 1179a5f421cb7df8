import { DAY_MS, HOUR_MS, ageMs } from '../../../miniprogram/contract/age';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import type { Documents, Fields, Found, Search } from '../storage/documents';
import type { Deliveries } from '../deliveries/deliveries';
import { type VisibleOrder, visibleOrderIn, withoutDoubles } from '../records/known-orders';
import { type LookUpTarget, commonStoreIds, targetsByKey } from '../shop/look-up-targets';

/** Maximum numbers of documents that a board reads: 1,000 together, which limits the rows. */
const MAX_UNDER_WAY = 800;
const MAX_ENDED = 200;
/** Time (ms) without any change after which an order leaves the board without having ended. */
const ABANDONED_MS = DAY_MS;

/** Order on the boards of the stores whose people were the first to look it up. */
export interface BoardOrder extends VisibleOrder {
  /** Time of the last question that WeChat did not answer, ms since 1970; 0 without one. */
  readonly triedAt: number;
  /** Stored document, with people's acknowledgements and the notes of the merchant's own system. */
  readonly document: Fields;
}

/** Lists orders under way, and those that ended in the last hour; `isCut`: there are more. */
export async function boardOrders(
  { documents, accounts: book, now }: Pick<Deliveries, 'documents' | 'accounts' | 'now'>,
  stores: StoreScope,
) {
  const at = now();
  const [underWay, ended, accounts] = await Promise.all([
    documents.list(underWaySearch(stores, MAX_UNDER_WAY)),
    documents.list(endedSearch(stores, at - HOUR_MS)),
    book.accounts(),
  ]);
  const targets = targetsByKey(accounts, stores);
  const found = new Map([...ended, ...underWay].map((document) => [document._id, document]));
  const orders = [...found.values()].flatMap((document) => {
    const order = readBoardOrder(document, targets, stores);
    return order !== null && isShownOnBoard(order, at) ? [order] : [];
  });
  const isCut = underWay.length === MAX_UNDER_WAY;
  return { orders: withoutDoubles(orders), isCut };
}

function boardSearchOf(stores: StoreScope) {
  return {
    only: ['known', 'lastAskedAt', 'triedAt', 'storeIds', 'acknowledged', 'registered'],
    ...(stores === 'all' ? {} : { holds: ['boardStoreIds', stores] as const }),
  };
}

function underWaySearch(stores: StoreScope, limit: number): Search {
  const equal = { isUnderWay: true };
  return { ...boardSearchOf(stores), equal, greatestFirst: 'lastAskedAt', limit };
}

function endedSearch(stores: StoreScope, since: number): Search {
  const limit = MAX_ENDED;
  return { ...boardSearchOf(stores), above: ['endedAt', since], greatestFirst: 'endedAt', limit };
}

export function readBoardOrder(
  document: Found,
  targets: ReadonlyMap<string, LookUpTarget>,
  stores: StoreScope,
): BoardOrder | null {
  const order = visibleOrderIn(document, targets);
  // The stores of the current attempt decide who sees the order, not those of all attempts.
  const storeIds = order?.current.boardStoreIds ?? [];
  if (order === null || commonStoreIds(storeIds, stores).length === 0) return null;
  const { triedAt } = document;
  return { ...order, storeIds, triedAt: typeof triedAt === 'number' ? triedAt : 0, document };
}

function isShownOnBoard({ current }: BoardOrder, now: number): boolean {
  const { status, endedAt, statusSince, stillSince, askedAt } = current;
  if (statusOf(status).isFinal) return ageMs(endedAt ?? askedAt, now) < HOUR_MS;
  const changedAt = Math.max(statusSince ?? askedAt, stillSince ?? 0);
  return ageMs(changedAt, now) < ABANDONED_MS || changedAt > now;
}

/** Returns the query whose duration the self-check compares with that of a plain read. */
export function boardSearchProbe(documents: Documents): () => Promise<unknown> {
  return () => documents.list(underWaySearch(['self-check'], 1));
}
