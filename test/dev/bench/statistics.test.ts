import { median, speedOf } from '../../../dev/bench/statistics';

/** 1 … count ms, in no order. */
function upTo(count: number): readonly number[] {
  const times = Array.from({ length: count }, (_, index) => index + 1);
  return [...times.filter((ms) => ms % 2 === 1), ...times.filter((ms) => ms % 2 === 0)];
}

describe('speedOf', () => {
  it('tells the middle one, the one that 99 of 100 are below, and how many fill a second', () => {
    // 5050 ms for 100 calls.
    expect(speedOf(upTo(100))).toEqual({
      p50: 51,
      p99: 100,
      callsPerSecond: expect.closeTo(19.802, 3) as number,
    });
  });

  it('is not moved by one call that hangs', () => {
    const { p50, p99 } = speedOf([...upTo(199), 1_000_000]);
    expect([p50, p99]).toEqual([101, 199]);
  });

  it('leaves what it was given in its order', () => {
    const times = [3, 1, 2];
    speedOf(times);
    expect(times).toEqual([3, 1, 2]);
  });
});

describe('median', () => {
  it('sorts by number, not by text', () => {
    expect(median([10, 9, 100])).toBe(10);
  });

  it('is no number of nothing', () => {
    expect(median([])).toBeNaN();
  });
});
