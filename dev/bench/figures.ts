/** Result of a measurement: the lines to print, and whether all targets were met. */
export interface Report {
  readonly text: string;
  readonly isFast: boolean;
}

/** Numbers by their printed name, which contains the unit, such as `p50 ms`. */
type Figures = Readonly<Record<string, number>>;

/**
 * @param title sentence that says what was measured
 * @param rows figures of each measured case, by the name of the case
 * @param targets measured value and its maximum, by the printed name of the target
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

/** Returns the median; of an even count, the greater of the two middle numbers. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** Returns the quantile at `part`, a share from 0 to 1; NaN when there are no numbers. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? NaN;
}

/**
 * Fits a line by least squares through the values at x = 0, 1, 2 …
 *
 * @returns the slope, and its standard error
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
