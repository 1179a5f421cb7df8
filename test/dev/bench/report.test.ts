import type { ClientSpeeds } from '../../../dev/bench/client';
import { clientReport, coldStartReport } from '../../../dev/bench/report';

const at = (p50: number) => ({ p50, p99: 3 * p50, callsPerSecond: 1000 / p50 });
const speeds = (ours: number, nestWechat = 0.5): ClientSpeeds => ({
  rounds: 4000,
  bare: at(0.2),
  ours: at(ours),
  nestWechat: at(nestWechat),
  nodeEasywechat: at(0.6),
});

describe('clientReport', () => {
  it('tells p50, p99 and calls a second of each way, each with its ratio to bare', () => {
    const lines = clientReport('an order', speeds(0.22), 1.15).text.split('\n');
    expect(lines[0]).toContain('One look-up of an order, with a token at hand, 4000 of each kind');
    expect(lines.slice(2, 6).map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['bare keep-alive node:http', '0.200 ms (1.00)', '0.600 ms (1.00)', '5000 (1.00)'],
      ['our client', '0.220 ms (1.10)', '0.660 ms (1.10)', '4545 (0.91)'],
      ['nest-wechat', '0.500 ms (2.50)', '1.500 ms (2.50)', '2000 (0.40)'],
      ['node-easywechat', '0.600 ms (3.00)', '1.800 ms (3.00)', '1667 (0.33)'],
    ]);
  });

  it('has its columns below each other', () => {
    const lines = clientReport('an order', speeds(0.22), 1.15).text.split('\n').slice(2, 6);
    const firstBrackets = lines.map((line) => line.indexOf('('));
    expect(new Set(firstBrackets).size).toBe(1);
  });

  it.each([
    ['as fast as bare', 0.2, 0.5, true],
    ['at 1.14 × bare', 0.228, 0.5, true],
    ['at 1.16 × bare', 0.232, 0.5, false],
    ['slower than nest-wechat', 0.22, 0.21, false],
  ])('%s: whether the target is reached', (_name, ours, nestWechat, isFast) => {
    expect(clientReport('an order', speeds(ours, nestWechat), 1.15).isFast).toBe(isFast);
  });
});

it('names the targets', () => {
  expect(clientReport('an order', speeds(0.22), 1.2).text).toContain('at most 1.2 × bare');
});

describe('coldStartReport', () => {
  const measured = { rounds: 25, plainMs: 200, bundleBytes: 512_000, deferredBytes: 2_048_000 };

  it('tells both times, the sizes and the ratio', () => {
    const { text } = coldStartReport({ ...measured, bundleMs: 62.6 });
    expect(text).toContain('medians of 25 fresh processes');
    expect(text).toMatch(/from node_modules +200\.0 ms/);
    expect(text).toMatch(/bundle +62\.6 ms +\(500 KB, and 2000 KB read only when used\)/);
    expect(text).toMatch(/ratio +0\.313 +\(target: 0\.35 at most\)/);
  });

  it.each([
    [70, true],
    [71, false],
  ])('%i ms of 200: whether the target is reached', (bundleMs, isFast) => {
    expect(coldStartReport({ ...measured, bundleMs }).isFast).toBe(isFast);
  });
});
