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

export type ExpectedArrival = NonNullable<ReturnType<typeof expectedArrival>>;

/**
 * Finds the arrival that the company promises; null after the end, and on the way back. It is late
 * by its last promise, and put off when the first one has passed. Times in ms on the cloud's clock.
 */
export function expectedArrival(report: DeliveryReport, history: DeliveryHistory, now: number) {
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

/**
 * Finds the time (ms) of the first look-up that showed a status; null when the status is inferred,
 * or the first look-up found it so. A time that may be off by more than a minute is shown with 约.
 */
export function beginningOf(entry: HistoryEntry | undefined) {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  const isExact = entry.seenAt - entry.notBefore <= LONGEST_GAP_OF_EXACT_TIME_MS;
  return { at: entry.seenAt, isExact };
}

/** Writes the beginning of a status: `12:24`, or `约 12:24`; empty when nobody knows it. */
export function observedTimeShort(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  return began === null ? '' : approximately(began.isExact, clockTime(began.at, now));
}

/** Writes how long a status has lasted: `已 11 分`, `约 11 分了`, `刚开始`; empty if nobody knows. */
export function durationSoFar(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  if (began === null) return '';
  const ms = now - began.at;
  if (began.isExact) return ms < MINUTE_MS ? '刚开始' : `已 ${durationWords(ms)}`;
  return `${approximately(false, durationWords(Math.max(MINUTE_MS, ms)))}了`;
}

/** Writes the time between two entries: `12 分`, `约 12 分`; empty if a beginning is unknown. */
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
