/** The printed lines of a measurement, and whether it met its targets. */
export interface Report {
  readonly text: string;
  readonly isFast: boolean;
}

/** Numbers by name. A unit stands in the name. */
type Figures = Readonly<Record<string, number>>;

/**
 * @param title sentence that says what was measured
 * @param rows figures of each condition
 * @param targets greatest allowed value of a figure, by the figure's name
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

/** Returns the middle number, or the greater of the two middle ones. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** Returns the least number that is greater than this share of them, or NaN for none. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? NaN;
}

/**
 * Fits a line by least squares through values at 0, 1, 2 …
 *
 * @returns the slope, and the slope's standard error
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
