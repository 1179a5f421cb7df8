import { realClock, withSpeed } from '../../../../dev/clock/clock';
import { followJumps } from '../../../../dev/console/page/clock-jump';

const AT = 1_000_000;
const clock = realClock(AT);
const ahead = (ms: number) => ({ ...clock, shownAt: clock.shownAt + ms });

describe('a jump of the clock', () => {
  it('is shown for a moment, the latest one', () => {
    const jumps = followJumps();
    jumps.compare(clock, ahead(20_000), AT);
    expect(jumps.shown(AT + 1)).toBe(20_000);
    jumps.compare(ahead(20_000), ahead(320_000), AT + 1000);
    expect([AT + 3000, AT + 4000].map(jumps.shown)).toEqual([300_000, 0]);
  });

  it('is none when the clock runs, faster or not, or is first heard of', () => {
    const jumps = followJumps();
    jumps.compare(null, ahead(20_000), AT);
    jumps.compare(clock, withSpeed(clock, AT + 5000, 60), AT + 5000);
    jumps.compare(clock, clock, AT + 60_000);
    expect(jumps.shown(AT + 60_000)).toBe(0);
  });
});
