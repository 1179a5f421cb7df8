import type { KnownOrder } from '../../../miniprogram/shared/cloud-api';
import type { Documents, Found, Search } from '../runtime/documents';
import type { AccountBook } from '../shop/account-book';
import type { Staff } from '../shop/staff';
import type { ListedAttempt } from './delivery-record';
import { EVERY_STORE, leading, listedIn, TAIL_LENGTH, tailOf } from './delivery-record';
import { pairsOf } from './pairs';

/** The orders that somebody's stores have asked for; those of other stores are none. */
export interface KnownOrders {
  /** The latest, the one first that was asked for last; 20 at most. */
  readonly latest: (member: Staff) => Promise<readonly KnownOrder[]>;
  /** Those whose order id or waybill id ends so, the same order; a tail of fewer than 4 characters finds none. */
  readonly endingWith: (tail: string, member: Staff) => Promise<readonly KnownOrder[]>;
}

interface KnownOrdersParts {
  readonly deliveries: Documents;
  readonly book: AccountBook;
}

const MOST_LATEST = 20;
/** What the cloud gives at once. */
const MOST_WITH_A_TAIL = 100;

export function createKnownOrders({ deliveries, book }: KnownOrdersParts): KnownOrders {
  const visible = async (member: Staff, search: Search): Promise<readonly Sighted[]> => {
    const { stores } = member;
    const [found, accounts] = await Promise.all([
      deliveries.list({
        ...search,
        equal: { ...search.equal, isKnown: true },
        ...(stores === 'all' ? {} : { holds: ['storeIds', [...stores, EVERY_STORE]] }),
        greatestFirst: 'lastAskedAt',
        only: ['known'],
      }),
      book.accounts(),
    ]);
    // What the documents say of stores is as old as they are: the accounts say whose an order is.
    const keys = new Set(pairsOf(accounts, stores).map(({ key }) => key));
    return found.flatMap((document) => sightedIn(document, keys) ?? []);
  };

  return {
    latest: async (member) => (await visible(member, { limit: MOST_LATEST })).map(told),
    endingWith: async (tail, member) => {
      if (tail.length < TAIL_LENGTH) return [];
      const search = { equal: { tails: tailOf(tail) }, limit: MOST_WITH_A_TAIL };
      const wanted = tail.toLowerCase();
      return (await visible(member, search))
        .filter(({ ids }) => ids.some((id) => id.toLowerCase().endsWith(wanted)))
        .map(told);
    },
  };
}

/** An order as somebody may see it. */
interface Sighted {
  readonly orderId: string;
  /** What it can be found by. */
  readonly ids: readonly string[];
  readonly known: ListedAttempt;
}

function sightedIn(document: Found, keys: ReadonlySet<string>): Sighted | null {
  const { _id: orderId } = document;
  const attempts = listedIn(document).filter(({ pair }) => keys.has(pair));
  const known = leading(attempts);
  if (known === undefined) return null;
  return {
    orderId,
    ids: [orderId, ...attempts.flatMap(({ waybillId }) => waybillId ?? [])],
    known,
  };
}

function told({ orderId, known }: Sighted): KnownOrder {
  const { status, detail = null, askedAt, expectedAt } = known;
  return { orderId, status, detail, askedAt, expectedAt };
}
