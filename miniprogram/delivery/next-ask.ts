import { ageMs } from '../contract/age';
import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery/delivery-history';
import { stageSince } from '../contract/delivery/delivery-life';
import type { Failure } from '../contract/call-result';
import { type NextAsk, LONGEST_RETRY_MS } from '../services/poller/poller';
import type { DeliveryData } from './view/listed-order';
import { isRetryable } from '../ui/wording/failure-view';

const SECOND = 1000;
/** Time for which an `exception` is polled: some revived (docs/getorder-contract.md §2 [R]). */
const REVIVAL_WATCH_MS = 30 * 60 * SECOND;
const SLOWLY_MS = 300 * SECOND;
/** Interval after the quota is used up, which WeChat resets at midnight, the cloud by its plan. */
const QUOTA_BACK_MS = 3600 * SECOND;
/** Interval after the company refused, perhaps for seconds only (docs/getorder-contract.md §5). */
const REFUSED_RETRY_MS = 45 * SECOND;
const USUAL_INTERVAL_MS = 12 * SECOND;
/** Time for which an ended delivery is shown without a new call. */
const ENDED_STAYS_FRESH_MS = 60 * SECOND;

/**
 * Computes the wait (ms) after a report; null: no further call. The cloud sends it for an open
 * delivery; an `exception` is polled until 30 minutes after it was first seen.
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
 * Decides when to call after a failure: a queued look-up when its turn has come, a temporary
 * failure from twice the usual interval on. What somebody has to fix is polled slowly, while open.
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
  const kind = 'code' in failure ? failure.code : failure.noAnswer;
  if (kind === 'cloud-used-up' || kind === 'quota-exceeded') return QUOTA_BACK_MS;
  return kind === 'courier-refused' ? { retryFromMs: REFUSED_RETRY_MS } : SLOWLY_MS;
}

/**
 * Computes the wait (ms) before the first call on opening: 0, unless the stored delivery has ended
 * and was looked up within the last minute; null: no call.
 */
export function delayOnOpening(stored: DeliveryData | null, now: number): number | null {
  if (stored?.report.status.isFinal !== true) return 0;
  const isFresh = ageMs(stored.report.askedAt, now) < ENDED_STAYS_FRESH_MS;
  return isFresh ? nextAfterReport(stored.report, stored.history, now) : 0;
}
