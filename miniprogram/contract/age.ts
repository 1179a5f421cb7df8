/** Largest difference (ms) of two correct clocks. A time further ahead of now is endlessly old. */
export const SKEW_MS = 1000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Time (ms) after a delivery's end for which the cloud, or an outdated phone, keeps its rider. */
export const RIDERS_KEPT_MS = DAY_MS;

export const OLD_FROM_MS = 60_000;
/** Extra age (ms) that is allowed when the next answer is due only at `OLD_FROM_MS` or later. */
const DUE_ANSWER_MS = 10_000;

/** Tells whether an answer about a delivery under way is old; the next was due in `dueSeconds`. */
export function isOldAnswer(askedAt: number, now: number, dueSeconds: number): boolean {
  const isDueLate = dueSeconds * 1000 >= OLD_FROM_MS;
  return now - askedAt >= OLD_FROM_MS + (isDueLate ? DUE_ANSWER_MS : 0);
}

/** Tells whether a time is later than `now` by more than `SKEW_MS`. Both are ms since 1970. */
export function isAheadOfNow(time: number, now: number): boolean {
  return time - now > SKEW_MS;
}

/** Returns the age (ms) of a stored time, at least 0; Infinity for a time ahead of `now`. */
export function ageMs(time: number, now: number): number {
  return isAheadOfNow(time, now) ? Infinity : Math.max(0, now - time);
}
