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

export function acknowledgedIn(
  document: Fields,
  attempt: Pick<ListedAttempt, 'targetKey' | 'beganAt'>,
  order: KnownOrder,
  { staffId }: Pick<Staff, 'staffId'>,
  now: number,
): BoardRow['acknowledged'] | null {
  const reason = reasonToHandleOf(order, now);
  const noted = reason === null ? null : acknowledgementOf(document, attempt, order, reason, now);
  if (noted === null) return null;
  const { by, at } = noted;
  return { by, at: Math.min(at, now), ...(noted.staffId === staffId ? { isOwn: true } : {}) };
}

/**
 * Notes that a person has acknowledged an order (知道了), for all who see the board, or removes
 * that note (撤销); throws `order-not-found`, `changed-meanwhile` (the order needs nobody),
 * `too-frequent`.
 */
export async function acknowledge(
  deliveries: Deliveries,
  { orderId, reason: seen, isUndone = false }: AcknowledgeRequest,
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
      wholeRecordOf(document); // Throws, because a damaged record is never written.
      const { targetKey } = order.current;
      const { staffId, name: by } = staff;
      const all = acknowledgementsIn(document);
      const own = all.find((one) => one.targetKey === targetKey && one.staffId === staffId);
      if (isUndone)
        return own === undefined ? null : { acknowledged: all.filter((one) => one !== own) };
      const described = describeOrder(order, stores, at);
      const current = reasonToHandleOf(described, at);
      if (current === null) throw new CloudFailure('changed-meanwhile');
      if (acknowledgedIn(document, order.current, described, staff, at)?.isOwn === true)
        return null;
      const others = all.filter((one) => one.targetKey !== targetKey);
      // A reason that came up after the person looked stays unacknowledged.
      const reason = isWorseReason(current, seen) ? seen : current;
      return { acknowledged: [...others, { targetKey, reason, by, staffId, at }] };
    });
    return {};
  });
}
