import { statusOf } from '../../../miniprogram/contract/delivery-status';
import { factsOf } from '../../../miniprogram/contract/providers';
import type { Staff } from '../access/staff';
import type { OrderAtAccount } from '../providers/provider';
import { type LookUpTarget, readTargetKey, storesOf, targetsByKey } from '../shop/look-up-targets';
import type { Documents, Found, Search } from '../storage/documents';
import { currentAttempt } from './current-attempt';
import { type ListedAttempt, listedAttemptsIn, ID_TAIL_LENGTH, idTailOf } from './delivery-record';
import type { Records } from './records';

const MOST_LATEST = 20;
/** Maximum number of orders that one query reads. */
const MOST_AT_ONCE = 100;
/** Maximum number of orders that are read when many ends of ids are searched at once. */
const MOST_MEANT = 1000;
type OrderRecords = Pick<Records, 'documents' | 'accounts'>;
/** Id that no order has. 自检 searches for it: without an index the search takes long. */
export const NO_ORDER = 'self-check';

export interface VisibleOrder {
  readonly orderId: string;
  /** Order id and waybill ids, by which the order can be found. */
  readonly ids: readonly string[];
  readonly lookedUpAt: number;
  /** Current attempt among the attempts that the member may see. */
  readonly current: ListedAttempt;
  /** Look-up target of the current attempt. */
  readonly target: LookUpTarget;
  /** Ids of the stores that the order may belong to. */
  readonly storeIds: readonly string[];
}

/** Lists the known orders of the member's stores, the last looked-up order first; at most 20. */
export function latestKnownOrders(
  records: OrderRecords,
  member: Staff,
): Promise<readonly VisibleOrder[]> {
  return visibleOrders(records, member, { limit: MOST_LATEST, greatestFirst: 'lastAskedAt' });
}

/** Lists the known orders among `orderIds` that the member may see. */
export async function knownOrdersByIds(
  records: OrderRecords,
  orderIds: readonly string[],
  member: Staff,
): Promise<readonly VisibleOrder[]> {
  if (orderIds.length === 0) return [];
  const search: Search = { holds: ['_id', orderIds], limit: MOST_AT_ONCE };
  return visibleOrders(records, member, search);
}

/** Lists known orders with an id that ends with `tail` (4 characters or more), the latest first. */
export async function knownOrdersEndingWith(
  records: OrderRecords,
  tail: string,
  member: Staff,
): Promise<readonly VisibleOrder[]> {
  if (tail.length < ID_TAIL_LENGTH) return [];
  const equal = { tails: idTailOf(tail) };
  const search: Search = { equal, limit: MOST_AT_ONCE, greatestFirst: 'lastAskedAt' };
  const wanted = tail.toLowerCase();
  return (await visibleOrders(records, member, search)).filter(({ ids }) =>
    ids.some((id) => id.toLowerCase().endsWith(wanted)),
  );
}

/**
 * Finds the known order that each text means: by a whole id, or by 4 or more last characters.
 *
 * @returns one order for each known text; of several the order in progress, else the latest
 */
export async function knownOrdersMeant(
  records: OrderRecords,
  texts: readonly string[],
  member: Staff,
): Promise<ReadonlyMap<string, VisibleOrder>> {
  if (texts.length === 0) return new Map();
  const tails = [...new Set(texts.map(idTailOf))];
  const search: Search = { holds: ['tails', tails], limit: MOST_MEANT };
  const known = await visibleOrders(records, member, { ...search, greatestFirst: 'lastAskedAt' });
  const isOver = ({ current }: VisibleOrder): number => Number(statusOf(current.status).isFinal);
  const sorted = [...known].sort((one, other) => isOver(one) - isOver(other));
  const meant = texts.map((text) => {
    const wanted = text.toLowerCase();
    const endsSo = (id: string): boolean => id.toLowerCase().endsWith(wanted);
    const whole = sorted.find(({ ids }) => ids.includes(text));
    const byEnd =
      text.length < ID_TAIL_LENGTH ? undefined : sorted.find((one) => one.ids.some(endsSo));
    return [text, whole ?? byEnd] as const;
  });
  return new Map(meant.flatMap(([text, order]) => (order === undefined ? [] : [[text, order]])));
}

async function visibleOrders(
  { documents, accounts: book }: OrderRecords,
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

/**
 * Keeps one order for each delivery. If a delivery is known by the shop's number and by WeChat's,
 * the order with the shop's number is kept, because that number is shorter.
 */
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
function deliveryKeyOf({
  orderId,
  current: { waybillId },
  target: { account },
}: VisibleOrder): string {
  const hasTwoNumbers = factsOf(account.provider).hasTwoNumbers && waybillId !== null;
  return hasTwoNumbers ? `${account.accountId} ${waybillId}` : ` ${orderId}`;
}

/** Reads an order from its document; null when no look-up target in `targets` has found it. */
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
    limit: MOST_AT_ONCE,
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
      equal: { tails: idTailOf(NO_ORDER), isKnown: true },
      greatestFirst: 'lastAskedAt',
      limit: 1,
      only: [],
    });
}
