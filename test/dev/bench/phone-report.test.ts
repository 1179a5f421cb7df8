import type { PhoneFigures } from '../../../dev/bench/phone';
import { phoneReport, slopeKb } from '../../../dev/bench/phone-report';

const KB = 1024;
const poll = (...bytes: number[]) => ({
  calls: bytes.map((each) => ({ component: 'components/pane/pane', bytes: each })),
  longestMs: 1.5,
});
const figures = (change: Partial<PhoneFigures> = {}): PhoneFigures => ({
  tapToStatusMs: [120, 130, 140, 150, 600],
  riding: [poll(300, 500), poll(400)],
  standing: [poll(80)],
  unchanged: [poll(), poll()],
  size: { nodes: 106, depth: 15, mostChildren: 7 },
  handlers: [
    { name: 'tap', ms: 2 },
    { name: 'onLoad', ms: 20 },
    { name: 'onLoad', ms: 6 },
    { name: 'onLoad', ms: 4 },
  ],
  heapBytes: [6, 6, 6, 6].map((mb) => mb * KB * KB),
  ...change,
});

describe('phoneReport', () => {
  it('tells times, calls, bytes, sizes and memory', () => {
    const { text } = phoneReport(figures());
    expect(text).toMatch(/tap → status +p50 140 ms +p95 600 ms/);
    expect(text).toMatch(/slowest handler +onLoad: p50 6\.0 ms +longest 20\.0 ms/);
    expect(text).toMatch(/rides +1\.5 calls \(at most 2\) +600\.0 bytes \(at most 800\)/);
    expect(text).toMatch(/nothing new +0\.0 calls \(at most 0\) +0\.0 bytes \(at most 0\)/);
    expect(text).toMatch(/106 nodes +depth 15 +at most 7 children/);
    expect(text).toMatch(/6\.00, 6\.00, 6\.00, 6\.00 MB .*; 0\.0 KB per 100 polls/);
  });

  it.each<[string, Partial<PhoneFigures>, boolean]>([
    ['as it should be', {}, true],
    ['half of the taps take longer than 300 ms', { tapToStatusMs: [100, 301, 301] }, false],
    ['a handler takes longer than 50 ms', { handlers: [{ name: 'tap', ms: 51 }] }, false],
    ['the heap grows', { heapBytes: [0, 100, 200, 300].map((kb) => kb * KB) }, false],
  ])('%s: whether the target is reached', (_name, change, isFast) => {
    expect(phoneReport(figures(change)).isFast).toBe(isFast);
  });
});

describe('slopeKb', () => {
  it('is what the heap grows by from sample to sample, once caches are full', () => {
    expect(slopeKb([0, 1000, 1010, 1020, 1030].map((kb) => kb * KB))).toBeCloseTo(10);
    expect(slopeKb([0, 1000, 1020, 1000, 1020, 1000].map((kb) => kb * KB))).toBeCloseTo(0);
  });
});
