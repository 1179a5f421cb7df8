import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { TargetAnswer } from './ask-targets';
import type { Attempt } from './attempt';
import { currentAttempt, deliveryIn, hasFailed } from './attempt';
import type { DeliveryRecord } from './delivery-record';
import { isKnownMissing } from './delivery-record';
import { floorMs } from './next-ask';
import type { LookUpTarget } from './targets';

/** State of the cached answer: complete and young, a little old, old, or absent. */
export type CachedAnswer = 'fresh' | 'recent' | 'stale' | 'none';

/** Part of a record that an actor may see: the look-up targets of their stores. */
export interface VisibleRecord {
  readonly orderId: string;
  readonly record: DeliveryRecord;
  readonly targets: readonly LookUpTarget[];
  /** Current time, ms since 1970. */
  readonly now: number;
  /** Bypass of the cache: no cached answer is young enough. */
  readonly bypassCache: boolean;
}

/** Bound of `recent` answers, in floors. A follower gets such an answer without waiting. */
const RECENT_FLOORS = 2;

/** Rates the cached answer. */
export function cachedAnswerOf(visible: VisibleRecord): CachedAnswer {
  if (isFresh(visible)) return 'fresh';
  const known = currentAttemptOf(visible);
  if (known === undefined) return 'none';
  return isYounger(known, visible.now, RECENT_FLOORS) ? 'recent' : 'stale';
}

/** Finds the current attempt among the targets that an actor may ask. */
export function currentAttemptOf({
  record,
  targets,
}: Pick<VisibleRecord, 'record' | 'targets'>): Attempt | undefined {
  return currentAttempt(
    record.attempts.filter(({ pair }) => targets.some(({ key }) => key === pair)),
    hasFailed,
  );
}

/**
 * Finds the last answer of a target.
 *
 * @returns null when it is not young enough to be given again
 */
export function freshAnswerAt(
  { record, orderId, now, bypassCache }: VisibleRecord,
  target: LookUpTarget,
): TargetAnswer | null {
  const attempt = record.attempts.find(({ pair }) => pair === target.key);
  if (bypassCache || attempt === undefined || !isYounger(attempt, now, 1)) return null;
  return lastAnswerOf(attempt, target, orderId);
}

/** Makes the last answer of a target, whatever its age. */
export function lastAnswerOf(attempt: Attempt, target: LookUpTarget, orderId: string) {
  const { askedAt } = attempt;
  return { target, found: { delivery: deliveryIn(attempt, orderId), contact: null, askedAt } };
}

/**
 * Tells whether WeChat need not be asked. A young answer of the current attempt's target is enough
 * when the delivery is under way or has arrived. Otherwise every target must have a young answer,
 * or the order must be known missing there.
 */
function isFresh(visible: VisibleRecord): boolean {
  const { record, targets, now } = visible;
  const hasAnswered = (target: LookUpTarget): boolean => freshAnswerAt(visible, target) !== null;
  const known = currentAttemptOf(visible);
  if (known !== undefined && !hasFailed(known))
    return targets.some((target) => target.key === known.pair && hasAnswered(target));
  return targets.every((target) => hasAnswered(target) || isKnownMissing(record, target.key, now));
}

/** Tells whether an attempt is younger than some floors. After a clock was set back, none is. */
function isYounger({ status, askedAt }: Attempt, now: number, floors: number): boolean {
  return Math.abs(now - askedAt) < floors * floorMs(statusOf(status));
}
