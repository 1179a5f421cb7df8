import type { HistoryEntry } from '../shared/delivery-history';
import { clockTime, duration } from '../shared/clock-time';

/** A change that was seen within this time of the last ask that did not show it yet reads as a clock time. */
const EXACT_WITHIN_MS = 60_000;

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

/** The same where room is scarce: `12:24`, or `12:24 前` when only the latest possible time is known. */
export function observedTimeShort(entry: HistoryEntry | undefined, now: number): string {
  const seenAt = entry?.seenAt ?? null;
  if (seenAt === null) return '';
  const seen = clockTime(seenAt, now);
  return exactTimeOf(entry) === null ? `${seen} 前` : seen;
}

/** How long something lasts since an entry: `已 11 分`, `至少 11 分` when its beginning was not seen; empty when nothing is known. */
export function lastingSince(entry: HistoryEntry | undefined, now: number): string {
  const seenAt = entry?.seenAt ?? null;
  if (seenAt === null) return '';
  const lasted = duration(now - seenAt);
  return exactTimeOf(entry) === null ? `至少 ${lasted}` : `已 ${lasted}`;
}

/** How long it was from one entry to another, `12 分`; empty unless both were seen to the minute. */
export function durationBetween(
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): string {
  const [start, end] = [exactTimeOf(from), exactTimeOf(to)];
  return start === null || end === null || end < start ? '' : duration(end - start);
}
