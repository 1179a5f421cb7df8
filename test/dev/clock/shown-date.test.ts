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

  it.each([
    ['Date.now()', 'Date.now()'],
    ['new Date()', 'new Date().getTime()'],
    ['a subclass', 'new (class Own extends Date {})().getTime()'],
    ['the constructor of a date', 'new (new Date(0).constructor)().getTime()'],
  ])('follows it by %s', (_way, code) => {
    const evaluate = realmWithClock(aheadByAnHour);

    const before = Date.now();
    const shown = evaluate(code);
    const after = Date.now();

    expect(shown).toBeGreaterThanOrEqual(before + HOUR);
    expect(shown).toBeLessThanOrEqual(after + HOUR);
  });

  it('writes the shown time when Date is called as a function', () => {
    const evaluate = realmWithClock(() => ({ realAt: Date.now(), shownAt: 0, speed: 1e-9 }));

    expect(evaluate('Date()')).toBe(new Date(0).toString());
  });

  it('asks for the clock at every reading', () => {
    let shownAt = 1_000;
    const evaluate = realmWithClock(() => ({ realAt: Date.now(), shownAt, speed: 1e-9 }));

    expect(evaluate('Date.now()')).toBe(1_000);
    shownAt = 2_000;
    expect(evaluate('Date.now()')).toBe(2_000);
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
