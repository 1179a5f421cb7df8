import type { PossibleOrders } from '../../contract/cloud-api';
import { orderRows } from '../../ui/wording/order-row';

export type ChoicesView = Readonly<ReturnType<typeof choicesView>>;

/** Builds the choice between orders whose ids end in `typed`, which may be a whole id itself. */
export function choicesView({ choices, more }: PossibleOrders, typed: string, now: number) {
  const rows = orderRows(choices, now).map((row) => {
    // Ignores the case of letters, as the cloud's search does.
    const isByWaybill = !row.orderId.toLowerCase().endsWith(typed.toLowerCase());
    const whole = { ...row, front: row.orderId.slice(0, -row.end.length), isFrontDecisive: true };
    if (!isByWaybill) return whole;
    const who = ['运单号结尾相同', row.who].filter((text) => text !== '').join(' · ');
    const label = `${row.orderId}，运单号结尾相同${row.label.slice(row.orderId.length)}`;
    return { ...whole, who, label };
  });
  return {
    question: `${more ? '不止' : '有'} ${rows.length} 个订单以“${typed}”结尾，选一个：`,
    rows,
    more: more ? '这里没有的话，多输几位再查。' : '',
    typed,
  };
}
