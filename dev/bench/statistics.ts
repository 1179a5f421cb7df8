/** How long calls took, in ms, and how many one after the other fill a second. */
export interface Speed {
  readonly p50: number;
  readonly p99: number;
  readonly callsPerSecond: number;
}

/** @param times of single calls, in ms, in any order; at least one */
export function speedOf(times: readonly number[]): Speed {
  const totalMs = times.reduce((sum, ms) => sum + ms, 0);
  return {
    p50: median(times),
    p99: quantile(times, 0.99),
    callsPerSecond: (times.length / totalMs) * 1000,
  };
}

/** The middle one; of an even number the greater of the two in the middle. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The least of the numbers that is greater than this part of them; NaN of none. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? NaN;
}
