import { route } from '../district/route';
import type { Journaled } from '../journal/journal';
import { type SandboxDelivery, destinationOf } from './deliveries';
import {
  type IntracityCourierId,
  type IntracityEvent,
  type IntracityOrder,
  afterIntracityEvent,
  INTRACITY_COURIER_IDS,
  intracityStatusesAfter,
} from './intracity-order';
import { INTRACITY_STORES } from './intracity-stores';
import { dayOf, nextOrderId } from './order';
import { choiceFromText, digitsFromText, randomFromText } from './random-from-text';

export interface IntracityPlaceOptions {
  /** WeChat's order id, 19 digits. Default: made from the other values. */
  readonly wxOrderId?: string;
  /** The merchant's number, unique per store. Default: the next number of the day. */
  readonly storeOrderId?: string;
  /** Default: the first store. */
  readonly wxStoreId?: string;
  readonly courierId?: IntracityCourierId;
  /** Name of a place in the demo district. Default: a home or office, chosen by the order id. */
  readonly destination?: string;
  /** Marks an order of WeChat's own sandbox. */
  readonly isTest?: true;
}

/** Orders of 同城配送. Errors have a message for the person at the console. */
export type IntracityDeliveries = ReturnType<typeof createIntracityDeliveries>;

interface IntracityDeliveriesParts extends Journaled<IntracityEvent> {
  readonly changed: (wxOrderId: string) => void;
}

/** Number after which the merchant's own numbers of a day begin, apart from 即时配送's. */
const NUMBERS_FROM = 3000;
/** Time in ms that the courier reckons with from an order to its pick-up. */
const TO_PICK_UP_MS = 15 * 60_000;
/** Speed in metres per second that the courier reckons with from the store to the door. */
const METRES_PER_SECOND = 4;

export function createIntracityDeliveries(parts: IntracityDeliveriesParts) {
  const { now, past, record, changed } = parts;
  const orders = new Map<string, IntracityOrder>();
  const apply = (event: IntracityEvent): void => {
    const order = afterIntracityEvent(orders.get(event.wxOrderId), event);
    if (order !== undefined) orders.set(event.wxOrderId, order);
  };
  past.forEach(apply);
  const happen = (event: IntracityEvent): void => {
    record(event);
    apply(event);
    changed(event.wxOrderId);
  };
  const known = (wxOrderId: string): IntracityOrder => {
    const order = orders.get(wxOrderId);
    if (order === undefined) throw new Error(`沙箱里没有订单 ${wxOrderId}。`);
    return order;
  };
  const ofStore = (wxStoreId: string): readonly IntracityOrder[] =>
    [...orders.values()].filter(({ store }) => store.wxStoreId === wxStoreId);
  const byStoreOrderId = (wxStoreId: string, storeOrderId: string): IntracityOrder | undefined =>
    ofStore(wxStoreId).find((order) => order.storeOrderId === storeOrderId);
  const setStatus = (order: IntracityOrder, status: number): void => {
    const { wxOrderId, changedAt } = order;
    const rider = status === 30000 ? nextRider(order) : null;
    const at = Math.max(changedAt, now());
    happen({ type: 'intracity-moved', at, wxOrderId, status, rider });
  };

  return {
    byWxOrderId: (wxOrderId: string) => orders.get(wxOrderId),
    byStoreOrderId,
    list: () => [...orders.values()].map((order) => shown(order, now())),

    placeOrder: (options: IntracityPlaceOptions = {}) => {
      const at = now();
      const wxStoreId = options.wxStoreId ?? INTRACITY_STORES[0].wxStoreId;
      const numbers = [...orders.values()].map((order) => order.storeOrderId);
      const storeOrderId = options.storeOrderId ?? nextOrderId(numbers, at, NUMBERS_FROM);
      if (byStoreOrderId(wxStoreId, storeOrderId) !== undefined)
        throw new Error(`门店已经下过订单 ${storeOrderId}。`);
      const seed = `${wxStoreId} ${storeOrderId}`;
      const wxOrderId = options.wxOrderId ?? wxOrderIdFrom(seed);
      if (orders.has(wxOrderId)) throw new Error(`订单 ${wxOrderId} 已经有了。`);
      const courierId = options.courierId ?? choiceFromText(INTRACITY_COURIER_IDS, seed);
      const { name: destination, position: door } = destinationOf(options.destination, seed);
      const ofDay = ofStore(wxStoreId).filter(({ createdAt }) => dayOf(createdAt) === dayOf(at));
      happen({
        type: 'intracity-placed',
        at,
        wxOrderId,
        storeOrderId,
        wxStoreId,
        courierId,
        deliveryNo: digitsFromText(`${seed} delivery`, 16),
        orderSeq: String(ofDay.length + 1),
        destination,
        door: [door[0], door[1]],
        ...(options.isTest && { isTest: true }),
      });
      return { wxOrderId, storeOrderId };
    },

    move: (wxOrderId: string, status: number) => {
      const order = known(wxOrderId);
      if (!intracityStatusesAfter(order.status).includes(status)) {
        throw new Error(`订单 ${wxOrderId} 现在是 ${order.status}，不能变成 ${status}。`);
      }
      setStatus(order, status);
    },

    /** Sets any status, even an impossible next one, as `mocknotify` does [I]. */
    force: (wxOrderId: string, status: number) => {
      setStatus(known(wxOrderId), status);
    },

    nextStatuses: (wxOrderId: string) => intracityStatusesAfter(known(wxOrderId).status),
  };
}

/** Returns 19 digits of 64 bits that no JSON number holds: doubles so great are even. */
export function wxOrderIdFrom(seed: string): string {
  return `3${digitsFromText(`${seed} order`, 17)}7`;
}

/** Cache of the orders' distances. Order objects are immutable. */
const distances = new WeakMap<IntracityOrder, number>();

/** Returns the length of the way from the store to the customer's door, in whole metres. */
export function distanceMetres(order: IntracityOrder): number {
  const known = distances.get(order);
  if (known !== undefined) return known;
  const metres = Math.round(route(order.store.store.position, order.door).lengthMetres);
  distances.set(order, metres);
  return metres;
}

/** Returns when the courier expects to arrive, in ms since 1970. */
export function expectedFinishAt(order: IntracityOrder): number {
  const leaves = order.fetchedAt ?? order.createdAt + TO_PICK_UP_MS;
  return leaves + (distanceMetres(order) / METRES_PER_SECOND) * 1000;
}

/** A rider who gave the order back does not get it again. */
function nextRider({ wxOrderId, lastRider }: IntracityOrder): 0 | 1 {
  if (lastRider !== null) return lastRider === 0 ? 1 : 0;
  return randomFromText(`${wxOrderId} rider`) < 0.5 ? 0 : 1;
}

function shown(order: IntracityOrder, now: number): SandboxDelivery {
  const { wxOrderId, status, courier, rider } = order;
  const seconds = Math.round((expectedFinishAt(order) - now) / 1000);
  return {
    orderId: wxOrderId,
    appId: order.store.appId,
    storeOrderId: order.storeOrderId,
    courierId: courier.id,
    courier: courier.name,
    store: order.store.store.name,
    earlier: [],
    status,
    waybillId: order.deliveryNo,
    destination: order.destination,
    placedAt: order.createdAt,
    changedAt: order.changedAt,
    riderName: rider?.name ?? null,
    position: null,
    remainingSeconds: status === 50000 ? Math.max(0, seconds) : null,
    arrivesAt: status === 50000 ? expectedFinishAt(order) : null,
    canReassign: false,
  };
}
