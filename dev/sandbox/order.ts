import type { Infer } from 'superstruct';
import { enums, literal, nullable, number, object, string, tuple, union } from 'superstruct';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { storeOf } from './account';
import type { DemoStore } from './account';
import { COURIERS } from './couriers';
import type { Courier, CourierId, CourierRider } from './couriers';

const COURIER_IDS = Object.keys(COURIERS) as CourierId[];

/** What can happen to an order. The list of these is all the state that deliveries have. Times are ms since 1970. */
export const OrderEvent = union([
  object({
    type: literal('placed'),
    at: number(),
    orderId: string(),
    shopId: string(),
    /** The store's number at its courier; null where it gave none. */
    shopNo: nullable(string()),
    courierId: enums(COURIER_IDS),
    waybillId: string(),
    /** What the door is called, for people at the console. */
    destination: string(),
    /** Where it is, in GCJ-02. */
    door: tuple([number(), number()]),
    /** 1 is as quick as the courier thinks its riders are; below it they run late. */
    pace: number(),
  }),
  object({
    type: literal('rider-assigned'),
    at: number(),
    orderId: string(),
    shopId: string(),
    rider: enums([0, 1]),
  }),
  object({
    type: literal('moved'),
    at: number(),
    orderId: string(),
    shopId: string(),
    status: number(),
  }),
]);
export type OrderEvent = Infer<typeof OrderEvent>;

/** An order as its events have left it. Placed again under the same shopid and id, it starts afresh; under another shopid it is another order. */
export interface SandboxOrder {
  readonly orderId: string;
  readonly shopId: string;
  readonly shopNo: string | null;
  /** Where it is picked up. */
  readonly store: DemoStore;
  readonly courier: Courier;
  readonly waybillId: string;
  readonly destination: string;
  readonly door: readonly [number, number];
  readonly pace: number;
  readonly placedAt: number;
  /** `order_status` (docs/getorder-contract.md §2). */
  readonly status: number;
  readonly changedAt: number;
  readonly rider: (CourierRider & { readonly index: 0 | 1; readonly assignedAt: number }) | null;
  /** When the goods left the store; null before. */
  readonly leftStoreAt: number | null;
}

/** Statuses in which nobody is under way for the order. */
const WITHOUT_RIDER = [101, 103, 501, 502];

export function needsRider(status: number): boolean {
  return !WITHOUT_RIDER.includes(status);
}

/** The order after one more event; undefined for an event of an order that was never placed. */
export function afterEvent(
  order: SandboxOrder | undefined,
  event: OrderEvent,
): SandboxOrder | undefined {
  if (event.type === 'placed') {
    return {
      orderId: event.orderId,
      shopId: event.shopId,
      shopNo: event.shopNo,
      store: storeOf(event),
      courier: COURIERS[event.courierId],
      waybillId: event.waybillId,
      destination: event.destination,
      door: event.door,
      pace: event.pace,
      placedAt: event.at,
      status: 101,
      changedAt: event.at,
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

/** A rider who has only just taken the order has not left the store with it, whatever an earlier one did. */
function keptLeaving(order: SandboxOrder, status: number): number | null {
  return status === 102 ? null : order.leftStoreAt;
}

/**
 * Where a delivery can go from each status: the usual next one first, then what can go wrong
 * (docs/getorder-contract.md §2 [O]; the arrows are [I], for the document lists the statuses only).
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
  // A rider took it after all [R].
  502: [102],
};

/** Statuses that can follow, the usual one first; empty after an end. */
export function statusesAfter(status: number): readonly number[] {
  return NEXT[status] ?? [];
}

/** A rider can be changed for another one only before the goods are handed over. */
export function canReassign(status: number): boolean {
  return status === 102 || status === 201;
}

export function hasEnded(status: number): boolean {
  return statusOfCode(status).isFinal;
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The shop's day as it stands in its order ids: `20261124`. */
export function dayOf(time: number): string {
  return DAY.format(time).replaceAll('-', '');
}

/** The shop's next order id of the day: `20261124-1288` after `20261124-1287`. */
export function nextOrderId(taken: readonly string[], time: number): string {
  const day = dayOf(time);
  const numbers = taken
    .filter((orderId) => orderId.startsWith(`${day}-`))
    .map((orderId) => Number(orderId.slice(day.length + 1)))
    .filter(Number.isInteger);
  return `${day}-${Math.max(1000, ...numbers) + 1}`;
}
