import type { StoreScope } from '../../../miniprogram/contract/shop';
import { registerKeyIds } from '../access/register-keys';
import type { Deliveries } from '../deliveries/deliveries';
import {
  type Bringers,
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
import type { BroughtOrder } from './bring-orders';

/** Order that WeChat does not know yet, as the people of some stores see it. */
export interface AwaitedOrder {
  readonly orderId: string;
  /** Registrations for these stores that wait: by people before by keys, each oldest first. */
  readonly registrations: readonly [Registration, ...Registration[]];
}

export type DueOrder = BroughtOrder;

export interface Awaited {
  /** Orders for the board's rows: those brought by people before those by keys, oldest first. */
  readonly orders: readonly AwaitedOrder[];
  readonly more: number;
  /** Due orders, each once: by people, then paid ones, then by keys; first questions first. */
  readonly due: readonly DueOrder[];
  /** Registrations by people, even of orders without a row. The shown progress counts them. */
  readonly brought: readonly Registration[];
}

const MOST_ROWS = 100;

/**
 * Reads the orders that some stores await, without those of revoked keys. If one query cannot read
 * all, people and valid keys get a query each, so that revoked keys take up no room.
 */
export async function awaitedOrders(
  deliveries: Pick<Deliveries, 'documents' | 'collections' | 'paidAppIds' | 'now'>,
  stores: StoreScope,
): Promise<Awaited> {
  const { documents, collections, now } = deliveries;
  const at = now();
  const list = (bringers: Bringers): Promise<readonly Found[]> =>
    documents.list(awaitedSearch(awaitedBy(stores, bringers), at));
  const [some, paid] = await Promise.all([list(['person', 'key']), paidOrders(deliveries, at)]);
  const hasKeys = some.some((one) => registrationsIn(one).some(({ by }) => by.kind === 'key'));
  const keyIds = hasKeys ? await registerKeyIds(collections.shop) : [];
  const bringers = keyIds.map((id) => `key ${id}` as const);
  const found =
    some.length < MOST_AWAITED
      ? some
      : (await Promise.all([list(['person']), list(bringers)])).flat();
  const each = new Map(found.map((one) => [one._id, one]));
  const isValid = ({ by }: Registration): boolean => by.kind === 'person' || keyIds.includes(by.id);
  const orders = [...each.values()]
    .flatMap((document): readonly AwaitedOrder[] => {
      const own = awaitedIn(document, stores, at).filter(isValid).sort(peopleFirst);
      const [first, ...others] = own;
      return first === undefined
        ? []
        : [{ orderId: document._id, registrations: [first, ...others] }];
    })
    .sort((one, other) => peopleFirst(one.registrations[0], other.registrations[0]));
  const all = orders.flatMap(({ registrations }) => registrations);
  return {
    orders: orders.slice(0, MOST_ROWS),
    more: Math.max(0, orders.length - MOST_ROWS),
    due: dueAmong([...orders, ...paid], at),
    brought: all.filter(({ by }) => by.kind === 'person'),
  };
}

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
const rankOf = ({ by }: Registration): number => RANKS[by.kind];

function peopleFirst(one: Registration, other: Registration): number {
  return rankOf(one) - rankOf(other) || one.at - other.at;
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
