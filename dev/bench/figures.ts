/** What `npm run bench` prints of a measurement, and whether it reached its targets. */
export interface Report {
  readonly text: string;
  readonly isFast: boolean;
}

/** By what they are of; a unit stands in the name. */
type Figures = Readonly<Record<string, number>>;

/**
 * @param title what was measured, in a sentence
 * @param rows figures, by what they are measured at
 * @param targets by its name a figure, and the most that it may be
 */
export function report(
  title: string,
  rows: Readonly<Record<string, Figures>>,
  targets: Readonly<Record<string, readonly [measured: number, atMost: number]>>,
): Report {
  const width = Math.max(...Object.keys(rows).map(({ length }) => length));
  const lines = Object.entries(rows).map(([name, figures]) => {
    const cells = Object.entries(figures).map(([what, value]) => `${what} ${short(value)}`);
    return [name.padEnd(width), ...cells].join('   ');
  });
  let isFast = true;
  for (const [what, [measured, atMost]] of Object.entries(targets)) {
    const isReached = measured <= atMost;
    isFast &&= isReached;
    const end = isReached ? '' : ': MISSED';
    lines.push(`target: ${what} at most ${short(atMost)}, is ${short(measured)}${end}`);
  }
  return { text: [title, ...lines.map((line) => `  ${line}`), ''].join('\n'), isFast };
}

function short(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
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

/**
 * A line by least squares through values at 0, 1, 2 …: what it rises by, and the standard error of
 * that.
 */
export function fittedLine(values: readonly number[]): {
  readonly rise: number;
  readonly error: number;
} {
  const middle = (values.length - 1) / 2;
  const level = mean(values);
  const spread = sum(values.map((_, at) => (at - middle) ** 2));
  const rise = sum(values.map((value, at) => (at - middle) * (value - level))) / spread;
  const off = values.map((value, at) => value - level - rise * (at - middle));
  const variance = sum(off.map((each) => each ** 2)) / (values.length - 2);
  return { rise, error: Math.sqrt(variance / spread) };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}
