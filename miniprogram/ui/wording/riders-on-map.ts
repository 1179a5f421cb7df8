import type { Position } from '../../contract/delivery';

/** Rider of an order on a map of many. */
export interface RiderOnMap {
  readonly orderId: string;
  /** Last characters of the order id. */
  readonly end: string;
  readonly place: Position;
  /** `bad`: to be handled; `wait`: late; `back`: returning; `go`: under way. */
  readonly tone: 'bad' | 'wait' | 'back' | 'go';
  /** True when somebody has to do something: the label is filled and says so. */
  readonly isUrgent: boolean;
  readonly isAtStore: boolean;
  /** True when the position is an old one. */
  readonly isOld: boolean;
}

/** Store on that map. */
export interface StoreOnMap {
  readonly name: string;
  readonly place: Position;
}
