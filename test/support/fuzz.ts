/** How many cases each law is tried with; a night may try more. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 5000);

/** For laws whose every case is a long story: a thousand are enough. */
export const LONG_CASES = Math.min(CASES, 1000);

/** What to hand to `fc.assert`. On a failure fast-check prints the seed and the path of the case, which go in here to see it again. */
export const FUZZ = { numRuns: CASES };

/** For what hangs. */
export const FUZZ_TIMEOUT_MS = 600_000 + CASES * 60;
