import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { Attempt } from './attempt';

type Dated = Pick<Attempt, 'status' | 'askedAt' | 'beganAt'> & {
  readonly endedAt?: number | null | undefined;
};

/** Answers of one search, up to this time (ms) apart, count as given at the same time. */
const ONE_SEARCH_MS = 10_000;

/**
 * Picks the attempt with the latest event: last answer while in progress, end of a delivered one,
 * beginning of a failed one. A delivered one seen in progress wins over those that never were.
 */
export function currentAttempt<One extends Dated>(attempts: readonly One[]): One | undefined {
  const followed = latestOf(attempts.filter(wasInProgress));
  const other = latestOf(attempts.filter((attempt) => !wasInProgress(attempt)));
  if (followed === undefined || other === undefined) return followed ?? other;
  const { isFinal, outcome } = statusOf(followed.status);
  const isSettled = isFinal && outcome !== 'failed';
  return isSettled || newsAt(followed) >= newsAt(other) ? followed : other;
}

function wasInProgress({ status, beganAt }: Dated): boolean {
  return beganAt !== null || !statusOf(status).isFinal;
}

function latestOf<One extends Dated>(attempts: readonly One[]): One | undefined {
  return [...attempts].sort((one, other) => newsAt(other) - newsAt(one))[0];
}

function newsAt({ status, askedAt, beganAt, endedAt }: Dated): number {
  const { outcome } = statusOf(status);
  if (outcome === 'open') return askedAt + ONE_SEARCH_MS;
  return outcome === 'failed' ? (beganAt ?? 0) : (endedAt ?? askedAt);
}
