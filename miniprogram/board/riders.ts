import { ID_END_LENGTH } from '../contract/order-id';
import type { AnyRow } from '../contract/board-api';
import { type RiderAt, riderAt, statusOf } from '../contract/delivery-status';
import { orderTone } from '../contract/delivery/urgency';
import { type Position, distanceMetres } from '../contract/delivery';
import { type RiderTone, riderToneOf } from '../map/markers';

/** Order under way on the map: its rider is shown, or the text of its store counts it. */
export interface RiderOnMap {
  readonly orderId: string;
  readonly orderEnd: string;
  /** Position of the rider; null when unknown, and while no rider has accepted the order. */
  readonly place: Position | null;
  /** Colour of the rider. Orders in `bad` and `back` are to be handled. */
  readonly tone: RiderTone;
  readonly riderAt: RiderAt;
  readonly store: string;
  readonly isOld: boolean;
}

export interface StoreOnMap {
  readonly name: string;
  readonly place: Position;
}

/** A rider within this distance of a store counts as in the store: GPS is inexact indoors. */
const IN_STORE_METRES = 100;

/** Lists the orders that the map shows, sorted by order id. `stores`: those on the map. */
export function boardRiders(
  rows: readonly AnyRow[],
  stores: readonly StoreOnMap[],
  now: number,
): readonly RiderOnMap[] {
  return rows
    .flatMap((row) => {
      if (row.kind !== 'known' || statusOf(row.status).isFinal) return [];
      const { orderId, position = null, status, store = '', isOld = false } = row;
      const at = riderAt(status);
      const place = at === 'none' ? null : position;
      const tone = riderToneOf(orderTone(row, now));
      const orderEnd = orderId.slice(-ID_END_LENGTH);
      return [{ orderId, orderEnd, place, tone, riderAt: at, store, isOld }];
    })
    .filter((rider) => rider.place !== null || storeFor(rider, stores) !== null)
    .sort((one, other) => (one.orderId < other.orderId ? -1 : 1));
}

/** Tells whether an order under way is not on the map: it has no rider there, and no store. */
export function isUnplaced(row: AnyRow, stores: readonly StoreOnMap[]): boolean {
  const isUnderWay = row.kind === 'known' && !statusOf(row.status).isFinal;
  return isUnderWay && boardRiders([row], stores, 0).length === 0;
}

/** Finds the store that counts an order: the order waits for a rider, or its rider is there. */
export function storeFor(
  { place, riderAt, store }: RiderOnMap,
  stores: readonly StoreOnMap[],
): StoreOnMap | null {
  const own = stores.length === 1 ? stores[0] : stores.find(({ name }) => name === store);
  if (own === undefined) return null;
  const isInStore =
    place === null
      ? riderAt === 'at-store' || riderAt === 'none'
      : distanceMetres(own.place, place) <= IN_STORE_METRES;
  return isInStore ? own : null;
}
