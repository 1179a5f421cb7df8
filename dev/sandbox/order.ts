import {
  type Infer,
  enums,
  literal,
  nullable,
  number,
  object,
  string,
  tuple,
  union,
} from 'superstruct';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { type DemoStore, storeOf } from './account';
import { type Courier, type CourierId, type CourierRider, COURIERS } from './couriers';

const COURIER_IDS = Object.keys(COURIERS) as CourierId[];

const OF_ORDER = { at: number(), orderId: string(), shopId: string() };

/** Event of an order, kept in the journal. The events are the whole state. Times: ms since 1970. */
export const OrderEvent = union([
  object({
    ...OF_ORDER,
    type: literal('placed'),
    /** Mini-program that placed the order, which alone finds it. */
    appId: string(),
    /** Store's number at the courier (`shop_no`), or null. */
    shopNo: nullable(string()),
    courierId: enums(COURIER_IDS),
    waybillId: string(),
    /** Name of the customer's address, for people at the console. */
    destination: string(),
    /** Longitude and latitude of the customer's door, in GCJ-02 degrees. */
    door: tuple([number(), number()]),
    /** Factor of the rider's speed. Below 1 the rider is slower than the courier expects. */
    pace: number(),
  }),
  object({ ...OF_ORDER, type: literal('rider-assigned'), rider: enums([0, 1]) }),
  object({ ...OF_ORDER, type: literal('moved'), status: number() }),
]);
export type OrderEvent = Infer<typeof OrderEvent>;
type Placed = Extract<OrderEvent, { type: 'placed' }>;

/**
 * State of an order after its events. The same order id placed again under the same shopid resets
 * it; under another shopid the same id is another order.
 */
export interface SandboxOrder extends Omit<Placed, 'type' | 'at' | 'courierId'> {
  /** Store where the order is picked up. */
  readonly store: DemoStore;
  readonly courier: Courier;
  readonly placedAt: number;
  /** `order_status` (docs/getorder-contract.md §2). */
  readonly status: number;
  readonly changedAt: number;
  readonly rider: (CourierRider & { readonly index: 0 | 1; readonly assignedAt: number }) | null;
  /** Time when the goods left the store, in ms since 1970, or null. */
  readonly leftStoreAt: number | null;
}

/** Codes of statuses in which an order has no rider. */
const WITHOUT_RIDER = [101, 103, 501, 502];

export function needsRider(status: number): boolean {
  return !WITHOUT_RIDER.includes(status);
}

/** Returns the order after an event, or undefined when it was never placed. */
export function afterEvent(
  order: SandboxOrder | undefined,
  event: OrderEvent,
): SandboxOrder | undefined {
  if (event.type === 'placed') {
    const { type: _, at, courierId, ...placed } = event;
    return {
      ...placed,
      store: storeOf(event),
      courier: COURIERS[courierId],
      placedAt: at,
      status: 101,
      changedAt: at,
      rider: null,
      leftStoreAt: null,
    };
  }
  if (order === undefined) return undefined;
  if (event.type === 'rider-assigned') {
    const rider = order.courier.riders[event.rider];
    return {
      ...order,
      rider: { ...rider, index: event.rider, assignedAt: event.at },
      changedAt: event.at,
    };
  }
  const leavesStore = event.status === 202 || event.status === 301;
  return {
    ...order,
    status: event.status,
    changedAt: event.at,
    rider: needsRider(event.status) ? order.rider : null,
    leftStoreAt: leavesStore ? (order.leftStoreAt ?? event.at) : keptLeaving(order, event.status),
  };
}

/** Forgets the departure once a new rider accepts, since the goods are still at the store. */
function keptLeaving(order: SandboxOrder, status: number): number | null {
  return status === 102 ? null : order.leftStoreAt;
}

/**
 * Possible next statuses, the regular one first, then problems (docs/getorder-contract.md §2 [O];
 * transitions are [I], since the document lists only statuses).
 */
const NEXT: Readonly<Record<number, readonly number[]>> = {
  101: [102, 103, 501, 502],
  102: [201, 103, 204, 205, 501, 502],
  201: [202, 203, 204, 205, 501, 502],
  202: [301, 303, 501, 502],
  301: [302, 303, 304, 305, 501, 502],
  303: [401],
  304: [401],
  305: [401],
  // A cancelled order was once accepted by a rider after all [R].
  502: [102],
};

/** Lists possible next statuses, the regular one first. May be empty. */
export function statusesAfter(status: number): readonly number[] {
  return NEXT[status] ?? [];
}

/** Says whether the rider can change, which is possible until the goods are handed over. */
export function canReassign(status: number): boolean {
  return status === 102 || status === 201;
}

export function hasEnded(status: number): boolean {
  return statusOfCode(status).isFinal;
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** Returns the day of a time in the shop's time zone, as in order ids: `20261124`. */
export function dayOf(time: number): string {
  return DAY.format(time).replaceAll('-', '');
}

/**
 * Returns the next free order id of the day: `20261124-1288` after `20261124-1287`.
 *
 * @param after number after which a day's order ids begin
 */
export function nextOrderId(taken: readonly string[], time: number, after = 1000): string {
  const day = dayOf(time);
  const numbers = taken
    .filter((orderId) => orderId.startsWith(`${day}-`))
    .map((orderId) => Number(orderId.slice(day.length + 1)))
    .filter(Number.isInteger);
  return `${day}-${Math.max(after, ...numbers) + 1}`;
}
