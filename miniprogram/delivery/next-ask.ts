import { ageMs } from '../contract/age';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { stageSince } from '../contract/delivery/delivery-life';
import type { Failure } from '../contract/call-result';
import { type NextCall, LONGEST_RETRY_WAIT_MS } from '../services/poller/poller';
import type { DeliveryData } from './view/listed-order';
import { isRetryable } from '../ui/wording/failure-view';

const SECOND_MS = 1000;

/** Time (ms) to poll a cancelled delivery: it may go on (docs/getorder-contract.md §2 [R]). */
const EXCEPTION_POLLED_MS = 30 * 60 * SECOND_MS;
const SLOW_INTERVAL_MS = 300 * SECOND_MS;
/** Interval (ms) once a quota is used up. WeChat renews it at midnight, CloudBase by its plan. */
const QUOTA_USED_UP_INTERVAL_MS = 3600 * SECOND_MS;
/** Wait (ms) after a company's refusal, which may pass soon (docs/getorder-contract.md §5). */
const COMPANY_REFUSED_RETRY_MS = 45 * SECOND_MS;
const USUAL_INTERVAL_MS = 12 * SECOND_MS;
/** Time (ms) for which an ended delivery is shown without a new call. */
const ENDED_FRESH_FOR_MS = 60 * SECOND_MS;

/** Computes the wait (ms) from a report to the next call, usually as the cloud says; null: none. */
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

/** Finds the wait after a failed call: short if the failure may pass, else long; null: no call. */
export function nextCallAfterFailure(
  failure: Failure,
  lastReport: DeliveryReport | null,
): NextCall {
  const waitSeconds = 'code' in failure ? failure.waitSeconds : undefined;
  if (waitSeconds !== undefined) return waitSeconds * SECOND_MS;
  if (isRetryable(failure)) {
    const askSeconds = lastReport?.nextAskInSeconds ?? null;
    const intervalMs = askSeconds === null ? USUAL_INTERVAL_MS : askSeconds * SECOND_MS;
    return { firstRetryMs: Math.min(2 * intervalMs, Math.max(LONGEST_RETRY_WAIT_MS, intervalMs)) };
  }
  if (lastReport?.status.isFinal !== false) return null;
  const code = 'code' in failure ? failure.code : failure.noAnswer;
  if (code === 'cloud-used-up' || code === 'quota-exceeded') return QUOTA_USED_UP_INTERVAL_MS;
  return code === 'courier-refused' ? { firstRetryMs: COMPANY_REFUSED_RETRY_MS } : SLOW_INTERVAL_MS;
}

/** Computes the wait (ms) for the first call: 0, or longer for an ended delivery; null: no call. */
export function firstCallDelayMs(storedData: DeliveryData | null, now: number): number | null {
  if (storedData?.report.status.isFinal !== true) return 0;
  const isFresh = ageMs(storedData.report.askedAt, now) < ENDED_FRESH_FOR_MS;
  return isFresh ? nextCallAfterReport(storedData.report, storedData.history, now) : 0;
}
