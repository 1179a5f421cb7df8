import type { StoreScope } from '../../../miniprogram/contract/shop';
import { registerKeyIds } from '../access/register-keys';
import type { Deliveries } from '../deliveries/deliveries';
import {
  type RegisteredBy,
  type Registration,
  searchMarksFor,
  awaitedIn,
  isQueued,
  awaitedSearch,
  MAX_AWAITED_READ,
  nextAskAt,
  PAID_MARK,
  paidIn,
  registrationsIn,
} from '../records/registration';
import type { Found } from '../storage/documents';
import type { BroughtOrder } from './bring-orders';

/** Order that WeChat does not have yet, as the people of some stores see it. */
export interface AwaitedOrder {
  readonly orderId: string;
  /** Waiting registrations for these stores: people's before those of keys, each oldest first. */
  readonly registrations: readonly [Registration, ...Registration[]];
}

export type DueOrder = BroughtOrder;

export interface AwaitedOrders {
  /** Orders for the board's rows: people's before those of keys, each oldest first. */
  readonly orders: readonly AwaitedOrder[];
  readonly more: number;
  /** Due orders, each once: people's, then paid ones, then those of keys; new ones come first. */
  readonly due: readonly DueOrder[];
  /** People's registrations, even of orders without a row. The board's progress counts them. */
  readonly broughtByPeople: readonly Registration[];
}

const MAX_AWAITED_ROWS = 100;

/**
 * Reads the orders that some stores await, without those of revoked keys. If one query cannot read
 * all, people and valid keys get a query each, so that revoked keys take up no room.
 */
export async function awaitedOrders(
  deliveries: Pick<Deliveries, 'documents' | 'collections' | 'paidAppIds' | 'now'>,
  stores: StoreScope,
): Promise<AwaitedOrders> {
  const { documents, collections, now } = deliveries;
  const at = now();
  const list = (registeredBy: RegisteredBy): Promise<readonly Found[]> =>
    documents.list(awaitedSearch(searchMarksFor(stores, registeredBy), at));
  const [some, paid] = await Promise.all([list(['person', 'key']), paidOrders(deliveries, at)]);
  const hasKeys = some.some((one) => registrationsIn(one).some(({ by }) => by.kind === 'key'));
  const keyIds = hasKeys ? await registerKeyIds(collections.shop) : [];
  const registeredBy = keyIds.map((id) => `key ${id}` as const);
  const found =
    some.length < MAX_AWAITED_READ
      ? some
      : (await Promise.all([list(['person']), list(registeredBy)])).flat();
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
    orders: orders.slice(0, MAX_AWAITED_ROWS),
    more: Math.max(0, orders.length - MAX_AWAITED_ROWS),
    due: dueOrdersAmong([...orders, ...paid], at),
    broughtByPeople: all.filter(({ by }) => by.kind === 'person'),
  };
}

async function paidOrders(
  { documents, paidAppIds }: Pick<Deliveries, 'documents' | 'paidAppIds'>,
  now: number,
): Promise<readonly AwaitedOrder[]> {
  // A failure is ignored here, because `bringPaidOrders` notes it.
  const appIds = await paidAppIds().catch((): readonly string[] => []);
  const found = appIds.length === 0 ? [] : await documents.list(awaitedSearch([PAID_MARK], now));
  return found.flatMap((document) => {
    const registration = paidIn(document, now);
    const isOn = registration !== undefined && appIds.includes(registration.by.id);
    return isOn ? [{ orderId: document._id, registrations: [registration] }] : [];
  });
}

const RANKS_BY_SOURCE = { person: 0, paid: 1, key: 2 } as const;
const sourceRankOf = ({ by }: Registration): number => RANKS_BY_SOURCE[by.kind];

function peopleFirst(one: Registration, other: Registration): number {
  return sourceRankOf(one) - sourceRankOf(other) || one.at - other.at;
}

function dueOrdersAmong(orders: readonly AwaitedOrder[], now: number): readonly DueOrder[] {
  const due = orders.flatMap(({ orderId, registrations }) => {
    const registration = registrations.find((one) => (nextAskAt(one, now) ?? Infinity) <= now);
    return registration === undefined ? [] : [{ orderId, registration }];
  });
  const rank = ({ registration }: DueOrder): number =>
    2 * sourceRankOf(registration) + (isQueued(registration) ? 0 : 1);
  const next = ({ registration }: DueOrder): number => nextAskAt(registration, now) ?? 0;
  due.sort((one, other) => rank(one) - rank(other) || next(one) - next(other));
  const firstDueById = new Map([...due].reverse().map((one) => [one.orderId, one]));
  return due.filter((one) => firstDueById.get(one.orderId) === one);
}
