import { ageMs } from '../contract/age';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { stageSince } from '../contract/delivery/delivery-life';
import type { Failure } from '../contract/call-result';
import { type NextCall, LONGEST_RETRY_WAIT_MS } from '../services/poller/poller';
import type { DeliveryData } from './view/listed-order';
import { isRetryable } from '../ui/wording/failure-view';

const SECOND_MS = 1000;

/** Time (ms) an `exception` is polled: some deliveries go on (docs/getorder-contract.md §2 [R]). */
const EXCEPTION_POLLED_MS = 30 * 60 * SECOND_MS;
const SLOW_INTERVAL_MS = 300 * SECOND_MS;
/** Interval (ms) after the quota is used up: WeChat's until midnight, CloudBase's by its plan. */
const QUOTA_USED_UP_INTERVAL_MS = 3600 * SECOND_MS;
/** Interval (ms) after the company refused, maybe only briefly (docs/getorder-contract.md §5). */
const COMPANY_REFUSED_RETRY_MS = 45 * SECOND_MS;
const USUAL_INTERVAL_MS = 12 * SECOND_MS;
/** Time (ms) for which an ended delivery is shown without a new call. */
const ENDED_FRESH_FOR_MS = 60 * SECOND_MS;

/** Computes the wait (ms) after a report, usually what the cloud says; null: no further call. */
export function nextCallAfterReport(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): number | null {
  if (!report.status.isFinal || report.isBeingAsked === true) {
    return report.nextAskInSeconds === null ? null : report.nextAskInSeconds * SECOND_MS;
  }
  if (report.status.stage !== 'exception') return null;
  const firstSeenAt = stageSince(history) ?? report.askedAt;
  return now - firstSeenAt < EXCEPTION_POLLED_MS ? SLOW_INTERVAL_MS : null;
}

/** Finds when to call after a failure: soon if it is temporary, else seldom until the end. */
export function nextCallAfterFailure(failure: Failure, report: DeliveryReport | null): NextCall {
  const waitSeconds = 'code' in failure ? failure.waitSeconds : undefined;
  if (waitSeconds !== undefined) return waitSeconds * SECOND_MS;
  if (isRetryable(failure)) {
    const asked = report?.nextAskInSeconds ?? null;
    const interval = asked === null ? USUAL_INTERVAL_MS : asked * SECOND_MS;
    return { firstRetryMs: Math.min(2 * interval, Math.max(LONGEST_RETRY_WAIT_MS, interval)) };
  }
  if (report?.status.isFinal !== false) return null;
  const kind = 'code' in failure ? failure.code : failure.noAnswer;
  if (kind === 'cloud-used-up' || kind === 'quota-exceeded') return QUOTA_USED_UP_INTERVAL_MS;
  return kind === 'courier-refused' ? { firstRetryMs: COMPANY_REFUSED_RETRY_MS } : SLOW_INTERVAL_MS;
}

/** Computes the first wait (ms): 0 unless the stored delivery is fresh and ended; null: no call. */
export function firstCallDelayMs(stored: DeliveryData | null, now: number): number | null {
  if (stored?.report.status.isFinal !== true) return 0;
  const isFresh = ageMs(stored.report.askedAt, now) < ENDED_FRESH_FOR_MS;
  return isFresh ? nextCallAfterReport(stored.report, stored.history, now) : 0;
}
