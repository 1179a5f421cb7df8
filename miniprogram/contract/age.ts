/** Largest difference (ms) of two correct clocks. A time further in the future counts as wrong. */
export const MAX_CLOCK_SKEW_MS = 1000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Time (ms) for which a rider's data are kept after the end; on a phone: after the last answer. */
export const RIDERS_KEPT_MS = DAY_MS;

export const OLD_AFTER_MS = 60_000;
/** Time (ms) by which an answer may exceed OLD_AFTER_MS, if the next is not planned before that. */
const DUE_ANSWER_GRACE_MS = 10_000;

/** Tells whether an answer is old. `nextAnswerSeconds`: planned time until the next answer. */
export function isOldAnswer(askedAt: number, now: number, nextAnswerSeconds: number): boolean {
  const isNextAnswerLate = nextAnswerSeconds * 1000 >= OLD_AFTER_MS;
  return now - askedAt >= OLD_AFTER_MS + (isNextAnswerLate ? DUE_ANSWER_GRACE_MS : 0);
}

/** Tells whether a time is later than `now` by more than `MAX_CLOCK_SKEW_MS` (both in ms). */
export function isAheadOfNow(timeMs: number, now: number): boolean {
  return timeMs - now > MAX_CLOCK_SKEW_MS;
}

/** Returns the age (ms) of a stored time, at least 0; Infinity for a time in the future. */
export function ageMs(timeMs: number, now: number): number {
  return isAheadOfNow(timeMs, now) ? Infinity : Math.max(0, now - timeMs);
}
