import {
  type HistoryEntry,
  type DeliveryHistory,
  firstPromiseOf,
} from '../../contract/delivery/delivery-history';
import {
  LONGEST_GAP_OF_EXACT_TIME_MS,
  expectedArrivalOf,
  summaryOf,
} from '../../contract/delivery/order-summary';
import { clockTime, durationWords } from '../../ui/wording/measures';
import type { KnownOrder } from '../../contract/cloud-api';
import type { DeliveryReport } from '../../contract/delivery';
import { currentLife } from '../../contract/delivery/delivery-life';
import { minutesLate } from '../../contract/delivery/urgency';

/** Arrival as the delivery company promises it. Times in ms on the cloud's clock. */
export interface ExpectedArrival {
  /** Time that was promised last. */
  readonly expectedAt: number;
  /** Time that was promised first in this life of the delivery. */
  readonly firstAt: number;
  /** Full minutes since the time that was promised last; 0 while it is not late. */
  readonly minutesLate: number;
  /** True when the first promise has passed, and the company has named a later time since. */
  readonly isPutOff: boolean;
}

/**
 * Finds the arrival that the company promises; null after the end, and on the way back.
 *
 * @param now ms on the cloud's clock
 */
export function expectedArrival(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): ExpectedArrival | null {
  if (report.status.stage === 'returning') return null;
  const expectedAt = expectedArrivalOf(report, history);
  if (expectedAt === null) return null;
  const firstAt = firstPromise(history) ?? expectedAt;
  const late = minutesLate(expectedAt, now);
  const isPutOff = late === 0 && minutesLate(firstAt, now) > 0;
  return { expectedAt, firstAt, minutesLate: late, isPutOff };
}

/** Returns the arrival (ms) that was promised first in this life; null when none was. */
export function firstPromise(history: DeliveryHistory): number | null {
  return firstPromiseOf(currentLife(history));
}

const MINUTE_MS = 60_000;

/** Time at which a status began, as far as look-ups have shown it. */
export interface ObservedTime {
  /** Time (ms) of the first look-up that showed the status. */
  readonly at: number;
  /** False when the status may have begun more than a minute before; it is then shown with 约. */
  readonly isExact: boolean;
}

/** Returns when a status began; null when it is inferred, or the first look-up found it so. */
export function beginningOf(entry: HistoryEntry | undefined): ObservedTime | null {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  return {
    at: entry.seenAt,
    isExact: entry.seenAt - entry.notBefore <= LONGEST_GAP_OF_EXACT_TIME_MS,
  };
}

/**
 * Writes when an entry was seen: `12:24`, `12:05–12:24 之间`, `12:24 前`; empty for an inferred one.
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
  return began === null ? '' : approximately(began.isExact, clockTime(began.at, now));
}

/**
 * Writes how long a status has lasted: `已 11 分`, `约 11 分了`, `刚开始`; empty if its beginning is
 * unknown.
 */
export function durationSoFar(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  if (began === null) return '';
  const ms = now - began.at;
  if (began.isExact) return ms < MINUTE_MS ? '刚开始' : `已 ${durationWords(ms)}`;
  return `${approximately(false, durationWords(Math.max(MINUTE_MS, ms)))}了`;
}

/**
 * Writes the time between two entries: `12 分`, `约 12 分`; empty unless both beginnings are known.
 */
export function durationBetween(
  from: HistoryEntry | undefined,
  to: HistoryEntry | undefined,
): string {
  const [start, end] = [beginningOf(from), beginningOf(to)];
  if (start === null || end === null || end.at < start.at) return '';
  return approximately(start.isExact && end.isExact, durationWords(end.at - start.at));
}

function approximately(isExact: boolean, words: string): string {
  return isExact ? words : `约 ${words}`;
}

/** Describes a delivery as an order of a list. Page and list then share words and colours. */
export function orderOf(report: DeliveryReport, history: DeliveryHistory): KnownOrder {
  const { orderId, stuck } = report;
  return { orderId, ...summaryOf(report, history), stuck };
}
