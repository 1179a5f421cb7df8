import { companyName } from '../../contract/shop';
import type { EarlierAttempt } from '../../contract/delivery';
import type { HistoryEntry } from '../../contract/delivery/delivery-history';
import { clockTime } from '../../ui/wording/measures';
import { observedTime } from './delivery-times';
import { statusWording } from '../../ui/wording/status-wording';

/** Line of the list 经过. */
export interface HistoryRow {
  readonly key: string;
  /** Observed time, like `12:24`; empty for an inferred status. */
  readonly time: string;
  readonly text: string;
  /** True for a status that no look-up showed, but a later one implies; marked 推断 (inferred). */
  readonly inferred: boolean;
}

/**
 * Builds the lines of the list 经过, the latest first, and below them earlier attempts. `now`: ms on
 * the cloud's clock.
 */
export function historyRows(
  entries: readonly HistoryEntry[],
  earlier: readonly EarlierAttempt[],
  now: number,
): readonly HistoryRow[] {
  let rider: string | null = null;
  const rows = entries.map((entry, index) => {
    const isAnother = rider !== null && entry.riderName !== null && entry.riderName !== rider;
    rider = entry.riderName ?? rider;
    return {
      key: `${index}-${entry.status.name}`,
      ...lineOf(entry, now, isAnother ? '（骑手已更换）' : ''),
      inferred: entry.inferred,
    };
  });
  return [...rows.reverse(), ...earlier.map((attempt, index) => earlierRow(attempt, index, now))];
}

function earlierRow(
  { company, status, endedAt }: EarlierAttempt,
  index: number,
  now: number,
): HistoryRow {
  const by = company === '' ? '' : `（${companyName(company)}）`;
  return {
    key: `earlier-${index}`,
    time: endedAt === null ? '' : clockTime(endedAt, now),
    text: `此前${by} · ${statusWording(status).milestone}`,
    inferred: false,
  };
}

function lineOf(
  entry: HistoryEntry,
  now: number,
  remark: string,
): Pick<HistoryRow, 'time' | 'text'> {
  const wording = statusWording(entry.status);
  if (entry.seenAt !== null && entry.notBefore === null) {
    return { time: clockTime(entry.seenAt, now), text: `查到时${wording.already}${remark}` };
  }
  return { time: observedTime(entry, now), text: wording.milestone + remark };
}
