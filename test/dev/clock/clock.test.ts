import { jumped, realClock, timeAt, withSpeed } from '../../../dev/clock/clock';

describe('the one clock', () => {
  it('keeps what it shows when its speed changes again', () => {
    const slow = withSpeed(withSpeed(realClock(0), 0, 60), 1_000, 1);

    expect(timeAt(slow, 1_000)).toBe(60_000);
    expect(timeAt(slow, 1_500)).toBe(60_500);
  });

  it('jumps ahead and keeps its speed', () => {
    const ahead = jumped(withSpeed(realClock(0), 0, 2), 1_000, 600_000);

    expect(timeAt(ahead, 1_000)).toBe(602_000);
    expect(timeAt(ahead, 2_000)).toBe(604_000);
  });

  it('shows whole milliseconds at any speed', () => {
    expect(timeAt(withSpeed(realClock(0), 0, 1.5), 333)).toBe(499);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a speed of %p', (speed) => {
    expect(() => withSpeed(realClock(0), 0, speed)).toThrow(RangeError);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a jump of %p ms', (byMs) => {
    expect(() => jumped(realClock(0), 0, byMs)).toThrow(RangeError);
  });
});
