import { is, nullable, number, string, type } from 'superstruct';
import type { KnownOrder } from '../contract/cloud-api';
import type { Of } from '../contract/schema';
import { list } from '../contract/schema';

/** What a person does not want to see under 最近查过 on this phone, whoever asks for it elsewhere. */
export type HiddenOrders = Of<typeof hiddenOrders>;
const hiddenOrders = type({
  /** Order ids that were removed one by one, the last one first. */
  orderIds: list(string()),
  /** When the list was cleared: ms on the cloud's clock; null when it never was. */
  clearedAt: nullable(number()),
});

export const NOTHING_HIDDEN: HiddenOrders = { orderIds: [], clearedAt: null };

const REMEMBERED = 100;

/** One more order is hidden, until it is looked up on this phone again. */
export function withHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  const others = withoutHidden(hidden, orderId).orderIds;
  return { ...hidden, orderIds: [orderId, ...others].slice(0, REMEMBERED) };
}

export function withoutHidden(hidden: HiddenOrders, orderId: string): HiddenOrders {
  return { ...hidden, orderIds: hidden.orderIds.filter((one) => one !== orderId) };
}

/** All that is in the list is hidden, and whatever was asked for until now. `now` in ms on the cloud's clock. */
export function withAllHidden(
  hidden: HiddenOrders,
  recents: readonly KnownOrder[],
  now: number,
): HiddenOrders {
  // The clock that the phone takes for the cloud's may be a little behind it.
  return { ...hidden, clearedAt: Math.max(now, ...recents.map(({ askedAt }) => askedAt)) };
}

export function isHidden({ orderIds, clearedAt }: HiddenOrders, order: KnownOrder): boolean {
  return (clearedAt !== null && order.askedAt <= clearedAt) || orderIds.includes(order.orderId);
}

/** What a phone has stored as hidden; nothing when it is not that, perhaps of another version. */
export function parseHidden(stored: unknown): HiddenOrders {
  return is(stored, hiddenOrders) ? stored : NOTHING_HIDDEN;
}
