import { type ProviderName, factsOf } from '../../../miniprogram/contract/providers';
import { ageMs } from '../../../miniprogram/contract/age';
import { type DeliveryStatus, statusOf } from '../../../miniprogram/contract/delivery-status';
import type { LookUp } from '../providers/wechat/looked-up';
import { type DeliveryAttempt, deliveryIn, hasFailed } from './attempt';
import { currentAttempt } from './current-attempt';
import { type DeliveryRecord, isKnownMissing } from './delivery-record';
import type { LookUpTarget } from '../shop/look-up-targets';

export interface FoundAnswer {
  readonly target: LookUpTarget;
  readonly found: LookUp;
}

/** Age class of the cached answer. While it is `fresh`, WeChat is not asked. */
export type AnswerAge = 'fresh' | 'recent' | 'stale' | 'none';

/** Delivery record, and the actor's look-up targets. Answers of other targets are not shown. */
export interface VisibleRecord {
  readonly orderId: string;
  readonly record: DeliveryRecord;
  readonly targets: readonly LookUpTarget[];
  readonly now: number;
  /** True to ask WeChat even if the cached answer is fresh. */
  readonly bypassCache: boolean;
}

/** Maximum age (ms) of a fresh answer before the delivery's end, except in stage `delivering`. */
export const FRESH_BEFORE_END_MS = 20_000;
/** Maximum age (ms) of a fresh answer after the end, since the shop may place the order again. */
const FRESH_ENDED_MS = 60_000;

/** Returns for how long (ms) an answer is fresh, which depends on the delivery's status. */
export function freshForMs({ stage, isFinal }: DeliveryStatus, provider?: ProviderName): number {
  if (isFinal) return FRESH_ENDED_MS;
  if (stage !== 'delivering') return FRESH_BEFORE_END_MS;
  return 1000 * factsOf(provider).leastSeconds.delivering;
}

/** Maximum age of a `recent` answer, as a multiple of the time for which it is fresh. */
const RECENT_FACTOR = 2;

export function answerAgeOf(visible: VisibleRecord): AnswerAge {
  if (isFresh(visible)) return 'fresh';
  const current = currentAttemptOf(visible);
  if (current === undefined) return 'none';
  return isWithinFreshTime(current, visible.now, RECENT_FACTOR) ? 'recent' : 'stale';
}

export function currentAttemptOf({
  record,
  targets,
}: Pick<VisibleRecord, 'record' | 'targets'>): DeliveryAttempt | undefined {
  return currentAttempt(
    record.attempts.filter(({ targetKey }) => targets.some(({ key }) => key === targetKey)),
  );
}

/** Returns a target's cached answer while it is fresh; else null. */
export function reusableAnswerAt(
  { record, orderId, now, bypassCache }: VisibleRecord,
  target: LookUpTarget,
): FoundAnswer | null {
  const attempt = record.attempts.find(({ targetKey }) => targetKey === target.key);
  if (bypassCache || attempt === undefined || !isWithinFreshTime(attempt, now, 1)) return null;
  return lastAnswerOf(attempt, target, orderId);
}

export function lastAnswerOf(
  attempt: DeliveryAttempt,
  target: LookUpTarget,
  orderId: string,
): FoundAnswer {
  const { askedAt } = attempt;
  return { target, found: { delivery: deliveryIn(attempt, orderId), contact: null, askedAt } };
}

/** Tells whether WeChat need not be asked. After a failed attempt, all answers must be fresh. */
function isFresh(visible: VisibleRecord): boolean {
  const { record, targets, now } = visible;
  const hasAnswered = (target: LookUpTarget): boolean => reusableAnswerAt(visible, target) !== null;
  const current = currentAttemptOf(visible);
  if (current !== undefined && !hasFailed(current))
    return targets.some((target) => target.key === current.targetKey && hasAnswered(target));
  return targets.every((target) => hasAnswered(target) || isKnownMissing(record, target.key, now));
}

function isWithinFreshTime(
  { status, askedAt, answer }: DeliveryAttempt,
  now: number,
  factor: number,
): boolean {
  return ageMs(askedAt, now) < factor * freshForMs(statusOf(status), answer.provider);
}
