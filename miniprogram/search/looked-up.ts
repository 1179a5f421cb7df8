import type { KnownOrder } from '../contract/cloud-api';
import { type OrderIdProblem, orderIdCandidates, idProblem } from '../contract/order-id';

const REASONS: Readonly<Record<OrderIdProblem, string>> = {
  empty: '还没有订单号，请输入或扫描。',
  'too-long': '订单号太长了，请核对后重新输入。',
};

/** Lists the order ids that a text may mean, the likeliest first, or says why there are none. */
export function readOrderEntry(raw: string) {
  const orderIds = orderIdCandidates(raw);
  const problem = idProblem(orderIds[0] ?? '');
  if (problem !== null) return { ok: false as const, reason: REASONS[problem] };
  return { ok: true as const, orderIds };
}

/** Tells whether an entered text means exactly these order ids. */
export function isEntryOf(raw: string, orderIds: readonly string[]): boolean {
  return orderIdCandidates(raw).join('\n') === orderIds.join('\n');
}

/** Last look-up, from the field on page 查单 or by a scanner on page 配送. */
export interface LookedUp {
  readonly orderIds: readonly string[];
  readonly text: string;
  /** Value of phoneMemory.timesKept() at the time of the look-up. */
  readonly keptBefore: number;
}

export const NOTHING_LOOKED_UP: LookedUp = { orderIds: [], text: '', keptBefore: Infinity };

/** Last look-up by a scanner on page 配送. Page 查单 takes over the order when the page is shown. */
export const lookedUpOnDeliveryPage: { latest: LookedUp | null } = { latest: null };

/**
 * Tells whether a look-up found its order: an entered id is among the recents, or the phone has
 * saved a report since then, perhaps of an order whose id only ends in the text.
 */
export function isFound(
  { orderIds, keptBefore }: LookedUp,
  recents: readonly KnownOrder[],
  timesKept: number,
): boolean {
  return timesKept > keptBefore || recents.some(({ orderId }) => orderIds.includes(orderId));
}
