import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { TargetAnswer } from './ask-targets';
import type { Attempt, DeliveryRecord } from './delivery-record';
import { currentAttempt, deliveryIn, hasFailed, isKnownMissing } from './delivery-record';
import { floorMs } from './next-ask';
import type { LookUpTarget } from './targets';

/**
 * What the memory says of a delivery: all there is to know, what is a little old, what is old, or
 * nothing.
 */
export type CachedAnswer = 'fresh' | 'recent' | 'stale' | 'none';

/** What of a record somebody may see: what is known at the targets that they may ask. */
export interface VisibleRecord {
  readonly orderId: string;
  readonly record: DeliveryRecord;
  readonly targets: readonly LookUpTarget[];
  /** ms since 1970. */
  readonly now: number;
  /** Nothing that is known is young enough. */
  readonly bypassCache: boolean;
}

/** Told while somebody else asks, without waiting for them. */
const RECENT_FLOORS = 2;

/** How good an answer the memory has. */
export function cachedAnswerOf(visible: VisibleRecord): CachedAnswer {
  if (isFresh(visible)) return 'fresh';
  const known = currentAttemptOf(visible);
  if (known === undefined) return 'none';
  return isYounger(known, visible.now, RECENT_FLOORS) ? 'recent' : 'stale';
}

/** The current attempt of those at the targets that somebody may ask. */
export function currentAttemptOf({
  record,
  targets,
}: Pick<VisibleRecord, 'record' | 'targets'>): Attempt | undefined {
  return currentAttempt(
    record.attempts.filter(({ pair }) => targets.some(({ key }) => key === pair)),
    hasFailed,
  );
}

/** What a target answered, if that is young enough to be told again. */
export function freshAnswerAt(
  { record, orderId, now, bypassCache }: VisibleRecord,
  target: LookUpTarget,
): TargetAnswer | null {
  const attempt = record.attempts.find(({ pair }) => pair === target.key);
  if (bypassCache || attempt === undefined || !isYounger(attempt, now, 1)) return null;
  return lastAnswerOf(attempt, target, orderId);
}

/** What a target answered last, however long ago. */
export function lastAnswerOf(attempt: Attempt, target: LookUpTarget, orderId: string) {
  const { askedAt } = attempt;
  return { target, found: { delivery: deliveryIn(attempt, orderId), contact: null, askedAt } };
}

/**
 * Whether WeChat need not be asked: the target of the current attempt has said a moment ago that
 * the delivery is under way or has arrived; else every target has answered a moment ago, or has
 * said within a minute that it does not know the order.
 */
function isFresh(visible: VisibleRecord): boolean {
  const { record, targets, now } = visible;
  const hasAnswered = (target: LookUpTarget): boolean => freshAnswerAt(visible, target) !== null;
  const known = currentAttemptOf(visible);
  if (known !== undefined && !hasFailed(known))
    return targets.some((target) => target.key === known.pair && hasAnswered(target));
  return targets.every((target) => hasAnswered(target) || isKnownMissing(record, target.key, now));
}

/** Younger than so many floors; a clock that was set back makes nothing young. */
function isYounger({ status, askedAt }: Attempt, now: number, floors: number): boolean {
  return Math.abs(now - askedAt) < floors * floorMs(statusOf(status));
}
