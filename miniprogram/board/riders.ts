import { ID_END_LENGTH } from '../contract/order-id';
import type { AnyRow } from '../contract/board-api';
import { type RiderPlace, riderAt, statusOf } from '../contract/delivery-status';
import { orderTone } from '../contract/delivery/urgency';
import { type Position, distanceMetres } from '../contract/delivery';
import type { Box } from '../map/free-space';
import { type RiderTone, riderToneOf } from '../map/markers';
import type { ShownRegion } from '../map/shown-region';

/** Order under way on the map: by its rider's picture, or in the number on its store's label. */
export interface RiderOnMap {
  readonly orderId: string;
  readonly orderEnd: string;
  /** Position of the rider; null when unknown, and while no rider has accepted the order. */
  readonly place: Position | null;
  /** Colour of the rider. Orders in `bad` and `back` are to be handled. */
  readonly tone: RiderTone;
  readonly riderAt: RiderPlace;
  readonly store: string;
  readonly isOld: boolean;
}

export interface StoreOnMap {
  readonly name: string;
  readonly place: Position;
}

/** What the map of all riders has to show, and for which region. */
export interface SceneInput {
  readonly riders: readonly RiderOnMap[];
  readonly stores: readonly StoreOnMap[];
  readonly selectedId: string;
  /** Order ids of riders at one spot whom the person has fanned out (spread around the spot). */
  readonly fannedIds: readonly string[];
  readonly region: ShownRegion;
  /** Part of the map that buttons and cards do not cover. */
  readonly uncovered: Box;
}

/** A rider within this distance counts as in the store, because GPS is inexact indoors. */
const IN_STORE_METRES = 100;

/** Lists the orders that the map shows, sorted by order id. `stores`: the stores that it shows. */
export function boardRiders(
  rows: readonly AnyRow[],
  stores: readonly StoreOnMap[],
  now: number,
): readonly RiderOnMap[] {
  return rows
    .flatMap((row) => {
      if (row.kind !== 'known' || statusOf(row.status).isFinal) return [];
      const { orderId, position = null, status, store = '', isOld = false } = row;
      const phase = riderAt(status);
      const place = phase === 'none' ? null : position;
      const tone = riderToneOf(orderTone(row, now));
      const orderEnd = orderId.slice(-ID_END_LENGTH);
      return [{ orderId, orderEnd, place, tone, riderAt: phase, store, isOld }];
    })
    .filter((rider) => rider.place !== null || storeWithOrder(rider, stores) !== null)
    .sort((one, other) => (one.orderId < other.orderId ? -1 : 1));
}

/** Tells whether the map shows an order under way neither as a rider nor in a store's text. */
export function isUnplaced(row: AnyRow, stores: readonly StoreOnMap[]): boolean {
  const isUnderWay = row.kind === 'known' && !statusOf(row.status).isFinal;
  return isUnderWay && boardRiders([row], stores, 0).length === 0;
}

/** Finds the store whose text counts an order: it has no rider, or its rider is in the store. */
export function storeWithOrder(
  { place, riderAt, store }: RiderOnMap,
  stores: readonly StoreOnMap[],
): StoreOnMap | null {
  const ownStore = stores.length === 1 ? stores[0] : stores.find(({ name }) => name === store);
  if (ownStore === undefined) return null;
  const isInStore =
    place === null
      ? riderAt === 'at-store' || riderAt === 'none'
      : distanceMetres(ownStore.place, place) <= IN_STORE_METRES;
  return isInStore ? ownStore : null;
}
