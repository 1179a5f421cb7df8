import { type Place, district } from '../district/district';
import type { Journaled } from '../journal/journal';
import type { KnownDelivery } from '../protocol/host-state';
import { type Placement, BOUND_ACCOUNTS, DEMO_ACCOUNT } from './account';
import { PLACED_BY } from './mini-programs';
import { randomFromText, choiceFromText, digitsFromText } from './random-from-text';
import { type CourierId, COURIERS, DEMO_COURIER_IDS, riderAsShown } from './couriers';
import {
  type OrderEvent,
  type SandboxOrder,
  afterEvent,
  canReassign,
  hasEnded,
  needsRider,
  nextOrderId,
  statusesAfter,
} from './order';
import { type RiderPosition, arrivalAt, publishedJourney, riderPosition } from './rider-journey';

/** Delivery for the console. Times are ms since 1970, on the simulated clock. */
export interface SandboxDelivery extends KnownDelivery {
  /** Mini-program that placed the order. */
  readonly appId: string;
  readonly courierId: CourierId;
  readonly waybillId: string;
  readonly placedAt: number;
  /** Rider's simulated position, even when the courier does not publish it. */
  readonly position: RiderPosition | null;
  /** Time at which the rider gets to where the status leads; null where it leads nowhere. */
  readonly arrivesAt: number | null;
}

export interface PlaceOptions {
  /** Default: the next free order id of the day. */
  readonly orderId?: string;
  /** Mini-program that places it. Default: the one in which the shopid is bound. */
  readonly appId?: string;
  readonly courierId?: CourierId;
  /** Default: the shopid that all couriers share (DEMO_ACCOUNT). */
  readonly shopId?: string;
  /** Store's number at the courier (`shop_no`). Default: null. */
  readonly shopNo?: string | null;
  /** Name of a place in the demo district. Default: a home or office, chosen by the order id. */
  readonly destination?: string;
  /** Factor of the rider's speed. Below 1 the rider is slower than the courier expects. */
  readonly pace?: number;
}

/** All deliveries. Without a shopid, an order id means the order that was placed last. */
export type Deliveries = ReturnType<typeof createDeliveries>;

interface DeliveriesParts extends Journaled<OrderEvent> {
  /** Runs after an order has changed. */
  readonly changed: (orderId: string) => void;
}

const PLACES = district.places.filter(({ kind }) => kind === 'home' || kind === 'office');

