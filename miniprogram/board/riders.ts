import type { AnyRow } from '../contract/board-api';
import { riderAt, statusOf } from '../contract/delivery-status';
import { orderClassOf } from '../contract/delivery/urgency';
import type { Position } from '../contract/delivery';

export interface RiderOnMap {
  readonly orderId: string;
  /** Last characters of the order id. */
  readonly end: string;
  readonly place: Position;
  /** `bad`: to be handled; `wait`: late; `back`: returning; `go`: under way. */
  readonly tone: 'bad' | 'wait' | 'back' | 'go';
  /** True when somebody has to act: the label is filled, and says so. */
  readonly isUrgent: boolean;
  readonly isAtStore: boolean;
  readonly isOld: boolean;
}

export interface StoreOnMap {
  readonly name: string;
  readonly place: Position;
}

/** Riders on the map, and the number of orders under way that have no position. */
export interface BoardRiders {
  readonly riders: readonly RiderOnMap[];
  readonly unplaced: number;
}

const END_LENGTH = 4;

/**
 * Lists the riders with a position, by order id, so that one who moves changes nothing of the
 * others. `now` in ms on the cloud's clock.
 */
export function boardRiders(rows: readonly AnyRow[], now: number): BoardRiders {
  const underWay = rows.filter((row) => row.kind === 'known' && !statusOf(row.status).isFinal);
  const riders = underWay.flatMap((row) => {
    if (row.kind !== 'known' || row.position === undefined) return [];
    const { orderId, position: place, status, isOld = false } = row;
    const orderClass = orderClassOf(row, now);
    const isAtStore = riderAt(status) === 'at-store';
    const tone = toneOf(orderClass, riderAt(status) === 'back');
    const isUrgent = tone !== 'go';
    return [{ orderId, end: orderId.slice(-END_LENGTH), place, tone, isUrgent, isAtStore, isOld }];
  });
  riders.sort((one, other) => (one.orderId < other.orderId ? -1 : 1));
  return { riders, unplaced: underWay.length - riders.length };
}

function toneOf(
  orderClass: ReturnType<typeof orderClassOf>,
  isReturning: boolean,
): RiderOnMap['tone'] {
  if (isReturning) return 'back';
  if (orderClass === 'to-handle') return 'bad';
  return orderClass === 'late' ? 'wait' : 'go';
}
