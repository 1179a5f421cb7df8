/**
 * Largest difference (ms) between two right clocks of the cloud. A stored time that lies further
 * ahead was written by a wrong clock. It gives way: it counts as endlessly old, and the next write
 * replaces it.
 */
export const SKEW_MS = 1000;

/** Tells whether a stored time lies further ahead of now than the skew. Both are ms since 1970. */
export function isAhead(time: number, now: number): boolean {
  return time - now > SKEW_MS;
}

/**
 * Returns the age of a stored time in ms, at least 0; Infinity for a time that gives way. A limit
 * by age therefore never lasts longer than it would by right clocks.
 */
export function ageMs(time: number, now: number): number {
  return isAhead(time, now) ? Infinity : Math.max(0, now - time);
}
