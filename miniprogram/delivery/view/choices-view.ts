import type { OrderChoices } from '../../contract/cloud-api';
import { type OrderRow, orderRows } from '../../ui/wording/order-row';

/** View of the choice when several known orders end in the typed text. */
export interface ChoicesView {
  /** Question, like `有 3 个订单以“8842”结尾，选一个：`. */
  readonly question: string;
  readonly rows: readonly OrderRow[];
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
  const rows = orderRows(choices, now).map((row) => {
    // Ignores the case of letters, as the cloud's search does.
    const isByWaybill = !row.orderId.toLowerCase().endsWith(typed.toLowerCase());
    const whole = { ...row, front: row.orderId.slice(0, -row.end.length), isFrontDecisive: true };
    if (!isByWaybill) return whole;
    const who = ['运单号结尾相同', row.who].filter((text) => text !== '').join(' · ');
    return {
      ...whole,
      who,
      label: `${row.orderId}，运单号结尾相同${row.label.slice(row.orderId.length)}`,
    };
  });
  return {
    question: `${more ? '不止' : '有'} ${rows.length} 个订单以“${typed}”结尾，选一个：`,
    rows,
    more: more ? '这里没有的话，多输几位再查。' : '',
    typed,
  };
}
