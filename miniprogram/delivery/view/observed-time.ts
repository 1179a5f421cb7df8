import type { HistoryEntry } from '../../contract/delivery-history';
import { clockTime, duration } from '../../ui/wording/clock-time';

/** A change that was seen within this time of the last ask that did not show it yet reads as a clock time. */
const EXACT_WITHIN_MS = 60_000;
const MINUTE_MS = 60_000;

/** When an entry happened (ms), where that is known to the minute; else null. */
export function exactTimeOf(entry: HistoryEntry | undefined): number | null {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  return entry.seenAt - entry.notBefore <= EXACT_WITHIN_MS ? entry.seenAt : null;
}

/** When an entry happened, as far as it was seen: `12:24`, `12:05–12:24 之间`, `12:05 前`; empty when it is inferred. */
export function observedTime(entry: HistoryEntry, now: number): string {
  if (entry.seenAt === null) return '';
  const seen = clockTime(entry.seenAt, now);
  if (entry.notBefore === null) return `${seen} 前`;
  if (exactTimeOf(entry) !== null) return seen;
  return `${clockTime(entry.notBefore, now)}–${seen} 之间`;
}

/**
 * The same where room is scarce: `12:24`; when only the latest possible time is known, what was so at that time: `12:24 已取货`.
 *
 * @param already `已取货`
 */
export function observedTimeShort(
  entry: HistoryEntry | undefined,
  already: string,
  now: number,
): string {
  const seenAt = entry?.seenAt ?? null;
  if (seenAt === null) return '';
  const seen = clockTime(seenAt, now);
  return exactTimeOf(entry) === null ? `${seen} ${already}` : seen;
}

/** How long something lasts since an entry: `已 11 分`, `11 分以上` when its beginning was not seen, `刚开始`; empty when nothing is known. */
export function lastingSince(entry: HistoryEntry | undefined, now: number): string {
  const seenAt = entry?.seenAt ?? null;
  if (seenAt === null) return '';
  const isExact = exactTimeOf(entry) !== null;
  if (now - seenAt < MINUTE_MS) return isExact ? '刚开始' : '刚查到';
  const lasted = duration(now - seenAt);
  return isExact ? `已 ${lasted}` : `${lasted}以上`;
}

/** How long it was from one entry to another, `12 分`; empty unless both were seen to the minute. */
export function durationBetween(
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): string {
  const [start, end] = [exactTimeOf(from), exactTimeOf(to)];
  return start === null || end === null || end < start ? '' : duration(end - start);
}
