import type { ClockState } from '../clock/clock';
import type { ActiveFault } from '../faults/faults';

/** State of the local host, from GET /host/state, and after every change from GET /host/events. */
export interface HostState {
  readonly clock: ClockState;
  readonly shop: ShownShop;
  readonly people: readonly ShownPerson[];
  readonly miniPrograms: readonly { readonly appId: string; readonly name: string }[];
  readonly deliveries: readonly ShownDelivery[];
  readonly groups: readonly ShownGroup[];
  /** Subscribe messages that reached people's phones, oldest first. */
  readonly phoneMessages: readonly ShownPhoneMessage[];
  /** Latest calls of cloud functions, newest first. */
  readonly calls: readonly ShownCall[];
  /** Simulated faults that are switched on (dev/faults/fault-table.ts), the earliest first. */
  readonly faults: readonly ActiveFault[];
  /** Says whether the shop has a dark style for the map. */
  readonly hasDarkMap: boolean;
  /** Says whether all deliveries move on by themselves, but for those switched on their own. */
  readonly areAllMovingOn: boolean;
}

/** Event that GET /host/events sends. */
export type HostEvent =
  | { readonly type: 'clock'; readonly clock: ClockState }
  | { readonly type: 'state'; readonly state: HostState };

export interface ShownPerson {
  readonly id: string;
  /** Role in the demo shop, such as `店员`. */
  readonly name: string;
  /** Own name of the person, such as `小林`. */
  readonly ownName: string;
}

/** Initial data of the local host: the demo shop, or an empty database. */
export type WorldKind = 'demo' | 'empty';

/** Invented values that an owner needs to set up a shop: of the cloud, WeChat and couriers. */
export interface ShownShop {
  readonly kind: WorldKind;
  readonly setupCode: string;
  /** Mini-programs that place orders, each with its AppID and AppSecret in one text. */
  readonly credentials: readonly { readonly name: string; readonly text: string }[];
  /** AppID and AppSecret of the staff's own mini-program, by which people are sent messages. */
  readonly ownCredentials: string;
  readonly accounts: readonly ShownAccount[];
  readonly intracity: ShownIntracity;
}

/** Keys of 同城配送, which an owner copies from MP (docs/intracity-contract.md §4), and stores. */
export interface ShownIntracity {
  readonly symmetricKey: string;
  readonly symmetricKeyNumber: string;
  /** PEM, as the certificates. */
  readonly privateKey: string;
  readonly certificate: string;
  readonly certificateNumber: string;
  /** Certificate after the next change, and its number. */
  readonly nextCertificate: string;
  readonly nextCertificateNumber: string;
  readonly stores: readonly { readonly name: string; readonly wxStoreId: string }[];
}

export interface ShownAccount {
  readonly label: string;
  readonly shopId: string;
  readonly secret: string;
  readonly stores: readonly { readonly name: string; readonly shopNo: string | null }[];
}

/** What the sandbox and the console know of a delivery. */
export interface KnownDelivery {
  /** The merchant's order id. Of 同城配送: WeChat's (19 digits), as the merchant's is per store. */
  readonly orderId: string;
  /** The merchant's order id of 同城配送. null marks an order of 即时配送. */
  readonly storeOrderId: string | null;
  readonly courier: string;
  /** Name of the store where the order is picked up. */
  readonly store: string;
  /** Earlier orders with the same order id, under other shopids, the latest first. */
  readonly earlier: readonly { readonly courier: string; readonly status: number }[];
  /** Name of the customer's address. */
  readonly destination: string;
  /** `order_status` (getorder-contract.md §2, intracity-contract.md §2). No two mean the same. */
  readonly status: number;
  /** Time of the last change of status or rider, ms since 1970 on the host's clock. */
  readonly changedAt: number;
  /** Rider's name as in the courier's answers. Some couriers mask it. */
  readonly riderName: string | null;
  /** Courier's estimate of the seconds to the door (0 when there). null unless delivering. */
  readonly remainingSeconds: number | null;
  readonly canReassign: boolean;
}

export interface ShownDelivery extends KnownDelivery {
  /**
   * Expected arrival in ms since 1970: the time of the host's clock plus `remainingSeconds`. null
   * unless the rider is delivering.
   */
  readonly expectedAt: number | null;
  /** Status codes of an undisturbed delivery, in order; empty after the end of the delivery. */
  readonly regularStatuses: readonly number[];
  /** Status codes that can come next, the regular one first. */
  readonly next: readonly number[];
  /** Says whether it moves on by itself. */
  readonly isMovingOn: boolean;
}

/** Group chat with a robot that the shop can be told by. Address and secret are invented. */
export interface ShownGroup {
  readonly name: string;
  /** Address of the robot, as 企业微信 or 飞书 shows it. */
  readonly address: string;
  /** Secret of the robot's sign (签名校验); null where it has none. */
  readonly signSecret: string | null;
  /** Messages of the robot, oldest first. `at`: ms since 1970 on the host's clock. */
  readonly messages: readonly { readonly at: number; readonly text: string }[];
}

/** Subscribe message, as the person's WeChat shows it (服务通知). */
export interface ShownPhoneMessage {
  /** Time in ms since 1970 on the host's clock. */
  readonly at: number;
  /** Id of the person. */
  readonly person: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly words: string }[];
  /** Page that a tap opens, without a leading slash. */
  readonly page: string;
}

export interface ShownCall {
  readonly at: number;
  readonly name: string;
  readonly who: string;
  readonly orderId: string | null;
  /** Action of the function, such as `save-store`; null when the event has none. */
  readonly action: string | null;
  /** Status code, `ok` for a call without an order, or an error code (function or WeChat). */
  readonly outcome: string;
  readonly isOk: boolean;
  readonly ms: number;
  readonly upstream: number;
  readonly database: number;
  /** Whether the call asked for the rider's phone number. */
  readonly isReveal: boolean;
  /** WeChat's error code for a dead token that was replaced (docs/getorder-contract.md §5). */
  readonly deadToken: number | null;
  /** Whether the call fetched an access token. */
  readonly isTokenFetched: boolean;
}
