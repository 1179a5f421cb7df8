import { revealPhone } from '../../services/cloud-functions';
import { serverClock } from '../../services/phone-memory';
import { copyText } from '../../platform/clipboard';
import { showMessage } from '../../platform/dialog';
import { vibrate } from '../../platform/haptics';
import { dial } from '../../platform/phone-call';
import type { AnyRow } from '../../contract/board-api';
import { statusOf } from '../../contract/delivery-status';
import type { BoardOnPage } from '../../board/board';
import { COPY_WORDING } from '../../ui/copy-wording';
import { customerText } from '../../ui/wording/customer-text';
import { callFailure } from '../../ui/wording/failure-view';

/** What a person can do from a row: 拨打, 复制给顾客, 知道了. */
export type RowAct = 'call' | 'copy' | 'take-note';

/** Does it; a failure is told in the row. */
export function actOnRow(board: BoardOnPage, act: RowAct, orderId: string): Promise<void> {
  const row = board.rowOf(orderId);
  if (row === null) return Promise.resolve();
  if (act !== 'copy') vibrate();
  if (act === 'take-note') return board.takeNote(orderId);
  return (act === 'call' ? callRider(orderId) : copyForCustomer(row)).then((refused) => {
    board.fail(orderId, refused);
  });
}

/** Calls the rider of an order. @returns the reason why not; empty after success */
function callRider(orderId: string): Promise<string> {
  return revealPhone(orderId).then((answer) => {
    if (!answer.ok) return callFailure(answer).text;
    const { phone } = answer.data;
    return dial(phone).then((outcome) => {
      if (outcome === 'impossible')
        void showMessage({ title: '这台设备不能打电话', content: `请用手机拨打 ${phone}` });
      return '';
    });
  });
}

/** Copies the message for the customer. @returns the reason why not; empty after success */
function copyForCustomer(row: AnyRow): Promise<string> {
  if (row.kind === 'awaited') return Promise.resolve('微信还没有这单');
  const { orderId, status, detail, askedAt, expectedAt, promisedAt = null, stuck } = row;
  const now = serverClock.now();
  const isStuck = stuck !== undefined;
  const facts = { orderId, status: statusOf(status, detail), expectedAt, promisedAt, isStuck };
  // Of a row that is not old only the cloud knows when it was asked for last: it is now.
  const text = customerText({ ...facts, askedAt: row.isOld === true ? askedAt : now }, now);
  return copyText(text).then((outcome) => {
    const refused = COPY_WORDING[outcome];
    if (refused === '') vibrate();
    return refused;
  });
}
