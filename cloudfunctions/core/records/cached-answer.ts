import { type ProviderName, factsOf } from '../../../miniprogram/contract/providers';
import { ageMs } from '../../../miniprogram/contract/age';
import { type DeliveryStatus, statusOf } from '../../../miniprogram/contract/delivery-status';
import type { LookedUp } from '../providers/wechat/looked-up';
import { type Attempt, deliveryIn, hasFailed } from './attempt';
import { currentAttempt } from './current-attempt';
import { type DeliveryRecord, isKnownMissing } from './delivery-record';
import type { LookUpTarget } from '../shop/look-up-targets';

/** Delivery that a look-up target knows. */
export interface FoundAnswer {
  readonly target: LookUpTarget;
  readonly found: LookedUp;
}

/** Age of the cached answer: `fresh` (needs no request), `recent` or `stale`; `none` if missing. */
export type CachedAnswer = 'fresh' | 'recent' | 'stale' | 'none';

/** Delivery record with the look-up targets of the actor's stores; only those may be shown. */
export interface VisibleRecord {
  readonly orderId: string;
  readonly record: DeliveryRecord;
  readonly targets: readonly LookUpTarget[];
  /** Current time, ms since 1970. */
  readonly now: number;
  /** When true, every cached answer counts as too old. */
  readonly bypassCache: boolean;
}

/** Maximum age (ms) of an answer that is used again before the end, unless it is delivering. */
export const FRESH_UNDER_WAY_MS = 20_000;
/** Maximum age of an answer that is used again after the end: the order may be placed once more. */
const FRESH_ENDED_MS = 60_000;

/**
 * Returns the age (ms) up to which a cached answer is fresh. While delivering it is the least
 * interval of look-ups, so that a page which asks alone always gets a new answer.
 */
export function freshForMs({ stage, isFinal }: DeliveryStatus, provider?: ProviderName): number {
  if (isFinal) return FRESH_ENDED_MS;
  return stage === 'delivering'
    ? 1000 * factsOf(provider).leastSeconds.delivering
    : FRESH_UNDER_WAY_MS;
}

/** Age of a `recent` answer as a multiple of `freshForMs`; used while another caller asks. */
const RECENT_FACTOR = 2;

export function cachedAnswerOf(visible: VisibleRecord): CachedAnswer {
  if (isFresh(visible)) return 'fresh';
  const known = currentAttemptOf(visible);
  if (known === undefined) return 'none';
  return isYounger(known, visible.now, RECENT_FACTOR) ? 'recent' : 'stale';
}

/** Returns the current attempt among those that the actor may see. */
export function currentAttemptOf({
  record,
  targets,
}: Pick<VisibleRecord, 'record' | 'targets'>): Attempt | undefined {
  return currentAttempt(
    record.attempts.filter(({ targetKey }) => targets.some(({ key }) => key === targetKey)),
  );
}

/** Returns a target's cached answer; null when there is none, or it is too old. */
export function freshAnswerAt(
  { record, orderId, now, bypassCache }: VisibleRecord,
  target: LookUpTarget,
): FoundAnswer | null {
  const attempt = record.attempts.find(({ targetKey }) => targetKey === target.key);
  if (bypassCache || attempt === undefined || !isYounger(attempt, now, 1)) return null;
  return lastAnswerOf(attempt, target, orderId);
}

/** Converts a stored attempt of any age to an answer of its look-up target. */
export function lastAnswerOf(attempt: Attempt, target: LookUpTarget, orderId: string): FoundAnswer {
  const { askedAt } = attempt;
  return { target, found: { delivery: deliveryIn(attempt, orderId), contact: null, askedAt } };
}

/**
 * Tells whether the cache is enough. A delivery in progress or delivered needs a fresh answer of
 * its target only. Otherwise each target needs a fresh answer, or must be known missing.
 */
function isFresh(visible: VisibleRecord): boolean {
  const { record, targets, now } = visible;
  const hasAnswered = (target: LookUpTarget): boolean => freshAnswerAt(visible, target) !== null;
  const known = currentAttemptOf(visible);
  if (known !== undefined && !hasFailed(known))
    return targets.some((target) => target.key === known.targetKey && hasAnswered(target));
  return targets.every((target) => hasAnswered(target) || isKnownMissing(record, target.key, now));
}

/** Tells whether an attempt is younger than a multiple of `freshForMs`. */
function isYounger({ status, askedAt, answer }: Attempt, now: number, floors: number): boolean {
  return ageMs(askedAt, now) < floors * freshForMs(statusOf(status), answer.provider);
}
