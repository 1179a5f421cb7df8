import type { StoreScope } from '../../../miniprogram/contract/shop';
import { registerKeyIds } from '../access/register-keys';
import type { Deliveries } from '../deliveries/deliveries';
import {
  type Registration,
  awaitedBy,
  awaitedIn,
  isQueued,
  awaitedSearch,
  MOST_AWAITED,
  nextAskAt,
  PAID,
  paidIn,
  registrationsIn,
} from '../records/registration';
import type { Found } from '../storage/documents';

/** Order that WeChat does not know yet, as the people of some stores see it. */
export interface AwaitedOrder {
  readonly orderId: string;
  /**
   * Registrations for these stores that wait: those by people before those by keys, each oldest
   * first.
   */
  readonly registrations: readonly [Registration, ...Registration[]];
}

/** Order that WeChat must be asked for now, for the stores of one registration. */
export interface DueOrder {
  readonly orderId: string;
  readonly registration: Registration;
}

export interface Awaited {
  /** Orders for the board's rows: those brought by people before those by keys, oldest first. */
  readonly orders: readonly AwaitedOrder[];
  readonly more: number;
  /**
   * Due orders, each once: those by people, then paid ones of the whole shop, then those by keys;
   * of each the first questions before repeated ones.
   */
  readonly due: readonly DueOrder[];
  /** Registrations by people, even of orders without a row. The shown progress counts them. */
  readonly brought: readonly Registration[];
}

const MOST_ROWS = 100;

/**
 * Reads the orders that some stores await, without orders of revoked keys. If one query cannot read
 * all, people and valid keys get a query each, so that orders of revoked keys take up no room.
 */
export async function awaitedOrders(
  deliveries: Pick<Deliveries, 'documents' | 'collections' | 'paidAppIds' | 'now'>,
  stores: StoreScope,
): Promise<Awaited> {
  const { documents, collections, now } = deliveries;
  const at = now();
  const list = (bringers: Parameters<typeof awaitedBy>[1]): Promise<readonly Found[]> =>
    documents.list(awaitedSearch(awaitedBy(stores, bringers), at));
  const [some, paid] = await Promise.all([list(['person', 'key']), paidOrders(deliveries, at)]);
  const hasKeys = some.some((one) => registrationsIn(one).some(({ by }) => by.kind === 'key'));
  const keyIds = hasKeys ? await registerKeyIds(collections.shop) : [];
  const bringers = keyIds.map((id) => `key ${id}` as const);
  const found =
    some.length < MOST_AWAITED
      ? some
      : (await Promise.all([list(['person']), list(bringers)])).flat();
  const all = new Map(
    found.flatMap((one) => {
      const order = awaitedOrderIn(one, stores, keyIds, at);
      return order === null ? [] : [[order.orderId, order]];
    }),
  );
  const orders = peopleFirst([...all.values()]);
  return {
    orders: orders.slice(0, MOST_ROWS),
    more: Math.max(0, orders.length - MOST_ROWS),
    due: dueAmong([...orders, ...paid], at),
    brought: orders.flatMap(broughtOf),
  };
}

/** Reads the registrations of an order for some stores, except revoked keys; null without any. */
function awaitedOrderIn(
  document: Found,
  stores: StoreScope,
  keyIds: readonly string[],
  now: number,
): AwaitedOrder | null {
  const isOfKey = ({ by }: Registration): boolean => by.kind === 'person' || keyIds.includes(by.id);
  const [first, ...others] = awaitedIn(document, stores, now)
    .filter(isOfKey)
    .sort((one, other) => rankOf(one) - rankOf(other) || one.at - other.at);
  return first === undefined ? null : { orderId: document._id, registrations: [first, ...others] };
}

/** Reads the paid orders that wait, of the mini-programs whose paid orders come by themselves. */
async function paidOrders(
  { documents, paidAppIds }: Pick<Deliveries, 'documents' | 'paidAppIds'>,
  now: number,
): Promise<readonly AwaitedOrder[]> {
  // The reading of paid orders notes the failure.
  const appIds = await paidAppIds().catch((): readonly string[] => []);
  const found = appIds.length === 0 ? [] : await documents.list(awaitedSearch([PAID], now));
  return found.flatMap((document) => {
    const registration = paidIn(document, now);
    const isOn = registration !== undefined && appIds.includes(registration.by.id);
    return isOn ? [{ orderId: document._id, registrations: [registration] }] : [];
  });
}

const RANKS = { person: 0, paid: 1, key: 2 } as const;

function rankOf({ by }: Registration): number {
  return RANKS[by.kind];
}

function peopleFirst(orders: readonly AwaitedOrder[]): readonly AwaitedOrder[] {
  const rank = ({ registrations: [first] }: AwaitedOrder): number => rankOf(first);
  const at = ({ registrations: [first] }: AwaitedOrder): number => first.at;
  return [...orders].sort((one, other) => rank(one) - rank(other) || at(one) - at(other));
}

function broughtOf({ registrations }: AwaitedOrder): readonly Registration[] {
  return registrations.filter(({ by }) => by.kind === 'person');
}

function dueAmong(orders: readonly AwaitedOrder[], now: number): readonly DueOrder[] {
  const due = orders.flatMap(({ orderId, registrations }) => {
    const registration = registrations.find((one) => (nextAskAt(one, now) ?? Infinity) <= now);
    return registration === undefined ? [] : [{ orderId, registration }];
  });
  const rank = ({ registration }: DueOrder): number =>
    2 * rankOf(registration) + (isQueued(registration) ? 0 : 1);
  const next = ({ registration }: DueOrder): number => nextAskAt(registration, now) ?? 0;
  due.sort((one, other) => rank(one) - rank(other) || next(one) - next(other));
  const first = new Map([...due].reverse().map((one) => [one.orderId, one]));
  return due.filter((one) => first.get(one.orderId) === one);
}
