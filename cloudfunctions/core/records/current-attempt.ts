import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { DeliveryAttempt } from './attempt';

type DatedAttempt = Pick<DeliveryAttempt, 'status' | 'askedAt' | 'beganAt'> & {
  readonly endedAt?: number | null | undefined;
};

/** Longest time (ms) between answers of one search: of these, one in progress counts as latest. */
const SAME_SEARCH_MS = 10_000;

/**
 * Picks the attempt to show: the one with the latest event (last answer if in progress, end if
 * delivered, start if failed). A delivered one seen in progress wins over any that never was.
 */
export function currentAttempt<Item extends DatedAttempt>(
  attempts: readonly Item[],
): Item | undefined {
  const seen = latestAttemptOf(attempts.filter(wasInProgress));
  if (seen === undefined) return latestAttemptOf(attempts);
  const { isFinal, outcome } = statusOf(seen.status);
  return isFinal && outcome !== 'failed' ? seen : latestAttemptOf([seen, ...attempts]);
}

function wasInProgress({ status, beganAt }: DatedAttempt): boolean {
  return beganAt !== null || !statusOf(status).isFinal;
}

function latestAttemptOf<Item extends DatedAttempt>(attempts: readonly Item[]): Item | undefined {
  return [...attempts].sort((one, other) => latestEventAt(other) - latestEventAt(one))[0];
}

function latestEventAt({ status, askedAt, beganAt, endedAt }: DatedAttempt): number {
  const { outcome } = statusOf(status);
  if (outcome === 'open') return askedAt + SAME_SEARCH_MS;
  return outcome === 'failed' ? (beganAt ?? 0) : (endedAt ?? askedAt);
}
