import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import type { Documents, Found, Search } from '../storage/documents';
import type { Staff } from '../access/staff';
import type { Deliveries } from './deliveries';
import type { ListedAttempt } from './delivery-record';
import { currentAttempt } from './current-attempt';
import { EVERY_STORE, listedIn, TAIL_LENGTH, tailOf } from './delivery-record';
import { readTargetKey, targetsOf } from './targets';

const MOST_LATEST = 20;
/** Maximum number of documents in one answer of the cloud database. */
const MOST_AT_ONCE = 100;
/** Id of no order. Without an index the database scans all orders to find out, which takes time. */
const NO_ORDER = 'self-check';

/** Lists the orders that the member's stores have looked up, the latest first; at most 20. */
export async function latestKnownOrders(
  deliveries: Deliveries,
  member: Staff,
): Promise<readonly KnownOrder[]> {
  const orders = await visibleOrders(deliveries, member, { limit: MOST_LATEST });
  return orders.map((order) => toKnownOrder(order, deliveries.now()));
}

/**
 * Lists the orders whose order id or waybill id ends with a text, the latest look-up first. A text
 * of fewer than 4 characters finds none.
 */
export async function knownOrdersEndingWith(
  deliveries: Deliveries,
  tail: string,
  member: Staff,
): Promise<readonly KnownOrder[]> {
  if (tail.length < TAIL_LENGTH) return [];
  const search = { equal: { tails: tailOf(tail) }, limit: MOST_AT_ONCE };
  const wanted = tail.toLowerCase();
  return (await visibleOrders(deliveries, member, search))
    .filter(({ ids }) => ids.some((id) => id.toLowerCase().endsWith(wanted)))
    .map((order) => toKnownOrder(order, deliveries.now()));
}

/** Order that a member may see. */
interface VisibleOrder {
  readonly orderId: string;
  /** Order id and waybill ids, by which the order can be found. */
  readonly ids: readonly string[];
  readonly current: ListedAttempt;
}

async function visibleOrders(
  { documents, accounts: book }: Deliveries,
  { stores }: Staff,
  search: Search,
): Promise<readonly VisibleOrder[]> {
  const [found, accounts] = await Promise.all([
    documents.list({
      ...search,
      equal: { ...search.equal, isKnown: true },
      ...(stores === 'all' ? {} : { holds: ['storeIds', [...stores, EVERY_STORE]] }),
      greatestFirst: 'lastAskedAt',
      only: ['known'],
    }),
    book.accounts(),
  ]);
  // The store ids in the documents may be outdated, so the accounts decide who may see an order.
  const keys = new Set(targetsOf(accounts, stores).map(({ key }) => key));
  return found.flatMap((document) => visibleOrderIn(document, keys) ?? []);
}

function visibleOrderIn(document: Found, keys: ReadonlySet<string>): VisibleOrder | null {
  const { _id: orderId } = document;
  const attempts = listedIn(document).filter(({ pair }) => keys.has(pair));
  const current = currentAttempt(attempts);
  if (current === undefined) return null;
  const waybillIds = attempts.flatMap(({ waybillId }) => waybillId ?? []);
  return { orderId, ids: [orderId, ...waybillIds], current };
}

/** Describes an order to the phone. The time of its look-up is never told as later than now. */
function toKnownOrder({ orderId, current }: VisibleOrder, now: number): KnownOrder {
  const { status, detail = null, askedAt, expectedAt } = current;
  return { orderId, status, detail, askedAt: Math.min(askedAt, now), expectedAt };
}

/** Order, and an account by which it was found. */
export interface OrderAtAccount {
  readonly orderId: string;
  readonly accountId: string;
  readonly shopNo: string | null;
}

/**
 * Lists the latest known orders for the self-check. An order that several accounts have found is
 * listed once for each of them.
 */
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
    listedIn(document).map(({ pair }) => ({ orderId: document._id, ...readTargetKey(pair) })),
  );
}

/**
 * Returns two database operations whose durations the self-check compares: the search by the end of
 * an id, and a plain read.
 */
export function knownOrdersSearch(documents: Documents): {
  readonly read: () => Promise<unknown>;
  readonly search: () => Promise<unknown>;
} {
  return {
    read: () => documents.read(NO_ORDER),
    search: () =>
      documents.list({
        equal: { tails: tailOf(NO_ORDER), isKnown: true },
        greatestFirst: 'lastAskedAt',
        limit: 1,
        only: [],
      }),
  };
}
