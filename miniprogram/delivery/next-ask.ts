import { ageMs } from '../contract/age';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { stageSince } from '../contract/delivery/delivery-life';
import type { Failure } from '../contract/call-result';
import { type NextAsk, LONGEST_RETRY_MS } from '../services/poller/poller';
import { isRetryable } from '../ui/wording/failure-view';

const SECOND = 1000;
/**
 * Time for which an `exception` is still polled: some have revived (docs/getorder-contract.md §2
 * [R]).
 */
const REVIVAL_WATCH_MS = 30 * 60 * SECOND;
const SLOWLY_MS = 300 * SECOND;
/**
 * Interval after the quota is used up: WeChat resets it at midnight or at the owner's request, the
 * cloud by its plan.
 */
const QUOTA_BACK_MS = 3600 * SECOND;
/**
 * Interval after a refusal of the company, which may be over within seconds
 * (docs/getorder-contract.md §5).
 */
const REFUSED_RETRY_MS = 45 * SECOND;
const USUAL_INTERVAL_MS = 12 * SECOND;
/** Time for which an ended delivery is shown without a new call. */
const ENDED_STAYS_FRESH_MS = 60 * SECOND;

/**
 * Computes the wait after a report. For an open delivery the cloud sends it; one that
 * ended in the stage `exception` is polled until 30 minutes after it was first seen.
 *
 * @param now ms on the cloud's clock
 * @returns ms until the next call; null: no further call
 */
export function nextAfterReport(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): number | null {
  if (!report.status.isFinal || report.isBeingAsked === true) {
    return report.nextAskInSeconds === null ? null : report.nextAskInSeconds * SECOND;
  }
  if (report.status.stage !== 'exception') return null;
  const firstSeenAt = stageSince(history) ?? report.askedAt;
  return now - firstSeenAt < REVIVAL_WATCH_MS ? SLOWLY_MS : null;
}

/**
 * Decides when to call after a failure. A queued look-up is made when its turn has come. For a
 * temporary failure the wait begins at twice the usual interval. If somebody has to fix it, an open
 * delivery is polled slowly, so that the page recovers by itself.
 *
 * @param report last good report
 */
export function nextAfterFailure(failure: Failure, report: DeliveryReport | null): NextAsk {
  const waitSeconds = 'code' in failure ? failure.waitSeconds : undefined;
  if (waitSeconds !== undefined) return waitSeconds * SECOND;
  if (isRetryable(failure)) {
    const asked = report?.nextAskInSeconds ?? null;
    const interval = asked === null ? USUAL_INTERVAL_MS : asked * SECOND;
    return { retryFromMs: Math.min(2 * interval, Math.max(LONGEST_RETRY_MS, interval)) };
  }
  if (report?.status.isFinal !== false) return null;
  if (isQuotaUsedUp(failure)) return QUOTA_BACK_MS;
  return isCourierRefusal(failure) ? { retryFromMs: REFUSED_RETRY_MS } : SLOWLY_MS;
}

function isCourierRefusal(failure: Failure): boolean {
  return 'code' in failure && failure.code === 'courier-refused';
}

function isQuotaUsedUp(failure: Failure): boolean {
  return 'noAnswer' in failure
    ? failure.noAnswer === 'cloud-used-up'
    : failure.code === 'quota-exceeded';
}

/**
 * Computes the wait (ms) before the first call on opening: 0, unless the stored delivery has ended
 * and was looked up within the last minute; null: no call.
 */
export function delayOnOpening(
  stored: { readonly report: DeliveryReport; readonly history: DeliveryHistory } | null,
  now: number,
): number | null {
  if (stored?.report.status.isFinal !== true) return 0;
  const isFresh = ageMs(stored.report.askedAt, now) < ENDED_STAYS_FRESH_MS;
  return isFresh ? nextAfterReport(stored.report, stored.history, now) : 0;
}
