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

/** Acknowledgement (知道了) on the delivery's document; at most one for each attempt. */
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
 * Finds the acknowledgement of a reason. A worse reason, one that began later, or another life of
 * the order needs a new acknowledgement.
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
  const noted = acknowledgementsIn(document).find((one) => one.targetKey === targetKey);
  if (noted === undefined || isWorseReason(reason, noted.reason)) return null;
  if (beganAt !== null && noted.at < beganAt && !isAheadOfNow(beganAt, now)) return null;
  return reason !== 'late' && noted.at < toHandleSince(order) ? null : noted;
}
