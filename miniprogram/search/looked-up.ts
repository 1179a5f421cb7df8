import type { KnownOrder } from '../contract/cloud-api';
import type { OrderIdProblem } from '../contract/order-id';
import { candidatesOf, problemOf } from '../contract/order-id';

/**
 * What a person typed, pasted or scanned: order ids that it may mean, the likeliest first, or the
 * reason why it is none.
 */
export type OrderEntry =
  | { readonly ok: true; readonly orderIds: readonly string[] }
  | { readonly ok: false; readonly reason: string };

const REASONS: Readonly<Record<OrderIdProblem, string>> = {
  empty: '还没有订单号，请输入或扫描。',
  'too-long': '订单号太长了，请核对后重新输入。',
};

export function readOrderEntry(raw: string): OrderEntry {
  const orderIds = candidatesOf(raw);
  const problem = problemOf(orderIds[0] ?? '');
  return problem === null ? { ok: true, orderIds } : { ok: false, reason: REASONS[problem] };
}

/** Whether a text means just these order ids. */
export function isEntryOf(raw: string, orderIds: readonly string[]): boolean {
  return candidatesOf(raw).join('\n') === orderIds.join('\n');
}

/** What was last looked up from the field of 查单, or by a scanner on 配送. */
export interface LookedUp {
  /** The order ids that it may be. */
  readonly orderIds: readonly string[];
  /** What they were read from. */
  readonly text: string;
  /** How often the phone had kept something by then. */
  readonly keptBefore: number;
}

export const NOTHING_LOOKED_UP: LookedUp = { orderIds: [], text: '', keptBefore: Infinity };

/** What a scanner has had looked up on 配送 since 查单, which lies below it, was on top. */
export const lookedUpAbove: { latest: LookedUp | null } = { latest: null };

/**
 * Whether it was found: under its own id, which may have been known before, or by its end under
 * another, which the phone has kept since.
 */
export function isFound(
  { orderIds, keptBefore }: LookedUp,
  recents: readonly KnownOrder[],
  timesKept: number,
): boolean {
  return timesKept > keptBefore || recents.some(({ orderId }) => orderIds.includes(orderId));
}
