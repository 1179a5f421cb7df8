import type { ClockState } from '../clock/clock';
import type { ActiveFault } from '../faults/faults';

/** What the console is shown: GET /host/state, and again at every change by GET /host/events. */
export interface HostState {
  readonly clock: ClockState;
  readonly shop: ShownShop;
  readonly people: readonly ShownPerson[];
  readonly deliveries: readonly ShownDelivery[];
  /** The latest calls of functions, newest first. */
  readonly calls: readonly ShownCall[];
  /** What goes wrong on request (dev/faults/fault-table.ts), in the order in which it was switched on. */
  readonly faults: readonly ActiveFault[];
}

/** What GET /host/events tells. */
export type HostEvent =
  | { readonly type: 'clock'; readonly clock: ClockState }
  | { readonly type: 'state'; readonly state: HostState };

export interface ShownPerson {
  readonly id: string;
  /** What they are to the demo's shop: `店员`. */
  readonly name: string;
  /** As they are called: `小林`. */
  readonly ownName: string;
}

/** How a world began: with the demo's shop set up, or with an empty database and all still to do. */
export type WorldKind = 'demo' | 'empty';

/** What whoever sets the shop up has been given: by the cloud's console, by WeChat, and by the delivery companies. All of it is made up. */
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
  /** Where it is picked up. */
  readonly store: string;
  /** The same order id at other couriers, the latest first. */
  readonly earlier: readonly { readonly courier: string; readonly status: number }[];
  /** What the customer's door is called. */
  readonly destination: string;
  readonly status: number;
  readonly riderName: string | null;
  /** Seconds to the customer's door; null unless it is delivering. */
  readonly remainingSeconds: number | null;
  /** When it is to arrive, ms since 1970 on the one clock: as the phone was told, while one asks; else by `remainingSeconds`. Null unless it is delivering. */
  readonly expectedAt: number | null;
  /** When it last changed: ms since 1970 on the one clock. */
  readonly changedAt: number;
  /** The usual way of such a delivery by its statuses, from its first to its end; empty after an end. */
  readonly regularStatuses: readonly number[];
  /** Statuses that it can go to from here: the usual next one first. */
  readonly next: readonly number[];
  readonly canChangeRider: boolean;
}

export interface ShownCall {
  readonly at: number;
  readonly name: string;
  readonly who: string;
  readonly orderId: string | null;
  /** What was asked of the function, by its own word: `save-store`; null when it did not say. */
  readonly action: string | null;
  /** A status code, `ok` where no order was asked for, an error code of the function, or WeChat's own. */
  readonly outcome: string;
  readonly isOk: boolean;
  readonly ms: number;
  readonly upstream: number;
  readonly database: number;
  /** A number to dial was asked for. */
  readonly isReveal: boolean;
  /** What WeChat called the token that was found dead and replaced (docs/getorder-contract.md §5); null when it was not dead. */
  readonly deadToken: number | null;
  /** A token was fetched for this call. */
  readonly isTokenFetched: boolean;
}
