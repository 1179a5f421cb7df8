import type { ClockState } from '../clock/clock';
import type { ActiveFault } from '../faults/faults';

/** The host's state: GET /host/state, and after every change by GET /host/events. */
export interface HostState {
  readonly clock: ClockState;
  readonly shop: ShownShop;
  readonly people: readonly ShownPerson[];
  readonly deliveries: readonly ShownDelivery[];
  /** Latest calls of functions, newest first. */
  readonly calls: readonly ShownCall[];
  /** Active faults (dev/faults/fault-table.ts), in the order in which they were switched on. */
  readonly faults: readonly ActiveFault[];
}

/** An event of GET /host/events. */
export type HostEvent =
  | { readonly type: 'clock'; readonly clock: ClockState }
  | { readonly type: 'state'; readonly state: HostState };

export interface ShownPerson {
  readonly id: string;
  /** Role in the demo's shop: `店员`. */
  readonly name: string;
  /** Name: `小林`. */
  readonly ownName: string;
}

/** The begin of a world: with the demo's shop, or with an empty database. */
export type WorldKind = 'demo' | 'empty';

/** Values for setting a shop up, from the cloud, WeChat and delivery companies. All invented. */
export interface ShownShop {
  readonly kind: WorldKind;
  readonly setupCode: string;
  readonly appSecret: string;
  readonly accounts: readonly ShownAccount[];
}

export interface ShownAccount {
  readonly company: string;
  readonly shopId: string;
  readonly secret: string;
  readonly stores: readonly { readonly name: string; readonly shopNo: string | null }[];
}

export interface ShownDelivery {
  readonly orderId: string;
  readonly courier: string;
  /** Store where the order is picked up. */
  readonly store: string;
  /** The same order id at other couriers, the latest first. */
  readonly earlier: readonly { readonly courier: string; readonly status: number }[];
  /** Name of the customer's address. */
  readonly destination: string;
  readonly status: number;
  readonly riderName: string | null;
  /** Seconds to the customer's door, or null unless it is delivering. */
  readonly remainingSeconds: number | null;
  /**
   * Expected arrival, ms since 1970 on the one clock: the phone's, or by `remainingSeconds` when
   * nobody asks. null unless delivering.
   */
  readonly expectedAt: number | null;
  /** Last change, ms since 1970 on the one clock. */
  readonly changedAt: number;
  /** Regular statuses of the delivery from first to last, or none after its end. */
  readonly regularStatuses: readonly number[];
  /** Possible next statuses, the regular one first. */
  readonly next: readonly number[];
  readonly canChangeRider: boolean;
}

export interface ShownCall {
  readonly at: number;
  readonly name: string;
  readonly who: string;
  readonly orderId: string | null;
  /** The function's action: `save-store`. null when the event has none. */
  readonly action: string | null;
  /** A status code, `ok` without an order, an error code of the function, or WeChat's. */
  readonly outcome: string;
  readonly isOk: boolean;
  readonly ms: number;
  readonly upstream: number;
  readonly database: number;
  /** Says whether the call asked for a phone number. */
  readonly isReveal: boolean;
  /** WeChat's code for a dead token that was replaced (docs/getorder-contract.md §5), or null. */
  readonly deadToken: number | null;
  /** Says whether the call fetched a token. */
  readonly isTokenFetched: boolean;
}
