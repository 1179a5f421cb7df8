import { END_LENGTH } from '../contract/order-id';
import type { AnyRow } from '../contract/board-api';
import { type RiderAt, riderAt, statusOf } from '../contract/delivery-status';
import { orderTone } from '../contract/delivery/urgency';
import { type Position, distanceMetres } from '../contract/delivery';
import { type RiderTone, riderToneOf } from '../map/markers';

/** Order under way on the map: as its rider, or as one of the count at its store. */
export interface RiderOnMap {
  readonly orderId: string;
  readonly end: string;
  /** Position of the rider; null where nobody tells it, and for an order that waits for a rider. */
  readonly place: Position | null;
  /** `bad` and `back` are to be handled. */
  readonly tone: RiderTone;
  readonly at: RiderAt;
  readonly store: string;
  readonly isOld: boolean;
}

export interface StoreOnMap {
  readonly name: string;
  readonly place: Position;
}

/** A rider this near to a store counts as in the store, because GPS is inexact in malls. */
const IN_STORE_METRES = 100;

/** Lists the orders that the map shows, sorted by order id; `stores` have a house on the map. */
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
      return [{ orderId, end: orderId.slice(-END_LENGTH), place, tone, at, store, isOld }];
    })
    .filter((rider) => rider.place !== null || houseOf(rider, stores) !== null)
    .sort((one, other) => (one.orderId < other.orderId ? -1 : 1));
}

/** Tells whether an order is under way but not on the map: neither as a rider nor in a house. */
export function isUnplaced(row: AnyRow, stores: readonly StoreOnMap[]): boolean {
  const isUnderWay = row.kind === 'known' && !statusOf(row.status).isFinal;
  return isUnderWay && boardRiders([row], stores, 0).length === 0;
}

/** Finds the store whose house counts an order: it waits for a rider, or its rider is in there. */
export function houseOf(
  { place, at, store }: RiderOnMap,
  stores: readonly StoreOnMap[],
): StoreOnMap | null {
  const own = stores.length === 1 ? stores[0] : stores.find(({ name }) => name === store);
  if (own === undefined) return null;
  const isIn =
    place === null
      ? at === 'at-store' || at === 'none'
      : distanceMetres(own.place, place) <= IN_STORE_METRES;
  return isIn ? own : null;
}
