import type { PollCost } from '../screens/scripted-polls';

/** Result of a measurement: the lines to print, and whether all targets were met. */
export interface Report {
  readonly text: string;
  readonly isFast: boolean;
}

/** Measured number; with `atMost`, a target that it must not exceed. */
type Figure = number | { readonly is: number; readonly atMost: number | undefined };

/** Figures by their printed name, which contains the unit, such as `p50 ms`. */
export type Figures = Readonly<Record<string, Figure>>;

/**
 * @param title sentence that says what was measured
 * @param rows figures of each measured case, by the name of the case
 */
export function report(title: string, rows: Readonly<Record<string, Figures>>): Report {
  let isFast = true;
  const cell = ([what, figure]: readonly [string, Figure]): string => {
    const { is, atMost } = typeof figure === 'number' ? { is: figure, atMost: undefined } : figure;
    if (atMost === undefined) return `${what} ${short(is)}`;
    const isReached = is <= atMost;
    isFast &&= isReached;
    return `${what} ${short(is)} (${isReached ? '' : 'MISSED: '}at most ${short(atMost)})`;
  };
  const width = Math.max(...Object.keys(rows).map(({ length }) => length));
  const lines = Object.entries(rows).map(([name, figures]) =>
    ['', name.padEnd(width), ...Object.entries(figures).map(cell)].join('   '),
  );
  return { text: [title, ...lines, ''].join('\n'), isFast };
}

function short(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
}

/** Describes durations in ms, with targets for median and 95th percentile. */
export function timesOf(ms: readonly number[], p50?: number, p95?: number): Figures {
  return {
    'p50 ms': { is: median(ms), atMost: p50 },
    'p95 ms': { is: quantile(ms, 0.95), atMost: p95 },
    'longest ms': Math.max(...ms),
  };
}

/** Describes the setData calls of several answers. */
export function costsOf(polls: readonly PollCost[]): Figures {
  const calls = polls.map((poll) => poll.calls.length);
  const bytes = polls.map((poll) => sum(poll.calls.map((call) => call.bytes)));
  return {
    calls: mean(calls),
    'at most': Math.max(...calls),
    bytes: mean(bytes),
    'most bytes': Math.max(...bytes),
    'longest ms': Math.max(...polls.map(({ longestMs }) => longestMs)),
  };
}

/** Returns the median; of an even count, the greater of the two middle numbers. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** Returns the quantile at `part`, a share from 0 to 1; NaN when there are no numbers. */
function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? NaN;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}
