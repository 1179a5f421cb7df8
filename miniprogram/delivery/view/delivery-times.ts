import { MINUTE_MS } from '../../contract/age';
import {
  type HistoryEntry,
  type DeliveryHistory,
  firstPromisedArrivalOf,
} from '../../contract/delivery/delivery-history';
import {
  LONGEST_GAP_OF_EXACT_TIME_MS,
  expectedArrivalOf,
  summarize,
} from '../../contract/delivery/order-summary';
import { clockTime, durationWords } from '../../ui/wording/measures';
import type { KnownOrder } from '../../contract/cloud-api';
import type { DeliveryReport } from '../../contract/delivery';
import { currentLife } from '../../contract/delivery/delivery-life';
import { minutesLate } from '../../contract/delivery/urgency';

export type ExpectedArrival = NonNullable<ReturnType<typeof expectedArrival>>;

/** Finds the promised arrival, or null. `isPutOff`: it is a new one, as the first was missed. */
export function expectedArrival(report: DeliveryReport, history: DeliveryHistory, now: number) {
  if (report.status.stage === 'returning') return null;
  const expectedAt = expectedArrivalOf(report, history);
  if (expectedAt === null) return null;
  const firstAt = firstPromise(history) ?? expectedAt;
  const lateMinutes = minutesLate(expectedAt, now);
  const isPutOff = lateMinutes === 0 && minutesLate(firstAt, now) > 0;
  return { expectedAt, firstAt, minutesLate: lateMinutes, isPutOff };
}

/** Returns the first promised arrival (ms) of the delivery's last run; null when there is none. */
export function firstPromise(history: DeliveryHistory): number | null {
  return firstPromisedArrivalOf(currentLife(history));
}

/** Finds when (ms) a status began, and whether the time is exact to a minute; null when unknown. */
export function beginningOf(entry: HistoryEntry | undefined) {
  if (entry === undefined || entry.seenAt === null || entry.notBefore === null) return null;
  const isExact = entry.seenAt - entry.notBefore <= LONGEST_GAP_OF_EXACT_TIME_MS;
  return { at: entry.seenAt, isExact };
}

/** Writes when a status began: `12:24`, or `约 12:24`; empty when unknown. */
export function statusBeginWords(entry: HistoryEntry | undefined, now: number): string {
  const beginning = beginningOf(entry);
  return beginning === null ? '' : approximately(beginning.isExact, clockTime(beginning.at, now));
}

/** Writes how long a status has lasted: `已 11 分`, `约 11 分了`, `刚开始`; empty when unknown. */
export function durationSoFar(entry: HistoryEntry | undefined, now: number): string {
  const beginning = beginningOf(entry);
  if (beginning === null) return '';
  const ageMs = now - beginning.at;
  if (beginning.isExact) return ageMs < MINUTE_MS ? '刚开始' : `已 ${durationWords(ageMs)}`;
  return `${approximately(false, durationWords(Math.max(MINUTE_MS, ageMs)))}了`;
}

/** Writes the time between two entries: `12 分`, `约 12 分`; empty if the time of one is unknown. */
export function durationBetween(
  fromEntry: HistoryEntry | undefined,
  toEntry: HistoryEntry | undefined,
): string {
  const [start, end] = [beginningOf(fromEntry), beginningOf(toEntry)];
  if (start === null || end === null || end.at < start.at) return '';
  return approximately(start.isExact && end.isExact, durationWords(end.at - start.at));
}

function approximately(isExact: boolean, words: string): string {
  return isExact ? words : `约 ${words}`;
}

/** Describes a delivery as an order of a list, so that its page and the list use the same words. */
export function orderOf(report: DeliveryReport, history: DeliveryHistory): KnownOrder {
  const { orderId, stuck } = report;
  return { orderId, ...summarize(report, history), stuck };
}
