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
export async function actOnRow(board: BoardOnPage, act: RowAct, orderId: string): Promise<void> {
  const row = board.rowOf(orderId);
  if (row === null) return;
  if (act === 'take-note') {
    vibrate();
    await board.takeNote(orderId);
  } else
    board.fail(orderId, act === 'call' ? await callRider(orderId) : await copyForCustomer(row));
}

/** Calls the rider of an order. @returns the reason why not; empty after success */
async function callRider(orderId: string): Promise<string> {
  vibrate();
  const answer = await revealPhone(orderId);
  if (!answer.ok) return callFailure(answer).text;
  const { phone } = answer.data;
  if ((await dial(phone)) === 'impossible')
    await showMessage({ title: '这台设备不能打电话', content: `请用手机拨打 ${phone}` });
  return '';
}

/** Copies the message for the customer. @returns the reason why not; empty after success */
async function copyForCustomer(row: AnyRow): Promise<string> {
  if (row.kind === 'awaited') return '微信还没有这单';
  const { orderId, status, detail, askedAt, expectedAt, promisedAt = null, stuck } = row;
  const now = serverClock.now();
  const isStuck = stuck !== undefined;
  const facts = { orderId, status: statusOf(status, detail), expectedAt, promisedAt, isStuck };
  // Of a row that is not old only the cloud knows when it was asked for last: it is now.
  const text = customerText({ ...facts, askedAt: row.isOld === true ? askedAt : now }, now);
  const refused = COPY_WORDING[await copyText(text)];
  if (refused === '') vibrate();
  return refused;
}
