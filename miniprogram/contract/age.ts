/**
 * Largest difference (ms) between two correct clocks of the cloud. A stored time that is further
 * ahead comes from a wrong clock: it counts as endlessly old, and the next write replaces it.
 */
export const SKEW_MS = 1000;

const SECOND_MS = 1000;
export const DAY_MS = 24 * 3_600_000;

/**
 * Time (ms) for which the cloud keeps a rider's data after the delivery's end. A phone deletes the
 * data at the end, or once the answer with these data is this old.
 */
export const RIDERS_KEPT_MS = DAY_MS;

/** Age (ms) from which an answer about a delivery in progress counts as old. */
export const OLD_FROM_MS = 60_000;
/** Extra age (ms) that is allowed when the next answer is due only at `OLD_FROM_MS` or later. */
const DUE_ANSWER_MS = 10_000;

/**
 * Tells whether an answer about a delivery in progress is too old to be shown as current.
 *
 * @param dueSeconds age (seconds) of the answer at which the next answer is due
 */
export function isOldAnswer(askedAt: number, now: number, dueSeconds: number): boolean {
  const isDueLate = dueSeconds * SECOND_MS >= OLD_FROM_MS;
  return now - askedAt >= OLD_FROM_MS + (isDueLate ? DUE_ANSWER_MS : 0);
}

/** Tells whether a time is later than `now` by more than `SKEW_MS`. Both are ms since 1970. */
export function isAheadOfNow(time: number, now: number): boolean {
  return time - now > SKEW_MS;
}

/**
 * Returns the age (ms) of a stored time, at least 0; Infinity for a time that is ahead of `now`.
 */
export function ageMs(time: number, now: number): number {
  return isAheadOfNow(time, now) ? Infinity : Math.max(0, now - time);
}
