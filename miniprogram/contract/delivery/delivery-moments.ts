import { type DeliveryHistory, type HistoryEntry, isOther } from './delivery-history';
import { entriesOfLife } from './delivery-life';
import type { StatusName } from '../delivery-status';

/**
 * Lists the entries of the delivery's current life, the oldest first, without unknown statuses. The
 * entries of a status that went on after an unknown one are joined.
 */
export function momentsOf(history: DeliveryHistory): readonly HistoryEntry[] {
  return entriesOfLife(history)
    .filter(({ status }) => status.name !== 'unknown')
    .filter(({ status, riderName }, index, known) => {
      const before = known[index - 1];
      return before?.status.name !== status.name || isOther(before.riderName, riderName);
    });
}

export function firstOf(
  moments: readonly HistoryEntry[],
  name: StatusName,
): HistoryEntry | undefined {
  return moments.find((entry) => entry.status.name === name);
}

export function latestOf(
  moments: readonly HistoryEntry[],
  name: StatusName,
): HistoryEntry | undefined {
  return firstOf([...moments].reverse(), name);
}

/** Finds the entry at which the rider got the goods. */
export function pickUpOf(moments: readonly HistoryEntry[]): HistoryEntry | undefined {
  return latestOf(moments, 'picked-up') ?? latestOf(moments, 'delivering');
}

/**
 * Finds the entry at which the goods left the shop: `picked-up`, or `delivering` when no look-up
 * showed `picked-up`.
 */
export function departureOf(moments: readonly HistoryEntry[]): HistoryEntry | undefined {
  const pickedUp = latestOf(moments, 'picked-up');
  const isSeen = pickedUp !== undefined && !pickedUp.inferred;
  return isSeen ? pickedUp : (latestOf(moments, 'delivering') ?? pickedUp);
}
