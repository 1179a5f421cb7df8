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
import type { RegisteredOrder } from './bring-orders';

/** Order that WeChat does not have yet, as the people of some stores see it. */
export interface AwaitedOrder {
  readonly orderId: string;
  /** Registrations for these stores: people's, then the merchant system's, both oldest first. */
  readonly registrations: readonly [Registration, ...Registration[]];
}

/** Awaited order for which WeChat is to be asked now, with the registration that makes it due. */
export type DueOrder = RegisteredOrder;

export interface AwaitedOrders {
  /** Orders for the board's rows: people's, then the merchant system's, both oldest first. */
  readonly orders: readonly AwaitedOrder[];
  /** Number of orders that get no row, because MAX_AWAITED_ROWS have one. */
  readonly moreCount: number;
  /** Orders to ask for now: people's, then paid, then the merchant system's; in each, new first. */
  readonly dueOrders: readonly DueOrder[];
  /** People's registrations, even of orders without a row. The board's progress counts them. */
  readonly broughtByPeople: readonly Registration[];
}

const MAX_AWAITED_ROWS = 100;

/**
 * Reads the orders that some stores await, leaving out those that came with a revoked key. If one
 * query reaches its limit, two queries replace it: one reads people's orders, the other those of
 * valid keys. So orders of revoked keys do not count for the limit.
 */
export async function readAwaitedOrders(
  deliveries: Pick<Deliveries, 'documents' | 'collections' | 'paidAppIds' | 'now'>,
  stores: StoreScope,
): Promise<AwaitedOrders> {
  const { documents, collections, now } = deliveries;
  const readAt = now();
  const listAwaited = (registeredBy: RegisteredBy): Promise<readonly Found[]> =>
    documents.list(awaitedSearch(searchMarksFor(stores, registeredBy), readAt));
  const [firstDocuments, paidOrders] = await Promise.all([
    listAwaited(['person', 'key']),
    readAwaitedPaidOrders(deliveries, readAt),
  ]);
  const hasKeys = firstDocuments.flatMap(registrationsIn).some(({ by }) => by.kind === 'key');
  const keyIds = hasKeys ? await registerKeyIds(collections.shop) : [];
  const validKeys = keyIds.map((id) => `key ${id}` as const);
  const foundDocuments =
    firstDocuments.length < MAX_AWAITED_READ
      ? firstDocuments
      : (await Promise.all([listAwaited(['person']), listAwaited(validKeys)])).flat();
  const documentById = new Map(foundDocuments.map((document) => [document._id, document]));
  const isValid = ({ by }: Registration): boolean => by.kind === 'person' || keyIds.includes(by.id);
  const orders = [...documentById.values()]
    .flatMap((document): readonly AwaitedOrder[] => {
      const [firstRegistration, ...others] = awaitedIn(document, stores, readAt)
        .filter(isValid)
        .sort(compareBySource);
      if (firstRegistration === undefined) return [];
      return [{ orderId: document._id, registrations: [firstRegistration, ...others] }];
    })
    .sort((one, other) => compareBySource(one.registrations[0], other.registrations[0]));
  const registrations = orders.flatMap((order) => order.registrations);
  return {
    orders: orders.slice(0, MAX_AWAITED_ROWS),
    moreCount: Math.max(0, orders.length - MAX_AWAITED_ROWS),
    dueOrders: dueOrdersAmong([...orders, ...paidOrders], readAt),
    broughtByPeople: registrations.filter(({ by }) => by.kind === 'person'),
  };
}

async function readAwaitedPaidOrders(
  { documents, paidAppIds }: Pick<Deliveries, 'documents' | 'paidAppIds'>,
  now: number,
): Promise<readonly AwaitedOrder[]> {
  // A failure to read the AppIDs is ignored, because `bringPaidOrders` logs the same failure.
  const appIds = await paidAppIds().catch((): readonly string[] => []);
  if (appIds.length === 0) return [];
  return (await documents.list(awaitedSearch([PAID_MARK], now))).flatMap((document) => {
    const registration = paidIn(document, now);
    const isReadingOn = registration !== undefined && appIds.includes(registration.by.id);
    return isReadingOn ? [{ orderId: document._id, registrations: [registration] }] : [];
  });
}

const RANKS_BY_SOURCE = { person: 0, paid: 1, key: 2 } as const;
const sourceRankOf = ({ by }: Registration): number => RANKS_BY_SOURCE[by.kind];

function compareBySource(one: Registration, other: Registration): number {
  return sourceRankOf(one) - sourceRankOf(other) || one.at - other.at;
}

function dueOrdersAmong(orders: readonly AwaitedOrder[], now: number): readonly DueOrder[] {
  const dueOrders = orders.flatMap(({ orderId, registrations }) => {
    const registration = registrations.find((one) => (nextAskAt(one, now) ?? Infinity) <= now);
    return registration === undefined ? [] : [{ orderId, registration }];
  });
  const rankOf = ({ registration }: DueOrder): number =>
    2 * sourceRankOf(registration) + (isQueued(registration) ? 0 : 1);
  const dueAtOf = ({ registration }: DueOrder): number => nextAskAt(registration, now) ?? 0;
  dueOrders.sort((one, other) => rankOf(one) - rankOf(other) || dueAtOf(one) - dueAtOf(other));
  const firstDueById = new Map([...dueOrders].reverse().map((order) => [order.orderId, order]));
  return dueOrders.filter((order) => firstDueById.get(order.orderId) === order);
}
