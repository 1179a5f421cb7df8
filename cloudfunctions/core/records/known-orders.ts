import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { factsOf } from '../../../miniprogram/contract/providers';
import type { Staff } from '../access/staff';
import type { OrderAtAccount } from '../providers/provider';
import { type LookUpTarget, readTargetKey, storesOf, targetsByKey } from '../shop/look-up-targets';
import type { Documents, Found, Search } from '../storage/documents';
import { currentAttempt } from './current-attempt';
import { type ListedAttempt, listedAttemptsIn, ID_TAIL_LENGTH, idTailOf } from './delivery-record';
import type { RecordContext } from './records';

const MAX_LATEST_ORDERS = 20;
const MAX_ORDERS_PER_QUERY = 100;
/** Maximum number of orders that are read when many ends of ids are searched at once. */
const MAX_ORDERS_MEANT = 1000;
type OrderListContext = Pick<RecordContext, 'documents' | 'accounts'>;
/** Id that no order has. 自检 searches for it: without an index the search takes long. */
export const NO_ORDER_ID = 'self-check';

export interface VisibleOrder {
  readonly orderId: string;
  /** Order id and waybill ids, by which the order can be found. */
  readonly ids: readonly string[];
  readonly lookedUpAt: number;
  /** Current attempt among those that the member may see, and its look-up target. */
  readonly current: ListedAttempt;
  readonly target: LookUpTarget;
  readonly storeIds: readonly string[];
}

/** Lists orders on record of the member's stores, the last looked-up order first; at most 20. */
export function latestKnownOrders(
  records: OrderListContext,
  member: Staff,
): Promise<readonly VisibleOrder[]> {
  return visibleOrders(records, member, { limit: MAX_LATEST_ORDERS, greatestFirst: 'lastAskedAt' });
}

export async function knownOrdersByIds(
  records: OrderListContext,
  orderIds: readonly string[],
  member: Staff,
): Promise<readonly VisibleOrder[]> {
  if (orderIds.length === 0) return [];
  return visibleOrders(records, member, { holds: ['_id', orderIds], limit: MAX_ORDERS_PER_QUERY });
}

/** Lists orders on record by the end of an id (4 characters or more), the latest first. */
export async function knownOrdersEndingWith(
  records: OrderListContext,
  tail: string,
  member: Staff,
): Promise<readonly VisibleOrder[]> {
  if (tail.length < ID_TAIL_LENGTH) return [];
  const equal = { tails: idTailOf(tail) };
  const search: Search = { equal, limit: MAX_ORDERS_PER_QUERY, greatestFirst: 'lastAskedAt' };
  return (await visibleOrders(records, member, search)).filter(hasIdEndingWith(tail));
}

function hasIdEndingWith(tail: string): (order: VisibleOrder) => boolean {
  const lowerCaseTail = tail.toLowerCase();
  return ({ ids }) => ids.some((id) => id.toLowerCase().endsWith(lowerCaseTail));
}

/**
 * Finds the order on record that each text means: by a whole id, or by 4 or more last characters;
 * of several the order in progress, else the latest.
 */
export async function knownOrdersMeant(
  records: OrderListContext,
  texts: readonly string[],
  member: Staff,
): Promise<ReadonlyMap<string, VisibleOrder>> {
  if (texts.length === 0) return new Map();
  const tails = [...new Set(texts.map(idTailOf))];
  const search: Search = { holds: ['tails', tails], limit: MAX_ORDERS_MEANT };
  const known = await visibleOrders(records, member, { ...search, greatestFirst: 'lastAskedAt' });
  const endedRank = ({ current }: VisibleOrder): number => Number(statusOf(current.status).isFinal);
  const sorted = [...known].sort((one, other) => endedRank(one) - endedRank(other));
  const meant = texts.flatMap((text) => {
    const byEnd = text.length < ID_TAIL_LENGTH ? undefined : sorted.find(hasIdEndingWith(text));
    const order = sorted.find(({ ids }) => ids.includes(text)) ?? byEnd;
    return order === undefined ? [] : [[text, order] as const];
  });
  return new Map(meant);
}

async function visibleOrders(
  { documents, accounts: book }: OrderListContext,
  { stores }: Staff,
  search: Search,
): Promise<readonly VisibleOrder[]> {
  const [found, accounts] = await Promise.all([
    documents.list({
      ...(stores === 'all' ? {} : { holds: ['storeIds', stores] }),
      ...search,
      equal: { ...search.equal, isKnown: true },
      only: ['known', 'lastAskedAt'],
    }),
    book.accounts(),
  ]);
  // The store ids in the documents may be outdated, so the accounts decide who may see an order.
  const targets = targetsByKey(accounts, stores);
  return withoutDoubles(found.flatMap((document) => visibleOrderIn(document, targets) ?? []));
}

/** Keeps one order for each delivery: of its two ids the shop's, which is shorter than WeChat's. */
export function withoutDoubles<Order extends VisibleOrder>(
  orders: readonly Order[],
): readonly Order[] {
  const own = new Map<string, Order>();
  for (const order of orders) {
    const delivery = deliveryKeyOf(order);
    const twin = own.get(delivery);
    if (twin === undefined || order.orderId.length < twin.orderId.length) own.set(delivery, order);
  }
  return orders.filter((order) => own.get(deliveryKeyOf(order)) === order);
}

/** Returns a key that all orders of one delivery share; by default the order's own id. */
function deliveryKeyOf({ orderId, current: { waybillId }, target }: VisibleOrder): string {
  const { provider, accountId } = target.account;
  const hasTwoNumbers = factsOf(provider).hasTwoNumbers && waybillId !== null;
  return hasTwoNumbers ? `${accountId} ${waybillId}` : ` ${orderId}`;
}

/** Returns null when no look-up target in `targets` has found the order. */
export function visibleOrderIn(
  document: Found,
  targets: ReadonlyMap<string, LookUpTarget>,
): VisibleOrder | null {
  const { _id: orderId, lastAskedAt } = document;
  const attempts = listedAttemptsIn(document).filter(({ targetKey }) => targets.has(targetKey));
  const current = currentAttempt(attempts);
  const target = targets.get(current?.targetKey ?? '');
  if (current === undefined || target === undefined) return null;
  const waybillIds = attempts.flatMap(({ waybillId }) => waybillId ?? []);
  return {
    orderId,
    ids: [orderId, ...waybillIds],
    lookedUpAt: typeof lastAskedAt === 'number' ? lastAskedAt : current.askedAt,
    current,
    target,
    storeIds: storesOf(target),
  };
}

/** Lists the latest orders for the self-check: one entry for each account that found an order. */
export async function latestOrdersAtAccounts(
  documents: Documents,
): Promise<readonly OrderAtAccount[]> {
  const found = await documents.list({
    equal: { isKnown: true },
    greatestFirst: 'lastAskedAt',
    limit: MAX_ORDERS_PER_QUERY,
    only: ['known'],
  });
  return found.flatMap((document) =>
    listedAttemptsIn(document).map(({ targetKey }) => ({
      orderId: document._id,
      ...readTargetKey(targetKey),
    })),
  );
}

/** Returns the search by the end of an id. The self-check measures how long this search takes. */
export function knownOrdersSearch(documents: Documents): () => Promise<unknown> {
  return () =>
    documents.list({
      equal: { tails: idTailOf(NO_ORDER_ID), isKnown: true },
      greatestFirst: 'lastAskedAt',
      limit: 1,
      only: [],
    });
}
