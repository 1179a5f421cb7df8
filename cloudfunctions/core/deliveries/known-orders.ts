import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import type { Documents, Found, Search } from '../storage/documents';
import type { Staff } from '../access/staff';
import type { Deliveries } from './deliveries';
import type { ListedAttempt } from './delivery-record';
import {
  currentAttempt,
  EVERY_STORE,
  hasFailed,
  listedIn,
  TAIL_LENGTH,
  tailOf,
} from './delivery-record';
import { readTargetKey, targetsOf } from './targets';

const MOST_LATEST = 20;
/** What the cloud gives at once. */
const MOST_AT_ONCE = 100;
/** No merchant's order id: without an index the database looks through all orders for it. */
const NO_ORDER = 'self-check';

/**
 * The orders that somebody's stores have asked for, the one first that was asked for last; 20 at
 * most. Those of other stores are none.
 */
export async function latestKnownOrders(
  deliveries: Deliveries,
  member: Staff,
): Promise<readonly KnownOrder[]> {
  return (await visibleOrders(deliveries, member, { limit: MOST_LATEST })).map(toKnownOrder);
}

/**
 * Those whose order id or waybill id ends so, in the same order; a tail of fewer than 4 characters
 * finds none.
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
    .map(toKnownOrder);
}

/** An order as somebody may see it. */
interface VisibleOrder {
  readonly orderId: string;
  /** What it can be found by. */
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
  // What the documents say of stores is as old as they are: the accounts say whose an order is.
  const keys = new Set(targetsOf(accounts, stores).map(({ key }) => key));
  return found.flatMap((document) => visibleOrderIn(document, keys) ?? []);
}

function visibleOrderIn(document: Found, keys: ReadonlySet<string>): VisibleOrder | null {
  const { _id: orderId } = document;
  const attempts = listedIn(document).filter(({ pair }) => keys.has(pair));
  const current = currentAttempt(attempts, hasFailed);
  if (current === undefined) return null;
  const waybillIds = attempts.flatMap(({ waybillId }) => waybillId ?? []);
  return { orderId, ids: [orderId, ...waybillIds], current };
}

function toKnownOrder({ orderId, current }: VisibleOrder): KnownOrder {
  const { status, detail = null, askedAt, expectedAt } = current;
  return { orderId, status, detail, askedAt, expectedAt };
}

/** An order, and an account by which it was found. */
export interface OrderAtAccount {
  readonly orderId: string;
  readonly accountId: string;
  readonly shopNo: string | null;
}

/**
 * For the self-check: orders that the shop knows, each by the accounts where it was found; the one
 * first that was asked for last.
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
 * For the self-check: the search of a look-up by the end of an id, and a read to hold its time
 * against.
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
