import type { KnownOrder } from '../contract/cloud-api';
import { type OrderIdProblem, orderIdCandidates, idProblem } from '../contract/order-id';

const PROBLEM_TEXTS: Readonly<Record<OrderIdProblem, string>> = {
  empty: '还没有订单号，请输入或扫描。',
  'too-long': '订单号太长了，请核对后重新输入。',
};

/** Lists the order ids that a text may mean, the likeliest first, or says what is wrong with it. */
export function readOrderEntry(enteredText: string) {
  const orderIds = orderIdCandidates(enteredText);
  const problem = idProblem(orderIds[0] ?? '');
  if (problem !== null) return { ok: false as const, reason: PROBLEM_TEXTS[problem] };
  return { ok: true as const, orderIds };
}

/** Tells whether an entered text may mean exactly these order ids. */
export function meansOrderIds(enteredText: string, orderIds: readonly string[]): boolean {
  return orderIdCandidates(enteredText).join('\n') === orderIds.join('\n');
}

/** Last look-up: from the field on page 查单, or by a scanner on page 配送. */
export interface LastLookUp {
  readonly orderIds: readonly string[];
  readonly text: string;
  /** Number of reports saved (phoneMemory.reportsSaved) before the look-up. */
  readonly savedBefore: number;
}

export const NO_LOOK_UP: LastLookUp = { orderIds: [], text: '', savedBefore: Infinity };

/** Last look-up by a scanner on page 配送, for page 查单 to open; null once that is done. */
export const lookedUpOnDeliveryPage: { latest: LastLookUp | null } = { latest: null };

/** Tells whether a look-up found an order: 最近查过 lists it, or a report was saved afterwards. */
export function hasFoundOrder(
  { orderIds, savedBefore }: LastLookUp,
  recents: readonly KnownOrder[],
  reportsSaved: number,
): boolean {
  return reportsSaved > savedBefore || recents.some(({ orderId }) => orderIds.includes(orderId));
}
