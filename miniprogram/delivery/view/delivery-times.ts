import { MINUTE_MS } from '../../contract/age';
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

/** Finds the promised arrival, or null. `isPutOff`: the first promise passed, the last did not. */
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

/** Finds when (ms) a status began, and whether exactly to a minute; null when unknown. */
export function beginningOf(entry: HistoryEntry | undefined) {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  const isExact = entry.seenAt - entry.notBefore <= LONGEST_GAP_OF_EXACT_TIME_MS;
  return { at: entry.seenAt, isExact };
}

/** Writes when a status began: `12:24`, or `约 12:24`; empty when unknown. */
export function statusBeginWords(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  return began === null ? '' : approximately(began.isExact, clockTime(began.at, now));
}

/** Writes how long a status has lasted: `已 11 分`, `约 11 分了`, `刚开始`; empty when unknown. */
export function durationSoFar(entry: HistoryEntry | undefined, now: number): string {
  const began = beginningOf(entry);
  if (began === null) return '';
  const ms = now - began.at;
  if (began.isExact) return ms < MINUTE_MS ? '刚开始' : `已 ${durationWords(ms)}`;
  return `${approximately(false, durationWords(Math.max(MINUTE_MS, ms)))}了`;
}

/** Writes the time between two entries: `12 分`, `约 12 分`; empty if the time of one is unknown. */
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

/** Describes a delivery as an order of a list, so that page and list use the same words. */
export function orderOf(report: DeliveryReport, history: DeliveryHistory): KnownOrder {
  const { orderId, stuck } = report;
  return { orderId, ...summaryOf(report, history), stuck };
}
