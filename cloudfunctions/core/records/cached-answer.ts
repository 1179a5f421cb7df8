import { type ProviderName, factsOf } from '../../../miniprogram/contract/providers';
import { ageMs } from '../../../miniprogram/contract/age';
import { type DeliveryStatus, statusOf } from '../../../miniprogram/contract/delivery-status';
import type { LookedUp } from '../providers/wechat/looked-up';
import { type DeliveryAttempt, deliveryIn, hasFailed } from './attempt';
import { currentAttempt } from './current-attempt';
import { type DeliveryRecord, isKnownMissing } from './delivery-record';
import type { LookUpTarget } from '../shop/look-up-targets';

export interface FoundAnswer {
  readonly target: LookUpTarget;
  readonly found: LookedUp;
}

/** Age class of the cached answer; a `fresh` one needs no request. */
export type AnswerAge = 'fresh' | 'recent' | 'stale' | 'none';

/** Delivery record with the look-up targets of the actor's stores. Only their data may be shown. */
export interface VisibleRecord {
  readonly orderId: string;
  readonly record: DeliveryRecord;
  readonly targets: readonly LookUpTarget[];
  readonly now: number;
  /** When true, no cached answer is fresh enough. */
  readonly bypassCache: boolean;
}

/** Maximum age (ms) of a fresh answer before the end; stage `delivering` has its own maximum. */
export const FRESH_BEFORE_END_MS = 20_000;
/** Maximum age (ms) of a fresh answer after the end, because the order may be placed once more. */
const FRESH_ENDED_MS = 60_000;

/** Returns how long (ms) an answer is fresh; while `delivering` the provider's least interval. */
export function freshForMs({ stage, isFinal }: DeliveryStatus, provider?: ProviderName): number {
  if (isFinal) return FRESH_ENDED_MS;
  return stage === 'delivering'
    ? 1000 * factsOf(provider).leastSeconds.delivering
    : FRESH_BEFORE_END_MS;
}

/** A `recent` answer, used while another caller asks, is at most this many `freshForMs` old. */
const RECENT_FACTOR = 2;

export function answerAgeOf(visible: VisibleRecord): AnswerAge {
  if (isFresh(visible)) return 'fresh';
  const known = currentAttemptOf(visible);
  if (known === undefined) return 'none';
  return isFreshTimes(known, visible.now, RECENT_FACTOR) ? 'recent' : 'stale';
}

export function currentAttemptOf({
  record,
  targets,
}: Pick<VisibleRecord, 'record' | 'targets'>): DeliveryAttempt | undefined {
  return currentAttempt(
    record.attempts.filter(({ targetKey }) => targets.some(({ key }) => key === targetKey)),
  );
}

/** Returns a target's cached answer; null when there is none, or it is too old. */
export function reusableAnswerAt(
  { record, orderId, now, bypassCache }: VisibleRecord,
  target: LookUpTarget,
): FoundAnswer | null {
  const attempt = record.attempts.find(({ targetKey }) => targetKey === target.key);
  if (bypassCache || attempt === undefined || !isFreshTimes(attempt, now, 1)) return null;
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

/** Tells whether no new answer is needed. After a failed attempt all targets must have answered. */
function isFresh(visible: VisibleRecord): boolean {
  const { record, targets, now } = visible;
  const hasAnswered = (target: LookUpTarget): boolean => reusableAnswerAt(visible, target) !== null;
  const known = currentAttemptOf(visible);
  if (known !== undefined && !hasFailed(known))
    return targets.some((target) => target.key === known.targetKey && hasAnswered(target));
  return targets.every((target) => hasAnswered(target) || isKnownMissing(record, target.key, now));
}

function isFreshTimes(
  { status, askedAt, answer }: DeliveryAttempt,
  now: number,
  factor: number,
): boolean {
  return ageMs(askedAt, now) < factor * freshForMs(statusOf(status), answer.provider);
}
