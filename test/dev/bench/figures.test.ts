import { fittedLine, median, quantile, report } from '../../../dev/bench/figures';

describe('report', () => {
  const rows = {
    'our client': { 'p50 ms': 0.21987, calls: 4545.4 },
    bare: { 'p50 ms': 0.2 },
  };

  it('prints a row for each thing that was measured, then the targets', () => {
    expect(report('One look-up:', rows, { 'to bare': [1.1, 1.15] })).toEqual({
      text: [
        'One look-up:',
        '  our client   p50 ms 0.2199   calls 4,545',
        '  bare         p50 ms 0.2',
        '  target: to bare at most 1.15, is 1.1',
        '',
      ].join('\n'),
      isFast: true,
    });
  });

  it.each([
    ['at the target', [10, 10], true],
    ['beyond it', [10.1, 10], false],
    ['of nothing', [NaN, 10], false],
  ] as const)('is fast or not, by a figure %s', (_name, target, isFast) => {
    const { text, isFast: told } = report('', rows, { requests: target });
    expect([told, !text.includes(': MISSED')]).toEqual([isFast, isFast]);
  });
});

describe('quantile', () => {
  /** 1 … 200, in no order. */
  const numbers = Array.from({ length: 200 }, (_, index) => ((index * 7) % 200) + 1);

  it('is the least that is greater than this part, whatever the greatest are', () => {
    const hanging = numbers.map((each) => (each === 200 ? 1_000_000 : each));
    expect([quantile(numbers, 0.5), quantile(numbers, 0.99)]).toEqual([101, 199]);
    expect([quantile(hanging, 0.5), quantile(hanging, 0.99)]).toEqual([101, 199]);
  });

  it('sorts by number, and leaves what it was given in its order', () => {
    const times = [10, 9, 100];
    expect(median(times)).toBe(10);
    expect(times).toEqual([10, 9, 100]);
  });

  it('is no number of nothing', () => {
    expect(median([])).toBeNaN();
  });
});

describe('a fitted line', () => {
  it('rises as the values do, and is sure of it where they lie on it', () => {
    expect(fittedLine([10, 12, 14, 16])).toEqual({ rise: 2, error: 0 });
  });

  it('tells how far its rise may be off', () => {
    // Distances from the line: -0.4, 0.8, -1, 1.2, -0.6. Squares sum up to 3.6, by 3 degrees and a
    // spread of 10.
    const { rise, error } = fittedLine([1, 3, 2, 5, 4]);
    expect(rise).toBeCloseTo(0.8);
    expect(error).toBeCloseTo(Math.sqrt(0.12));
  });
});
