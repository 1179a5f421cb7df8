import type { PossibleOrders } from '../../contract/cloud-api';
import { orderRows } from '../../ui/wording/order-row';

export type ChoicesView = Readonly<ReturnType<typeof choicesView>>;

/** Builds the choice between orders whose ids end in the typed text, which may be a whole id. */
export function choicesView({ choices, more }: PossibleOrders, typedText: string, now: number) {
  const rows = orderRows(choices, now).map((row) => {
    // Ignores the case of letters, as the cloud's search does.
    const isByWaybill = !row.orderId.toLowerCase().endsWith(typedText.toLowerCase());
    const idRow = { ...row, front: row.orderId.slice(0, -row.end.length), isFrontDecisive: true };
    if (!isByWaybill) return idRow;
    const whoText = ['运单号结尾相同', row.who].filter((text) => text !== '').join(' · ');
    const label = `${row.orderId}，运单号结尾相同${row.label.slice(row.orderId.length)}`;
    return { ...idRow, who: whoText, label };
  });
  return {
    question: `${more ? '不止' : '有'} ${rows.length} 个订单以“${typedText}”结尾，选一个：`,
    rows,
    more: more ? '这里没有的话，多输几位再查。' : '',
    typed: typedText,
  };
}
