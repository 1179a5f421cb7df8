import { enums, is, number, string, type } from 'superstruct';
import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { AcknowledgeRequest, Acknowledged } from '../../../miniprogram/contract/board-api';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import type { Of } from '../../../miniprogram/contract/schema';
import {
  isWorseReason,
  TO_HANDLE_REASONS,
  reasonToHandleOf,
} from '../../../miniprogram/contract/delivery/urgency';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import { boardCallsTooFrequent, consumeLimit } from '../access/rate-limits';
import { changeDocument } from '../storage/change-document';
import type { Fields } from '../storage/documents';
import type { Deliveries } from '../deliveries/deliveries';
import type { ListedAttempt } from '../records/delivery-record';
import { describeOrder } from '../records/describe-order';
import { memberStores } from '../records/records';
import { wholeRecordOf } from '../records/read-record';
import { targetsByKey } from '../shop/look-up-targets';
import { readBoardOrder } from './board-orders';

/** Acknowledgement that an order is to handle, on the delivery's document; one for each attempt. */
type Acknowledgement = Of<typeof acknowledgement>;
const acknowledgement = type({
  targetKey: string(),
  reason: enums(TO_HANDLE_REASONS),
  by: string(),
  at: number(),
});

/**
 * Finds who has acknowledged that an order is to handle. A worse reason, or another life of the
 * order, needs a new acknowledgement.
 *
 * @returns null when nobody has acknowledged it, or the order is not to handle
 */
export function acknowledgedIn(
  document: Fields,
  { targetKey, beganAt }: Pick<ListedAttempt, 'targetKey' | 'beganAt'>,
  order: KnownOrder,
  now: number,
): Acknowledged | null {
  const reason = reasonToHandleOf(order, now);
  const noted = acknowledgementsIn(document).find((one) => one.targetKey === targetKey);
  if (reason === null || noted === undefined || isWorseReason(reason, noted.reason)) return null;
  if (beganAt !== null && noted.at < beganAt && !isAheadOfNow(beganAt, now)) return null;
  return { by: noted.by, at: Math.min(noted.at, now) };
}

function acknowledgementsIn({ acknowledged }: Fields): readonly Acknowledgement[] {
  if (!Array.isArray(acknowledged)) return [];
  return acknowledged.filter((one) => is(one, acknowledgement));
}

/**
 * Notes on an order's record, for all who see the board, that a person has acknowledged it (知道了).
 * The audit log has the act, and it counts as a call of the board.
 *
 * @throws CloudFailure `order-not-found` when the order is on no board of the person;
 * `changed-meanwhile` when it is not to handle; `too-frequent`
 */
export async function acknowledge(
  deliveries: Deliveries,
  { orderId, reason: seen }: AcknowledgeRequest,
  actor: Actor,
): Promise<Acknowledged> {
  const { documents, accounts: book, audit, now } = deliveries;
  const { staff } = actor;
  if (!(await consumeLimit(deliveries.staff, staff, 'board', now()))) throw boardCallsTooFrequent();
  return audit.logAfter({ by: staff, act: 'acknowledge', about: orderId }, async () => {
    const [accounts, stores] = await Promise.all([
      book.accounts(),
      memberStores(deliveries, actor),
    ]);
    const targets = targetsByKey(accounts, staff.stores);
    const at = now();
    await changeDocument(documents, orderId, (document) => {
      if (document === null) throw new CloudFailure('order-not-found');
      const order = readBoardOrder({ ...document, _id: orderId }, targets, staff.stores);
      if (order === null) throw new CloudFailure('order-not-found');
      wholeRecordOf(document); // Throws, because a damaged record is never written.
      const current = reasonToHandleOf(describeOrder(order, stores, at), at);
      if (current === null) throw new CloudFailure('changed-meanwhile');
      const { targetKey } = order.current;
      // A reason that came up after the person looked stays unacknowledged.
      const reason = isWorseReason(current, seen) ? seen : current;
      const others = acknowledgementsIn(document).filter((one) => one.targetKey !== targetKey);
      return { acknowledged: [...others, { targetKey, reason, by: staff.name, at }] };
    });
    return { by: staff.name, at };
  });
}
