import { createContext, runInContext } from 'node:vm';

import type { ClockState } from '../../../dev/clock/clock';
import { installClock } from '../../../dev/clock/shown-date';

/** Creates a realm whose `Date` follows the clock, so that the test's own stays real. */
function realmWithClock(state: () => ClockState): (code: string) => unknown {
  const context = createContext({});
  installClock(runInContext('globalThis', context) as { Date: DateConstructor }, state);
  return (code) => runInContext(code, context) as unknown;
}

describe('a realm whose Date shows the clock', () => {
  const HOUR = 3_600_000;
  const aheadByAnHour = (): ClockState => ({ realAt: 0, shownAt: HOUR, speed: 1 });

  it('writes the shown time when Date is called as a function', () => {
    const evaluate = realmWithClock(() => ({ realAt: Date.now(), shownAt: 0, speed: 1e-9 }));

    expect(evaluate('Date()')).toBe(new Date(0).toString());
  });

  it.each([
    ['new Date(0).getTime()', 0],
    ['new Date(2026, 0, 1).getFullYear()', 2026],
    ['Date.parse("1970-01-01T00:00:01Z")', 1_000],
    ['Date.UTC(1970, 0, 1)', 0],
    ['new Date() instanceof Date', true],
    ['new Date(0).constructor === Date', true],
    ['Object.prototype.toString.call(new Date())', '[object Date]'],
    ['Date.length', 7],
    ['Date.name', 'Date'],
    ['class Own extends Date {}; new Own() instanceof Own && new Own() instanceof Date', true],
  ])('leaves %s as it was', (code, expected) => {
    expect(realmWithClock(aheadByAnHour)(code)).toBe(expected);
  });
});
