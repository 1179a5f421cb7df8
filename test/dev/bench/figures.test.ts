import { report, timesOf } from '../../../dev/bench/figures';

describe('report', () => {
  const rows = {
    'our client': { 'p50 ms': 0.21987, calls: 4545.4, 'to bare': { is: 1.1, atMost: 1.15 } },
    bare: { 'p50 ms': 0.2 },
  };

  it('prints a row for each thing that was measured', () => {
    expect(report('One look-up:', rows)).toEqual({
      text: [
        'One look-up:',
        '   our client   p50 ms 0.2199   calls 4,545   to bare 1.1 (at most 1.15)',
        '   bare         p50 ms 0.2',
        '',
      ].join('\n'),
      isFast: true,
    });
  });

  it.each([
    ['at the target', 10, true],
    ['beyond it', 10.1, false],
    ['of nothing', NaN, false],
  ] as const)('is fast or not, by a figure %s', (_name, is, isReached) => {
    const { text, isFast } = report('', {
      requests: { warm: { is, atMost: 10 }, new: { is: 1, atMost: 10 } },
    });
    expect([isFast, !text.includes('MISSED: at most 10')]).toEqual([isReached, isReached]);
  });
});

describe('times', () => {
  const ms = Array.from({ length: 100 }, (_, n) => n + 1);
  const isFast = (...atMost: readonly number[]): boolean =>
    report('', { row: timesOf(ms, ...atMost) }).isFast;

  it('are told as median, 95th percentile and longest, the first two with a target', () => {
    expect(report('', { of: timesOf(ms) }).text).toContain(
      ' p50 ms 51   p95 ms 96   longest ms 100\n',
    );
    const targets = [[51], [50], [51, 96], [51, 95]];
    expect(targets.map((atMost) => isFast(...atMost))).toEqual([true, false, true, false]);
  });
});
