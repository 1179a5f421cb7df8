import type { OrderIdProblem } from '../shared/order-id';
import { candidatesOf, problemOf } from '../shared/order-id';

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
