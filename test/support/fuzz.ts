import fc from 'fast-check';

/** Number of cases for each law. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 5000);

/** Number of cases for laws with long stories. */
export const LONG_CASES = Math.min(CASES, 1000);

/** Number of stories of a whole shop. */
export const STORIES = Math.min(CASES, 200);

/** Number of stories of lanes and of awaited orders, of which one takes a tenth of a second. */
export const RUSH_STORIES = Number(process.env['FUZZ_CASES'] ?? 400);

/** Parameters of `fc.assert`. Add a failed case's printed seed and path here to repeat it. */
export const FUZZ = { numRuns: CASES };

// Limit for hangs, in each file that imports this.
jest.setTimeout(600_000 + CASES * 60);

/** Number of stories of paid orders. */
export const PAID_STORIES = Number(process.env['FUZZ_CASES'] ?? 25);

/** Number of evenings at a counter; FUZZ_CASES=1000 plays all of them. */
export const EVENINGS = Math.min(Number(process.env['FUZZ_CASES'] ?? 120), 1000);

/** Expects that something holds whatever is given. */
export function expectAlways<Given extends [unknown, ...unknown[]]>(
  given: { [Key in keyof Given]: fc.Arbitrary<Given[Key]> },
  holds: (...each: Given) => void,
): void {
  fc.assert(fc.property(...given, holds), FUZZ);
}
