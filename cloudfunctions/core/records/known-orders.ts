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
const MAX_ORDERS_BY_TEXTS = 1000;
type OrderListContext = Pick<RecordContext, 'documents' | 'accounts'>;
/** Id that no order has. 自检 measures the search for it, which is slow without an index. */
export const NO_ORDER_ID = 'self-check';

export interface VisibleOrder {
  readonly orderId: string;
  /** Order id and waybill ids, by which the order can be found. */
  readonly ids: readonly string[];
  readonly lookedUpAt: number;
  /** Current attempt among the attempts that the member of staff may see. */
  readonly current: ListedAttempt;
  readonly target: LookUpTarget;
  readonly storeIds: readonly string[];
}

/** Lists the orders on record that the member's stores looked up last; at most 20. */
export function latestKnownOrders(
  records: OrderListContext,
  member: Pick<Staff, 'stores'>,
): Promise<readonly VisibleOrder[]> {
  return visibleOrders(records, member, { limit: MAX_LATEST_ORDERS, descendingBy: 'lastAskedAt' });
}

export async function knownOrdersByIds(
  records: OrderListContext,
  orderIds: readonly string[],
  member: Pick<Staff, 'stores'>,
): Promise<readonly VisibleOrder[]> {
  if (orderIds.length === 0) return [];
  return visibleOrders(records, member, { holds: ['_id', orderIds], limit: MAX_ORDERS_PER_QUERY });
}

/** Lists orders with an id that ends with `tail` (4 characters or more), last looked up first. */
export async function knownOrdersEndingWith(
  records: OrderListContext,
  tail: string,
  member: Pick<Staff, 'stores'>,
): Promise<readonly VisibleOrder[]> {
  if (tail.length < ID_TAIL_LENGTH) return [];
  return (await visibleOrders(records, member, tailSearch(tail))).filter(hasIdEndingWith(tail));
}

function tailSearch(tail: string): Search {
  const equal = { tails: idTailOf(tail), isKnown: true };
  return { equal, limit: MAX_ORDERS_PER_QUERY, descendingBy: 'lastAskedAt' };
}

function hasIdEndingWith(tail: string): (order: VisibleOrder) => boolean {
  const lowerCaseTail = tail.toLowerCase();
  return ({ ids }) => ids.some((id) => id.toLowerCase().endsWith(lowerCaseTail));
}

/**
 * Finds for each text the order on record with this id, or else with an id that ends with the text
 * (4 characters or more). Of several orders, one in progress goes first, then the latest.
 */
export async function knownOrdersByTexts(
  records: OrderListContext,
  texts: readonly string[],
  member: Pick<Staff, 'stores'>,
): Promise<ReadonlyMap<string, VisibleOrder>> {
  const tails = [...new Set(texts.map(idTailOf))];
  const search: Search = { holds: ['tails', tails], limit: MAX_ORDERS_BY_TEXTS };
  const visible = await visibleOrders(records, member, { ...search, descendingBy: 'lastAskedAt' });
  const endedRank = ({ current }: VisibleOrder): number => Number(statusOf(current.status).isFinal);
  const sorted = [...visible].sort((one, other) => endedRank(one) - endedRank(other));
  const ordersByText = texts.flatMap((text) => {
    const endMatch = text.length < ID_TAIL_LENGTH ? undefined : sorted.find(hasIdEndingWith(text));
    const order = sorted.find(({ ids }) => ids.includes(text)) ?? endMatch;
    return order === undefined ? [] : [[text, order] as const];
  });
  return new Map(ordersByText);
}

async function visibleOrders(
  { documents, accounts: accountBook }: OrderListContext,
  { stores }: Pick<Staff, 'stores'>,
  search: Search,
): Promise<readonly VisibleOrder[]> {
  const [matches, accounts] = await Promise.all([
    documents.list({
      ...(stores === 'all' ? {} : { holds: ['storeIds', stores] }),
      ...search,
      equal: { ...search.equal, isKnown: true },
      only: ['known', 'lastAskedAt'],
    }),
    accountBook.accounts(),
  ]);
  // The store ids in the documents may be outdated, so the accounts decide who may see an order.
  const targets = targetsByKey(accounts, stores);
  return withoutDuplicates(matches.flatMap((document) => visibleOrderIn(document, targets) ?? []));
}

/** Keeps one of two records of one delivery: the one with the shorter id, which is the shop's. */
export function withoutDuplicates<Order extends VisibleOrder>(
  orders: readonly Order[],
): readonly Order[] {
  const byKey = new Map<string, Order>();
  for (const order of orders) {
    const key = deliveryKeyOf(order);
    const twin = byKey.get(key);
    if (twin === undefined || order.orderId.length < twin.orderId.length) byKey.set(key, order);
  }
  return orders.filter((order) => byKey.get(deliveryKeyOf(order)) === order);
}

function deliveryKeyOf({ orderId, current: { waybillId }, target }: VisibleOrder): string {
  const { provider, accountId } = target.account;
  const hasTwoNumbers = factsOf(provider).hasTwoNumbers && waybillId !== null;
  return hasTwoNumbers ? `${accountId} ${waybillId}` : ` ${orderId}`;
}

/** Reads an order on record; returns null if no look-up target in `targets` has the order. */
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

/** Lists the latest orders on record, with an entry for each account that has the order. */
export async function latestOrdersAtAccounts(
  documents: Documents,
): Promise<readonly OrderAtAccount[]> {
  const latest = await documents.list({
    equal: { isKnown: true },
    descendingBy: 'lastAskedAt',
    limit: MAX_ORDERS_PER_QUERY,
    only: ['known'],
  });
  return latest.flatMap((document) =>
    listedAttemptsIn(document).map(({ targetKey }) => ({
      orderId: document._id,
      ...readTargetKey(targetKey),
    })),
  );
}

/** Returns the search by the end of an id, whose duration the self-check measures. */
export function knownOrdersProbe(documents: Documents): () => Promise<unknown> {
  return () => documents.list({ ...tailSearch(NO_ORDER_ID), only: [] });
}
