import { duration } from './clock-time';

const MINUTE = 60_000;
/** Longest lateness that is told in minutes. */
const LONGEST_IN_MINUTES = 120;
/** Smallest difference from the first promise that is told: a minute may be rounding. */
const DRIFT_FROM_MINUTES = 2;

/** Writes a lateness of some minutes: `晚 3 分`. */
export function lateBy(minutes: number): string {
  return `晚 ${span(minutes)}`;
}

/**
 * Writes how far an arrival is from the one that was promised first: `比最初晚 4 分`, `比最初早 2 分`;
 * empty below two minutes. Both parameters in ms.
 */
export function drift(arrivesAt: number, promisedAt: number): string {
  const minutes = Math.round((arrivesAt - promisedAt) / MINUTE);
  if (Math.abs(minutes) < DRIFT_FROM_MINUTES) return '';
  return minutes > 0 ? `比最初${lateBy(minutes)}` : `比最初早 ${span(-minutes)}`;
}

function span(minutes: number): string {
  return minutes < LONGEST_IN_MINUTES ? `${minutes} 分` : duration(minutes * MINUTE);
}
