import type { OrderChoices } from '../../contract/cloud-api';
import type { OrderLine } from '../../ui/wording/order-line';
import { orderLine } from '../../ui/wording/order-line';

/** Line of one order to choose from. */
export interface ChoiceRow extends OrderLine {
  /** Part of the order id before the typed text. */
  readonly before: string;
  /**
   * End of the order id that equals the typed text; empty for an order that was found by its
   * waybill id.
   */
  readonly end: string;
}

/** View of the choice when several known orders end in the typed text. */
export interface ChoicesView {
  /** Question, like `有 3 个订单以“8842”结尾，选一个：`. */
  readonly question: string;
  readonly rows: readonly ChoiceRow[];
  /** Hint to type more characters when there are further orders; else empty. */
  readonly more: string;
  /** Typed text, offered too, because it may itself be a complete order id. */
  readonly typed: string;
}

/**
 * Builds the view of the choice.
 *
 * @param typed text that the orders end in
 * @param now ms on the cloud's clock
 */
export function choicesView(
  { choices, more }: OrderChoices,
  typed: string,
  now: number,
): ChoicesView {
  const rows = choices.map((order): ChoiceRow => {
    const line = orderLine(order, now);
    const from = order.orderId.length - typed.length;
    // Ignores the case of letters, as the cloud's search does.
    const isEnd = order.orderId.toLowerCase().endsWith(typed.toLowerCase());
    return isEnd
      ? { ...line, before: order.orderId.slice(0, from), end: order.orderId.slice(from) }
      : { ...line, before: order.orderId, end: '', detail: `运单号结尾相同 · ${line.detail}` };
  });
  return {
    question: `${more ? '不止' : '有'} ${rows.length} 个订单以“${typed}”结尾，选一个：`,
    rows,
    more: more ? '这里没有的话，多输几位再查。' : '',
    typed,
  };
}
