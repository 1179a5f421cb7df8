import { type StatusName, statusOf } from '../../../miniprogram/contract/delivery-status';

/** Fields that decide which attempt of an order is the current one. Times: ms since 1970. */
interface Dated {
  readonly status: StatusName;
  readonly askedAt: number;
  /** Time when the attempt was first seen in progress; null when it never was. */
  readonly beganAt: number | null;
  /** Time when the end of the attempt was first seen; null or missing while it has no end. */
  readonly endedAt?: number | null | undefined;
}

/** Maximum time (ms) between answers of one search; they count as given at the same time. */
const ONE_SEARCH_MS = 10_000;

/**
 * Picks the attempt with the latest event: the last answer of an attempt in progress, the end of a
 * delivered attempt, or the beginning of a failed one. A delivered attempt that was seen in
 * progress wins over attempts that never were.
 *
 * @param attempts sorted by their latest answer, the latest first
 * @returns undefined when `attempts` is empty
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
  return attempts.reduce<One | undefined>(
    (latest, one) => (latest === undefined || newsAt(one) > newsAt(latest) ? one : latest),
    undefined,
  );
}

function newsAt({ status, askedAt, beganAt, endedAt }: Dated): number {
  switch (statusOf(status).outcome) {
    case 'open':
      return askedAt + ONE_SEARCH_MS;
    case 'failed':
      return beganAt ?? -Infinity;
    case 'delivered':
    case 'untold':
      return endedAt ?? askedAt;
  }
}
