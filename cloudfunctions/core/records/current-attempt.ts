import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { DeliveryAttempt } from './attempt';

type DatedAttempt = Pick<DeliveryAttempt, 'status' | 'askedAt' | 'beganAt'> & {
  readonly endedAt?: number | null | undefined;
};

/** Largest distance (ms) between answers of one search, which are taken as simultaneous. */
const SAME_SEARCH_MS = 10_000;

/**
 * Picks the attempt with the latest event: last answer while in progress, end of a delivered one,
 * beginning of a failed one. A delivered one seen in progress wins over those that never were.
 */
export function currentAttempt<One extends DatedAttempt>(
  attempts: readonly One[],
): One | undefined {
  const followed = latestAttemptOf(attempts.filter(wasInProgress));
  const other = latestAttemptOf(attempts.filter((attempt) => !wasInProgress(attempt)));
  if (followed === undefined || other === undefined) return followed ?? other;
  const { isFinal, outcome } = statusOf(followed.status);
  const isSettled = isFinal && outcome !== 'failed';
  return isSettled || latestEventAt(followed) >= latestEventAt(other) ? followed : other;
}

function wasInProgress({ status, beganAt }: DatedAttempt): boolean {
  return beganAt !== null || !statusOf(status).isFinal;
}

function latestAttemptOf<One extends DatedAttempt>(attempts: readonly One[]): One | undefined {
  return [...attempts].sort((one, other) => latestEventAt(other) - latestEventAt(one))[0];
}

function latestEventAt({ status, askedAt, beganAt, endedAt }: DatedAttempt): number {
  const { outcome } = statusOf(status);
  if (outcome === 'open') return askedAt + SAME_SEARCH_MS;
  return outcome === 'failed' ? (beganAt ?? 0) : (endedAt ?? askedAt);
}
