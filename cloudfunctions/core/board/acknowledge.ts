import type { AcknowledgeRequest, BoardRow } from '../../../miniprogram/contract/board-api';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import type { Nothing } from '../../../miniprogram/contract/schema';
import { isWorseReason, reasonToHandleOf } from '../../../miniprogram/contract/delivery/urgency';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import type { Staff } from '../access/staff';
import { tooManyBoardCalls, consumeLimit } from '../access/rate-limits';
import { changeDocument } from '../storage/change-document';
import type { Fields } from '../storage/documents';
import type { Deliveries } from '../deliveries/deliveries';
import { acknowledgementOf, acknowledgementsIn } from '../notices/acknowledgement';
import type { ListedAttempt } from '../records/delivery-record';
import { describeOrder } from '../records/describe-order';
import { storesOfMember } from '../records/records';
import { wholeRecordOf } from '../records/read-record';
import { targetsByKey } from '../shop/look-up-targets';
import { readBoardOrder } from './board-orders';

export function shownAcknowledgement(
  document: Fields,
  attempt: Pick<ListedAttempt, 'targetKey' | 'beganAt'>,
  order: KnownOrder,
  { staffId }: Pick<Staff, 'staffId'>,
  now: number,
): BoardRow['acknowledged'] | null {
  const reason = reasonToHandleOf(order, now);
  const entry = reason === null ? null : acknowledgementOf(document, attempt, order, reason, now);
  if (entry === null) return null;
  const { by, at } = entry;
  return { by, at: Math.min(at, now), ...(entry.staffId === staffId ? { isOwn: true } : {}) };
}

/**
 * Stores for all who see the board that a person has acknowledged an order (知道了), or undoes this
 * (撤销); throws `order-not-found`, `too-frequent`, `changed-meanwhile` (nobody is needed).
 */
export async function acknowledge(
  deliveries: Deliveries,
  { orderId, reason: seenReason, isUndone = false }: AcknowledgeRequest,
  actor: Actor,
): Promise<Nothing> {
  const { documents, accounts: book, audit, now } = deliveries;
  const { staff } = actor;
  if (!(await consumeLimit(deliveries.staff, staff, 'board', now()))) throw tooManyBoardCalls();
  return audit.logAfter({ by: staff, act: 'acknowledge', about: orderId }, async () => {
    const [accounts, stores] = await Promise.all([
      book.accounts(),
      storesOfMember(deliveries, actor),
    ]);
    const targets = targetsByKey(accounts, staff.stores);
    const at = now();
    await changeDocument(documents, orderId, (document) => {
      const order =
        document && readBoardOrder({ ...document, _id: orderId }, targets, staff.stores);
      if (document === null || order === null) throw new CloudFailure('order-not-found');
      wholeRecordOf(document); // Throws for a damaged record, which is never overwritten.
      const { targetKey } = order.current;
      const { staffId, name: by } = staff;
      const entries = acknowledgementsIn(document);
      const mine = entries.find((one) => one.targetKey === targetKey && one.staffId === staffId);
      if (isUndone)
        return mine === undefined ? null : { acknowledged: entries.filter((one) => one !== mine) };
      const listedOrder = describeOrder(order, stores, at);
      const currentReason = reasonToHandleOf(listedOrder, at);
      if (currentReason === null) throw new CloudFailure('changed-meanwhile');
      if (shownAcknowledgement(document, order.current, listedOrder, staff, at)?.isOwn === true)
        return null;
      const otherEntries = entries.filter((entry) => entry.targetKey !== targetKey);
      // If the reason became worse after the person looked, only the seen reason is acknowledged.
      const reason = isWorseReason(currentReason, seenReason) ? seenReason : currentReason;
      return { acknowledged: [...otherEntries, { targetKey, reason, by, staffId, at }] };
    });
    return {};
  });
}
