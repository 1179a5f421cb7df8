import { companyName } from '../../contract/shop';
import type { EarlierAttempt } from '../../contract/delivery';
import type { HistoryEntry } from '../../contract/delivery/delivery-history';
import { clockTime } from '../../ui/wording/measures';
import { beginningOf } from './delivery-times';
import { statusWording } from '../../ui/wording/status-wording';

export type HistoryRow = ReturnType<typeof historyRows>[number];

/** Builds the lines of 经过: the latest status first, then earlier attempts to deliver. */
export function historyRows(
  entries: readonly HistoryEntry[],
  earlierAttempts: readonly EarlierAttempt[],
  now: number,
) {
  let lastName: string | null = null;
  const rows = entries.map((entry, index) => {
    const { riderName } = entry;
    const isNewRider = lastName !== null && riderName !== null && riderName !== lastName;
    lastName = riderName ?? lastName;
    return {
      key: `${index}-${entry.status.name}`,
      time: observedTime(entry, now),
      text: historyLineOf(entry) + (isNewRider ? '（骑手已更换）' : ''),
      inferred: entry.inferred,
    };
  });
  const earlierRows = earlierAttempts.map(({ company, status, endedAt }, index) => ({
    key: `earlier-${index}`,
    time: endedAt === null ? '' : clockTime(endedAt, now),
    text: `此前${company && `（${companyName(company)}）`} · ${statusWording(status).historyLine}`,
    inferred: false,
  }));
  return [...rows.reverse(), ...earlierRows];
}

/** Writes when a status was first seen: `12:24`, or `12:05–12:24 之间`; empty if inferred. */
function observedTime(entry: HistoryEntry, now: number): string {
  const { seenAt, notBefore } = entry;
  if (seenAt === null) return '';
  const seenWords = clockTime(seenAt, now);
  const isExact = notBefore === null || beginningOf(entry)?.isExact === true;
  return isExact ? seenWords : `${clockTime(notBefore, now)}–${seenWords} 之间`;
}

function historyLineOf({ status, seenAt, notBefore }: HistoryEntry): string {
  const { firstSeenLine, historyLine } = statusWording(status);
  return seenAt !== null && notBefore === null ? `查到时${firstSeenLine}` : historyLine;
}
