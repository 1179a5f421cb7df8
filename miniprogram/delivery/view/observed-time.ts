import type { HistoryEntry } from '../../contract/delivery-history';
import { clockTime, duration } from '../../ui/wording/clock-time';

/**
 * Longest gap between the look-ups before and after a status change for which the time of the
 * change counts as exact.
 */
const EXACT_WITHIN_MS = 60_000;
const MINUTE_MS = 60_000;

/**
 * Returns the time (ms) at which a status was first seen, if it is exact.
 *
 * @returns null when the status may have begun more than a minute before
 */
export function exactTimeOf(entry: HistoryEntry | undefined): number | null {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  return entry.seenAt - entry.notBefore <= EXACT_WITHIN_MS ? entry.seenAt : null;
}

/**
 * Writes the observed time of an entry: `12:24`, `12:05–12:24 之间` (between), `12:05 前` (before);
 * empty for an inferred entry.
 */
export function observedTime(entry: HistoryEntry, now: number): string {
  if (entry.seenAt === null) return '';
  const seen = clockTime(entry.seenAt, now);
  if (entry.notBefore === null) return `${seen} 前`;
  if (exactTimeOf(entry) !== null) return seen;
  return `${clockTime(entry.notBefore, now)}–${seen} 之间`;
}

/**
 * Writes the time of an entry in few characters: `12:24` when it is exact, else with the status
 * that was seen at that time: `12:24 已取货`.
 *
 * @param already words for that status, like `已取货`
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

/**
 * Writes how long the status of an entry has lasted: `已 11 分`; `11 分以上` when its beginning is
 * not exact; `刚开始` or `刚查到` in the first minute; empty for an inferred entry.
 */
export function lastingSince(entry: HistoryEntry | undefined, now: number): string {
  const seenAt = entry?.seenAt ?? null;
  if (seenAt === null) return '';
  const isExact = exactTimeOf(entry) !== null;
  if (now - seenAt < MINUTE_MS) return isExact ? '刚开始' : '刚查到';
  const lasted = duration(now - seenAt);
  return isExact ? `已 ${lasted}` : `${lasted}以上`;
}

/**
 * Writes the duration between two entries, like `12 分`; empty unless both times are known to the
 * minute.
 */
export function durationBetween(
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): string {
  const [start, end] = [exactTimeOf(from), exactTimeOf(to)];
  return start === null || end === null || end < start ? '' : duration(end - start);
}
