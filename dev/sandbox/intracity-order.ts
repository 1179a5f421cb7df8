import {
  type Infer,
  enums,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
  tuple,
  union,
} from 'superstruct';
import { type Courier, type CourierRider, COURIERS } from './couriers';
import { type IntracityStore, intracityStore } from './intracity-stores';

/** Couriers of 同城配送 (`service_trans_id`, docs/intracity-contract.md §1 [O]). */
export const INTRACITY_COURIER_IDS = ['SFTC', 'DADA'] as const;
export type IntracityCourierId = (typeof INTRACITY_COURIER_IDS)[number];

/** Event of an order of 同城配送, kept in the journal. Times: ms since 1970. */
export const IntracityEvent = union([
  object({
    type: literal('intracity-placed'),
    at: number(),
    wxOrderId: string(),
    storeOrderId: string(),
    wxStoreId: string(),
    courierId: enums(INTRACITY_COURIER_IDS),
    deliveryNo: string(),
    /** Serial number of the order at its store, which the rider names. */
    orderSeq: string(),
    destination: string(),
    /** Longitude and latitude of the customer's door, in GCJ-02 degrees. */
    door: tuple([number(), number()]),
    /** Marks an order of WeChat's own sandbox (`use_sandbox`). */
    isTest: optional(literal(true)),
  }),
  object({
    type: literal('intracity-moved'),
    at: number(),
    wxOrderId: string(),
    status: number(),
    /** Rider who accepts the order by this move, or null. */
    rider: nullable(enums([0, 1])),
  }),
]);
export type IntracityEvent = Infer<typeof IntracityEvent>;
type Placed = Extract<IntracityEvent, { type: 'intracity-placed' }>;

/** State of an order after its events. Times are null for what has not happened. */
export interface IntracityOrder extends Omit<Placed, 'type' | 'at' | 'wxStoreId' | 'courierId'> {
  readonly store: IntracityStore;
  readonly courier: Courier;
  /** `order_status` (docs/intracity-contract.md §2). */
  readonly status: number;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Time when the present rider accepted the order. */
  readonly acceptedAt: number | null;
  readonly fetchedAt: number | null;
  readonly finishedAt: number | null;
  readonly cancelledAt: number | null;
  readonly rider: (CourierRider & { readonly index: 0 | 1 }) | null;
  /** Index of the rider who accepted last, also after that rider gave the order back. */
  readonly lastRider: 0 | 1 | null;
}

/** Returns the order after an event, or undefined when it was never placed. */
export function afterIntracityEvent(
  order: IntracityOrder | undefined,
  event: IntracityEvent,
): IntracityOrder | undefined {
  if (event.type === 'intracity-placed') return newOrder(event);
  if (order === undefined) return undefined;
  const { at, status, rider } = event;
  return { ...order, status, changedAt: at, ...changesBy(order, status, at, rider) };
}

function newOrder({ type: _, at, wxStoreId, courierId, ...placed }: Placed): IntracityOrder {
  const store = intracityStore(wxStoreId);
  if (store === undefined) throw new Error(`同城配送没有门店 ${wxStoreId}。`);
  return {
    ...placed,
    store,
    courier: COURIERS[courierId],
    status: 10000,
    createdAt: at,
    changedAt: at,
    acceptedAt: null,
    fetchedAt: null,
    finishedAt: null,
    cancelledAt: null,
    rider: null,
    lastRider: null,
  };
}

/** Returns what a status changes besides itself. That 60000 ends `accept_time` is guessed [I]. */
function changesBy(
  order: IntracityOrder,
  status: number,
  at: number,
  index: 0 | 1 | null,
): Partial<IntracityOrder> {
  switch (status) {
    case 30000: {
      const rider = index ?? 0;
      const { riders } = order.courier;
      return { acceptedAt: at, rider: { ...riders[rider], index: rider }, lastRider: rider };
    }
    case 50000:
      return { fetchedAt: order.fetchedAt ?? at };
    case 60000:
      return { acceptedAt: null, rider: null };
    case 70000:
      return { finishedAt: at };
    case 20000:
    case 20001:
      return { cancelledAt: at };
    default:
      return {};
  }
}

/**
 * Possible next statuses, the regular one first, then mishaps. The document lists only statuses:
 * what follows what is guessed [I] (docs/intracity-contract.md §2).
 */
const NEXT: Readonly<Record<number, readonly number[]>> = {
  10000: [30000, 20000, 20001],
  30000: [40000, 60000, 20000, 20001, 90000],
  40000: [50000, 60000, 20000, 20001, 90000],
  50000: [70000, 90000, 20000, 20001],
  60000: [30000, 20000, 20001],
  90000: [70000, 20000, 20001],
};

/** Lists possible next statuses, the regular one first. May be empty. */
export function intracityStatusesAfter(status: number): readonly number[] {
  return NEXT[status] ?? [];
}
