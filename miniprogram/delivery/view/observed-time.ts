import type { HistoryEntry } from '../../contract/delivery/delivery-history';
import { EXACT_WITHIN_MS } from '../../contract/delivery/order-summary';
import { clockTime, duration } from '../../ui/wording/clock-time';

const MINUTE_MS = 60_000;

/** Time at which a status began, as far as look-ups have shown it. */
export interface ObservedTime {
  /** Time (ms) of the first look-up that showed the status. */
  readonly at: number;
  /** False when the status may have begun more than a minute before; it is then told as 约. */
  readonly isExact: boolean;
}

/**
 * Returns the time at which a status began.
 *
 * @returns null when nobody knows: the status is inferred, or the first look-up found it so
 */
export function beginningOf(entry: HistoryEntry | undefined): ObservedTime | null {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  return { at: entry.seenAt, isExact: entry.seenAt - entry.notBefore <= EXACT_WITHIN_MS };
}

/**
 * Writes the observed time of an entry for the history: `12:24`, `12:05–12:24 之间` (between),
 * `12:24 前` (before); empty for an inferred entry.
 */
export function observedTime(entry: HistoryEntry, now: number): string {
  if (entry.seenAt === null) return '';
  const seen = clockTime(entry.seenAt, now);
  if (entry.notBefore === null) return `${seen} 前`;
  if (beginningOf(entry)?.isExact === true) return seen;
  return `${clockTime(entry.notBefore, now)}–${seen} 之间`;
}

/** Writes the beginning of a status: `12:24`, or `约 12:24`; empty when nobody knows it. */
export function observedTimeShort(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  return began === null ? '' : about(began.isExact, clockTime(began.at, now));
}

/**
 * Writes how long the status of an entry has lasted: `已 11 分`, or `约 11 分了`; `刚开始` in the
 * first minute; empty when nobody knows its beginning.
 */
export function lastingSince(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  if (began === null) return '';
  const ms = now - began.at;
  if (began.isExact) return ms < MINUTE_MS ? '刚开始' : `已 ${duration(ms)}`;
  return `${about(false, duration(Math.max(MINUTE_MS, ms)))}了`;
}

/**
 * Writes the duration between two entries: `12 分`, or `约 12 分`; empty unless both beginnings are
 * known.
 */
export function durationBetween(
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): string {
  const [start, end] = [beginningOf(from), beginningOf(to)];
  if (start === null || end === null || end.at < start.at) return '';
  return about(start.isExact && end.isExact, duration(end.at - start.at));
}

function about(isExact: boolean, words: string): string {
  return isExact ? words : `约 ${words}`;
}
