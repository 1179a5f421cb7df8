/**
 * Largest difference (ms) between two right clocks of the cloud. A stored time further ahead was
 * written by a wrong clock: it counts as endlessly old, and the next write replaces it.
 */
export const SKEW_MS = 1000;

const SECOND_MS = 1000;
export const DAY_MS = 24 * 3_600_000;

/**
 * Time (ms) for which riders' data are kept: after the end in the cloud, at most to it on a phone.
 */
export const RIDERS_KEPT_MS = DAY_MS;

/** Age (ms) from which the answer about an open delivery is old. */
export const OLD_FROM_MS = 60_000;
/** Time (ms) that an answer may take once it is due. */
const DUE_ANSWER_MS = 10_000;

/**
 * Tells whether the answer about an open delivery is too old to pass for a current one.
 *
 * @param dueSeconds age at which the next answer is due
 */
export function isOldAnswer(askedAt: number, now: number, dueSeconds: number): boolean {
  const isDueLate = dueSeconds * SECOND_MS >= OLD_FROM_MS;
  return now - askedAt >= OLD_FROM_MS + (isDueLate ? DUE_ANSWER_MS : 0);
}

/** Tells whether a stored time lies further ahead of now than the skew. Both are ms since 1970. */
export function isAheadOfNow(time: number, now: number): boolean {
  return time - now > SKEW_MS;
}

/** Returns the age of a stored time in ms, at least 0; Infinity for a time that is ahead. */
export function ageMs(time: number, now: number): number {
  return isAheadOfNow(time, now) ? Infinity : Math.max(0, now - time);
}