export function createDeliveries({ now, past, record, changed }: DeliveriesParts) {
  /** Orders, by order id and then by shopid. The order placed last comes last. */
  const orders = new Map<string, Map<string, SandboxOrder>>();
  const apply = (event: OrderEvent): void => {
    const attempts = orders.get(event.orderId) ?? new Map<string, SandboxOrder>();
    const order = afterEvent(attempts.get(event.shopId), event);
    if (order === undefined) return;
    if (event.type === 'placed') attempts.delete(event.shopId);
    orders.set(event.orderId, attempts.set(event.shopId, order));
  };
  past.forEach(apply);
  const happen = (event: OrderEvent): void => {
    record(event);
    apply(event);
    changed(event.orderId);
  };

  const known = (orderId: string): SandboxOrder => {
    const order = [...(orders.get(orderId)?.values() ?? [])].at(-1);
    if (order === undefined) throw new Error(`沙箱里没有订单 ${orderId}。`);
    return order;
  };

  const setStatus = (
    { orderId, shopId, changedAt, rider: before }: SandboxOrder,
    status: number,
    newRider?: 0 | 1,
  ): void => {
    // An event is never earlier than the order's previous one, even if the clock is set back.
    const at = Math.max(changedAt, now());
    const chosen = randomFromText(`${orderId} rider`) < 0.5 ? 0 : 1;
    const rider = newRider ?? (needsRider(status) && before === null ? chosen : null);
    if (rider !== null) happen({ type: 'rider-assigned', at, orderId, shopId, rider });
    happen({ type: 'moved', at, orderId, shopId, status });
  };

  return {
    find: ({ orderId, shopId }: Pick<Placement, 'shopId'> & { readonly orderId: string }) =>
      orders.get(orderId)?.get(shopId),

    /** Lists one delivery for each order id, the latest placed first. */
    list: () =>
      [...orders.values()]
        .flatMap((attempts) => {
          const [order, ...earlier] = [...attempts.values()].reverse();
          return order === undefined ? [] : [shown(order, earlier, now())];
        })
        .sort((a, b) => b.placedAt - a.placedAt),

    /** @throws Error with a message for the console, as `move`, `nextStatuses` and `reassign` do */
    placeOrder: (options: PlaceOptions = {}) => {
      const at = now();
      const orderId = options.orderId ?? nextOrderId([...orders.keys()], at);
      const shopId = options.shopId ?? DEMO_ACCOUNT.shopId;
      const account = BOUND_ACCOUNTS.find((one) => one.shopId === shopId);
      const earlier = orders.get(orderId)?.get(shopId);
      if (earlier !== undefined && !hasEnded(earlier.status)) {
        throw new Error(`订单 ${orderId} 还在配送，结束后才能重新下单。`);
      }
      const courierId =
        options.courierId ?? choiceFromText([...DEMO_COURIER_IDS], `${orderId} courier`);
      const { prefix, digits } = COURIERS[courierId].waybill;
      const { name: destination, position: door } = destinationOf(options.destination, orderId);
      happen({
        type: 'placed',
        at,
        appId: options.appId ?? account?.appId ?? PLACED_BY.appId,
        orderId,
        shopId,
        shopNo: options.shopNo ?? null,
        courierId,
        waybillId: prefix + digitsFromText(`${orderId} ${courierId} ${at}`, digits),
        destination,
        door: [door[0], door[1]],
        pace: options.pace ?? 1,
      });
      return known(orderId);
    },

    move: (orderId: string, status: number) => {
      const order = known(orderId);
      if (!statusesAfter(order.status).includes(status)) {
        throw new Error(`订单 ${orderId} 现在是 ${order.status}，不能变成 ${status}。`);
      }
      setStatus(order, status);
    },

    /** Sets any status, even an impossible next one, as WeChat's own sandbox does. */
    force: setStatus,

    nextStatuses: (orderId: string) => statusesAfter(known(orderId).status),

    reassign: (orderId: string) => {
      const order = known(orderId);
      if (order.rider === null || !canReassign(order.status)) {
        throw new Error(`订单 ${orderId} 现在是 ${order.status}，取货前有骑手时才能换骑手。`);
      }
      setStatus(order, 102, order.rider.index === 0 ? 1 : 0);
    },
  };
}

/** Finds a place by its name, or chooses one by the order id. @throws Error for the console */
export function destinationOf(wanted: string | undefined, orderId: string): Place {
  const place =
    wanted === undefined
      ? PLACES[Math.floor(randomFromText(`${orderId} door`) * PLACES.length)]
      : district.places.find(({ name }) => name === wanted);
  if (place === undefined) throw new Error(`演示街区里没有“${wanted ?? ''}”。`);
  return place;
}

function shown(
  order: SandboxOrder,
  earlier: readonly SandboxOrder[],
  now: number,
): SandboxDelivery {
  const rider = order.rider && riderAsShown(order.rider, order.courier);
  return {
    orderId: order.orderId,
    appId: order.appId,
    storeOrderId: null,
    courierId: order.courier.id,
    courier: order.courier.name,
    store: order.store.name,
    earlier: earlier.map(({ courier, status }) => ({ courier: courier.name, status })),
    status: order.status,
    waybillId: order.waybillId,
    destination: order.destination,
    placedAt: order.placedAt,
    changedAt: order.changedAt,
    riderName: rider?.name ?? null,
    position: riderPosition(order, now),
    remainingSeconds: publishedJourney(order, now)?.remainingSeconds ?? null,
    arrivesAt: arrivalAt(order),
    canReassign: order.rider !== null && canReassign(order.status),
  };
}
