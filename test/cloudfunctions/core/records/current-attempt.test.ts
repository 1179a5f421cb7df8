import { currentAttempt } from '../../../../cloudfunctions/core/records/current-attempt';
import type { StatusName } from '../../../../miniprogram/contract/delivery-status';
import { at } from '../../../support/delivery-reports';

/** Attempt of a name. `seen`: when it was first seen under way, first seen ended, last asked. */
function attempt(
  name: string,
  status: StatusName,
  [began, ended, asked]: readonly [string | null, string | null, string],
) {
  const time = (clock: string | null): number | null => (clock === null ? null : at(clock));
  return { name, status, beganAt: time(began), endedAt: time(ended), askedAt: at(asked) };
}

it.each([
  [
    'is the one under way, where the other was delivered before',
    attempt('A', 'delivered', ['11:30', '12:00', '14:00']),
    attempt('B', 'waiting', ['14:00', null, '14:00']),
  ],
  [
    'is the one under way, though the other, delivered, answered a moment later',
    attempt('A', 'delivered', [null, '12:00:09', '12:00:09']),
    attempt('B', 'waiting', ['12:00', null, '12:00']),
  ],
  [
    'is the delivered one, where the other was last seen under way long before',
    attempt('A', 'waiting', ['10:00', null, '10:00']),
    attempt('B', 'delivered', [null, '12:00', '12:00']),
  ],
  [
    'is the delivered one that was watched, not one that nobody has seen under way',
    attempt('A', 'delivered', [null, '12:01', '12:01']),
    attempt('B', 'delivered', ['11:00', '12:00', '12:00']),
  ],
  [
    'is the delivered one, where the other failed that nobody has seen under way',
    attempt('A', 'returned', [null, '12:01', '12:01']),
    attempt('B', 'delivered', ['11:00', '12:00', '12:00']),
  ],
  [
    'is the delivered one, where the other was placed before that end, and failed after it',
    attempt('A', 'cancelled-by-shop', ['11:50', '12:10', '12:10']),
    attempt('B', 'delivered', ['11:30', '12:00', '12:00']),
  ],
  [
    'is the failed one, where it was placed after the other was delivered',
    attempt('A', 'delivered', [null, '12:00', '14:31']),
    attempt('B', 'cancelled-by-courier', ['14:00', '14:30', '14:30']),
  ],
  [
    'is the delivered one, where the other was placed and failed before',
    attempt('A', 'cancelled-by-shop', ['11:30', '11:40', '11:40']),
    attempt('B', 'delivered', [null, '12:00', '12:00']),
  ],
  [
    'is the one under way, where the other failed',
    attempt('A', 'cancelled-by-shop', ['11:30', '12:00', '12:00']),
    attempt('B', 'waiting', ['11:00', null, '11:59']),
  ],
  [
    'is the failed one, where one search saw it under way, and the other delivered',
    attempt('A', 'delivered', [null, '12:00', '12:20']),
    attempt('B', 'cancelled-by-courier', ['12:00', '12:20', '12:20']),
  ],
  [
    'is the one that ended last of two that failed',
    attempt('A', 'cancelled-by-shop', [null, '12:00', '12:00']),
    attempt('B', 'returned', [null, '12:01', '12:01']),
  ],
])('the current attempt %s', (_what, other, current) => {
  const latestFirst = [other, current].sort((one, two) => two.askedAt - one.askedAt);
  expect(currentAttempt(latestFirst)?.name).toBe('B');
});
