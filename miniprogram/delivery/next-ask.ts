import type { DeliveryReport } from '../contract/delivery';
import type { DeliveryHistory } from '../contract/delivery-history';
import { entriesOf } from '../contract/delivery-history';
import type { Failure } from '../contract/call-result';
import { isRetryable } from '../ui/wording/failure-view';

const SECOND = 1000;
/** An `exception` end has been seen to revive (docs/getorder-contract.md §2 [R]). */
const REVIVAL_WATCH_MS = 30 * 60 * SECOND;
const SLOWLY_MS = 300 * SECOND;
/** A day's quota comes back at midnight, or when the owner has it cleared; the cloud environment's with its plan: every ask before that is one for nothing. */
const QUOTA_BACK_MS = 3600 * SECOND;
const LONGEST_RETRY_MS = 120 * SECOND;
const USUAL_INTERVAL_MS = 12 * SECOND;
/** What is known of an ended delivery is shown for this long without asking afresh. */
const ENDED_STAYS_FRESH_MS = 60 * SECOND;

/**
 * When to ask again after a report, in ms; null when nobody need. While a delivery is open the cloud says so; an exception is looked at until 30
 * minutes after it was first seen, which only the one that remembers can tell.
 *
 * @param now ms, on the clock of the reports
 */
export function delayAfterReport(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): number | null {
  if (!report.status.isFinal || report.isBeingAsked === true) {
    return report.nextAskInSeconds === null ? null : report.nextAskInSeconds * SECOND;
  }
  if (report.status.stage !== 'exception') return null;
  const entries = entriesOf(history);
  const firstSeenAt = entries[entries.length - 1]?.seenAt ?? report.askedAt;
  return now - firstSeenAt < REVIVAL_WATCH_MS ? SLOWLY_MS : null;
}

/**
 * When to ask again after failure, in ms; null when nobody need. Failure that may pass: twice as long with each failure, up to 120 s, and up to a
 * fifth earlier by chance, so that many phones do not come back all at once. Failure that somebody has to mend: slowly, so that a delivery that is
 * known to be open comes back by itself once that is done, and every hour where a quota is used up; without one there is a panel with a button.
 *
 * @param failures failures in a row, this one included
 * @param report the last good one: the interval that is doubled is the one it asked for
 * @param random from 0 to 1
 */
export function delayAfterFailure(
  failure: Failure,
  failures: number,
  report: DeliveryReport | null,
  random: number,
): number | null {
  if (!isRetryable(failure)) {
    if (report?.status.isFinal !== false) return null;
    return isQuotaUsedUp(failure) ? QUOTA_BACK_MS : SLOWLY_MS;
  }
  const asked = report?.nextAskInSeconds ?? null;
  const interval = asked === null ? USUAL_INTERVAL_MS : asked * SECOND;
  const longest = Math.min(LONGEST_RETRY_MS, interval * 2 ** failures);
  return Math.round(longest * (1 - 0.2 * random));
}

function isQuotaUsedUp(failure: Failure): boolean {
  return 'noAnswer' in failure
    ? failure.noAnswer === 'cloud-used-up'
    : failure.code === 'quota-exceeded';
}

/**
 * When a person who opens a delivery is given a fresh answer, in ms: at once; only an ended delivery that was asked for within the last minute stands
 * as it is.
 *
 * @param stored what the phone knows from before
 */
export function delayOnOpening(
  stored: { readonly report: DeliveryReport; readonly history: DeliveryHistory } | null,
  now: number,
): number | null {
  if (stored?.report.status.isFinal !== true) return 0;
  const isFresh = Math.abs(now - stored.report.askedAt) < ENDED_STAYS_FRESH_MS;
  return isFresh ? delayAfterReport(stored.report, stored.history, now) : 0;
}
