import { enums, is, number, string, type } from 'superstruct';
import { isAheadOfNow } from '../../../miniprogram/contract/age';
import {
  type ClassFacts,
  type ToHandleReason,
  isWorseReason,
  TO_HANDLE_REASONS,
  toHandleSince,
} from '../../../miniprogram/contract/delivery/urgency';
import type { Of } from '../../../miniprogram/contract/schema';
import type { ListedAttempt } from '../records/delivery-record';
import type { Fields } from '../storage/documents';

/** Acknowledgement (知道了) in a delivery's document. A delivery attempt has at most one. */
type Acknowledgement = Of<typeof acknowledgement>;
const acknowledgement = type({
  targetKey: string(),
  reason: enums(TO_HANDLE_REASONS),
  by: string(),
  staffId: string(),
  at: number(),
});

export function acknowledgementsIn({ acknowledged }: Fields): readonly Acknowledgement[] {
  if (!Array.isArray(acknowledged)) return [];
  return acknowledged.filter((one) => is(one, acknowledgement));
}

/**
 * Finds the acknowledgement (知道了) of the reason why an order needs somebody. A new one is needed
 * for a worse reason, for one that began later, and after the order was placed again.
 *
 * @returns null when nobody has acknowledged it
 */
export function acknowledgementOf(
  document: Fields,
  { targetKey, beganAt }: Pick<ListedAttempt, 'targetKey' | 'beganAt'>,
  order: ClassFacts,
  reason: ToHandleReason,
  now: number,
): Acknowledgement | null {
  const latest = acknowledgementsIn(document).find((each) => each.targetKey === targetKey);
  if (latest === undefined || isWorseReason(reason, latest.reason)) return null;
  if (beganAt !== null && latest.at < beganAt && !isAheadOfNow(beganAt, now)) return null;
  return reason !== 'late' && latest.at < toHandleSince(order) ? null : latest;
}
